package org.brushstream.runtime.media;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PCM_S16LE;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.jspecify.annotations.Nullable;

/** Sound as it is heard: by a microphone, on Linux, or computed by FFmpeg in real time. */
public final class Microphone implements SoundSource {
    private static final String COMPUTED = "lavfi:";
    private static final String DEFAULT = "default";
    private static final List<String> SYSTEMS = List.of("pulse", "alsa"); // PipeWire answers for the first as well
    private static final Map<String, String> FORMAT =
            Map.of("sample_rate", "" + Sound.RATE, "channels", "" + Sound.CHANNELS);

    private final String device;
    private final DevicePackets packets;
    private final AVPacket packet = Ffmpeg.allocated(av_packet_alloc());
    private final @Nullable RealTime clock; // null: the device has its own
    private long samples;
    private boolean closed;

    private Microphone(String device, DevicePackets packets, @Nullable RealTime clock) {
        this.device = device;
        this.packets = packets;
        this.clock = clock;
        AVStream stream = packets.stream();
        if (stream.codecpar().codec_id() != AV_CODEC_ID_PCM_S16LE
                || stream.codecpar().sample_rate() != Sound.RATE
                || stream.codecpar().ch_layout().nb_channels() != Sound.CHANNELS) {
            close();
            throw new MediaException("microphone " + device + " gives no stereo of 16 bits and " + Sound.RATE
                    + " samples per second; try --microphone pulse:default, which converts it");
        }
    }

    /**
     * Opens a microphone.
     *
     * @param device {@code default}, {@code pulse:NAME}, {@code alsa:NAME}, or {@code lavfi:GRAPH} for sound that FFmpeg
     *     computes, as in {@code lavfi:sine=frequency=440}
     * @throws MediaException if there is none, or if it cannot be used
     */
    public static Microphone open(String device) {
        if (device.startsWith(COMPUTED)) {
            String graph = device.substring(COMPUTED.length()) + ",aformat=sample_fmts=s16:sample_rates=" + Sound.RATE
                    + ":channel_layouts=stereo";
            return opened(device, "lavfi", graph, Map.of(), new RealTime());
        }
        if (device.equals(DEFAULT)) {
            List<String> reasons = new ArrayList<>();
            for (String system : SYSTEMS) {
                try {
                    return opened(device, system, DEFAULT, FORMAT, null);
                } catch (MediaException e) {
                    reasons.add(String.valueOf(e.getMessage()));
                }
            }
            throw new MediaException(
                    "there is no microphone, plug one in or do without sound: " + String.join("; ", reasons));
        }
        for (String system : SYSTEMS) {
            if (device.startsWith(system + ":")) {
                return opened(device, system, device.substring(system.length() + 1), FORMAT, null);
            }
        }
        throw new MediaException(
                "'" + device + "' is no microphone; write default, pulse:NAME, alsa:NAME or lavfi:GRAPH");
    }

    private static Microphone opened(
            String device, String format, String url, Map<String, String> options, @Nullable RealTime clock) {
        DevicePackets.Opened opened =
                DevicePackets.open("microphone " + device, AVMEDIA_TYPE_AUDIO, format, url, options);
        if (opened.packets() == null) {
            throw new MediaException("microphone " + device + " cannot be used: " + Ffmpeg.reason(opened.code()));
        }
        return new Microphone(device, opened.packets(), clock);
    }

    @Override
    public @Nullable Sound read() {
        if (closed || !packets.read(packet)) {
            return null;
        }
        byte[] pcm = new byte[packet.size() / Sound.BYTES * Sound.BYTES];
        packet.data().get(pcm);
        av_packet_unref(packet);
        Sound sound = new Sound(0, ByteBuffer.wrap(pcm));
        samples += sound.length();
        if (clock != null) {
            Pause.until(clock.due(samples * 1_000_000 / Sound.RATE, System.nanoTime()));
        }
        return new Sound(System.nanoTime() - sound.nanos(), sound.pcm());
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            av_packet_free(packet);
            packets.close();
        }
    }

    /** As it was opened. */
    @Override
    public String toString() {
        return device;
    }
}
