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
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * The pictures of one of FFmpeg's devices, as they come. Nothing is queued here, unlike in {@link FfmpegSource}: the decoder
 * gives each picture for its packet, and waiting for the device can be interrupted. Owns the native container and decoder.
 */
final class DeviceInput implements AutoCloseable {
    private static final long LOOK_AGAIN_NANOS = 1_000_000;
    private static final long PATIENCE_NANOS = 3_000_000_000L; // cameras take their time for the first picture

    private final String name;
    private final AVFormatContext container;
    private final AVStream video;
    private final AVCodecContext decoder;
    private final AVPacket packet = Ffmpeg.allocated(av_packet_alloc());
    private final AVFrame picture = Ffmpeg.allocated(av_frame_alloc());
    private long firstTime = AV_NOPTS_VALUE;
    private long handedOverNanos;

    private DeviceInput(String name, AVFormatContext container) {
        this.name = name;
        this.container = container;
        try {
            int index = av_find_best_stream(container, AVMEDIA_TYPE_VIDEO, -1, -1, (@Nullable PointerPointer) null, 0);
            if (index < 0) {
                throw new MediaException(name + " gives no pictures");
            }
            video = container.streams(index);
            AVCodec codec = avcodec_find_decoder(video.codecpar().codec_id());
            decoder = Ffmpeg.allocated(avcodec_alloc_context3(codec));
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

    /**
     * Opens a device.
     *
     * @param name for messages
     * @param format FFmpeg's name for this kind of device
     * @param url what this kind takes for the name of a device
     * @param options those that the device has not are ignored
     */
    static Opened open(String name, String format, String url, Map<String, String> options) {
        Devices.require();
        AVFormatContext container = Ffmpeg.allocated(avformat_alloc_context());
        container.flags(container.flags() | AVFormatContext.AVFMT_FLAG_NONBLOCK);
        AVDictionary settings = new AVDictionary(null);
        try {
            options.forEach((key, value) -> av_dict_set(settings, key, value, 0));
            int code = avformat_open_input(container, url, av_find_input_format(format), settings);
            return code < 0 ? new Opened(null, code) : new Opened(new DeviceInput(name, container), code);
        } finally {
            av_dict_free(settings);
        }
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
        long giveUp = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            int code = av_read_frame(container, packet);
            if (code == AVERROR_EOF()) {
                return false;
            }
            if (code == Ffmpeg.AGAIN) {
                if (System.nanoTime() > giveUp) {
                    throw new MediaException(name + " has given no picture for three seconds; plug it in again");
                }
                Pause.until(System.nanoTime() + LOOK_AGAIN_NANOS);
                continue;
            }
            Ffmpeg.check(code, name + " gives no more pictures, was it pulled out?");
            if (packet.stream_index() == video.index()) {
                handedOverNanos = System.nanoTime();
                avcodec_send_packet(decoder, packet);
                av_packet_unref(packet);
                return true;
            }
            av_packet_unref(packet);
        }
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
        if (decoder != null) { // null only where the constructor failed
            avcodec_free_context(decoder);
        }
        avformat_close_input(container);
    }
}
