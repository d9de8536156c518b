package org.brushstream.runtime.media;

import static org.brushstream.runtime.media.Ffmpeg.MICROS;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_LOW_DELAY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * The pictures of one of FFmpeg's devices, as they come. Nothing is queued here, unlike in {@link FfmpegSource}: the decoder
 * gives each picture for its packet. Owns the native decoder.
 */
final class DeviceInput implements AutoCloseable {
    private final DevicePackets packets;
    private final AVStream video;
    private final AVCodecContext decoder;
    private final AVPacket packet = Ffmpeg.allocated(av_packet_alloc());
    private final AVFrame picture = Ffmpeg.allocated(av_frame_alloc());
    private long firstTime = AV_NOPTS_VALUE;
    private long handedOverNanos;

    /** @param packets closed with this */
    private DeviceInput(String name, DevicePackets packets) {
        this.packets = packets;
        this.video = packets.stream();
        AVCodec codec = avcodec_find_decoder(video.codecpar().codec_id());
        this.decoder = Ffmpeg.allocated(avcodec_alloc_context3(codec));
        try {
            avcodec_parameters_to_context(decoder, video.codecpar());
            decoder.pkt_timebase(video.time_base());
            decoder.flags(decoder.flags() | AV_CODEC_FLAG_LOW_DELAY);
            decoder.thread_type(AVCodecContext.FF_THREAD_SLICE); // whole frames in parallel would be delayed frames
            Ffmpeg.check(
                    avcodec_open2(decoder, codec, (AVDictionary) null),
                    "the pictures of " + name + " cannot be decoded");
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** What became of an attempt to open a device: this, or an FFmpeg error code. */
    record Opened(@Nullable DeviceInput input, int code) {}

    /** Opens a device, see {@link DevicePackets#open}. */
    static Opened open(String name, String format, String url, Map<String, String> options) {
        DevicePackets.Opened opened = DevicePackets.open(name, AVMEDIA_TYPE_VIDEO, format, url, options);
        DevicePackets packets = opened.packets();
        return new Opened(packets == null ? null : new DeviceInput(name, packets), opened.code());
    }

    /** Frames per second, as the device says. */
    Ratio frameRate(Ratio otherwise) {
        return Ratio.of(video.avg_frame_rate(), Ratio.of(video.r_frame_rate(), otherwise));
    }

    /** When the packet of the last picture came, by {@link System#nanoTime()}. */
    long handedOverNanos() {
        return handedOverNanos;
    }

    /**
     * Waits for the next picture, lent until the next call; null at the end.
     *
     * @throws MediaException if the device is gone, or has been silent for three seconds
     */
    @Nullable
    AVFrame next() {
        while (true) {
            int code = avcodec_receive_frame(decoder, picture);
            if (code == 0) {
                return picture;
            }
            // A broken picture is one the cable spoilt: the next one follows at once.
            if (code == AVERROR_EOF() || !feed()) {
                return null;
            }
        }
    }

    private boolean feed() {
        if (!packets.read(packet)) {
            return false;
        }
        handedOverNanos = System.nanoTime();
        avcodec_send_packet(decoder, packet);
        av_packet_unref(packet);
        return true;
    }

    /** The last picture's time in microseconds from the first. */
    long timestampMicros() {
        long time = picture.best_effort_timestamp();
        if (time == AV_NOPTS_VALUE) {
            return 0;
        }
        if (firstTime == AV_NOPTS_VALUE) {
            firstTime = time;
        }
        return av_rescale_q(time - firstTime, video.time_base(), MICROS);
    }

    @Override
    public void close() {
        av_frame_free(picture);
        av_packet_free(packet);
        avcodec_free_context(decoder);
        packets.close();
    }
}
