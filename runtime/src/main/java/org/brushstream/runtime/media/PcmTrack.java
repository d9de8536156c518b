package org.brushstream.runtime.media;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PCM_S16LE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;

import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;

/**
 * A track of uncompressed sound in a file. Stretches follow each other without a gap, by their samples, as long as that is
 * close to the time they were heard at: a microphone's packets come now early, now late.
 */
final class PcmTrack implements AutoCloseable {
    private static final long MICROS = 1_000_000;
    private static final long JITTER = Sound.RATE / 10; // samples: a tenth of a second
    private static final int BITS = 16;

    private final String failure;
    private final Muxer muxer;
    private final AVStream stream;
    private final AVRational timeBase = av_make_q(1, Sound.RATE);
    private final AVPacket packet = Ffmpeg.allocated(av_packet_alloc());
    private long next = -1; // sample

    /** To be made before the container is started. */
    PcmTrack(String failure, Muxer muxer) {
        this.failure = failure;
        this.muxer = muxer;
        this.stream = muxer.addStream();
        AVCodecParameters sound = stream.codecpar();
        sound.codec_type(AVMEDIA_TYPE_AUDIO).codec_id(AV_CODEC_ID_PCM_S16LE).format(AV_SAMPLE_FMT_S16);
        sound.sample_rate(Sound.RATE).block_align(Sound.BYTES).bits_per_coded_sample(BITS);
        av_channel_layout_default(sound.ch_layout(), Sound.CHANNELS);
        stream.time_base(timeBase);
    }

    /** @param micros when it begins, from the beginning of the file */
    void write(Sound sound, long micros) {
        long heard = micros * Sound.RATE / MICROS;
        if (next < 0 || Math.abs(heard - next) > JITTER) {
            next = Math.max(heard, next); // never back
        }
        byte[] pcm = new byte[sound.pcm().remaining()];
        sound.pcm().get(pcm);
        Ffmpeg.check(av_new_packet(packet, pcm.length), failure);
        packet.data().put(pcm);
        packet.pts(next).dts(next).duration(sound.length());
        packet.flags(packet.flags() | AV_PKT_FLAG_KEY);
        muxer.write(packet, stream, timeBase);
        av_packet_unref(packet);
        next += sound.length();
    }

    /** Closing twice is harmless. */
    @Override
    public void close() {
        av_packet_free(packet);
    }
}
