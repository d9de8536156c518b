package org.brushstream.runtime.media;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/** What one of FFmpeg's devices gives, as it comes; waiting for it can be interrupted. Owns the native container. */
final class DevicePackets implements AutoCloseable {
    private static final long LOOK_AGAIN_NANOS = 1_000_000;
    private static final long PATIENCE_NANOS = 3_000_000_000L; // cameras take their time for the first picture

    private final String name;
    private final AVFormatContext container;
    private final AVStream stream;

    private DevicePackets(String name, AVFormatContext container, AVStream stream) {
        this.name = name;
        this.container = container;
        this.stream = stream;
    }

    /** What became of an attempt to open a device: this, or an FFmpeg error code. */
    record Opened(@Nullable DevicePackets packets, int code) {}

    /**
     * Opens a device.
     *
     * @param name for messages
     * @param mediaType an {@code AVMEDIA_TYPE_...}: which of its streams is read
     * @param format FFmpeg's name for this kind of device
     * @param url what this kind takes for the name of a device
     * @param options those that the device has not are ignored
     * @throws MediaException if it has no such stream
     */
    static Opened open(String name, int mediaType, String format, String url, Map<String, String> options) {
        Devices.require();
        AVFormatContext container = Ffmpeg.allocated(avformat_alloc_context());
        container.flags(container.flags() | AVFormatContext.AVFMT_FLAG_NONBLOCK);
        AVDictionary settings = new AVDictionary(null);
        try {
            options.forEach((key, value) -> av_dict_set(settings, key, value, 0));
            int code = avformat_open_input(container, url, av_find_input_format(format), settings);
            if (code < 0) {
                return new Opened(null, code); // the container is freed
            }
            int index = av_find_best_stream(container, mediaType, -1, -1, (@Nullable PointerPointer) null, 0);
            if (index < 0) {
                avformat_close_input(container);
                throw new MediaException(
                        name + (mediaType == AVMEDIA_TYPE_VIDEO ? " gives no pictures" : " gives no sound"));
            }
            return new Opened(new DevicePackets(name, container, container.streams(index)), code);
        } finally {
            av_dict_free(settings);
        }
    }

    AVStream stream() {
        return stream;
    }

    /**
     * Waits for the next packet; false at the end. The caller unreferences the packet.
     *
     * @throws MediaException if the device is gone, or has been silent for three seconds
     */
    boolean read(AVPacket packet) {
        long giveUp = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            int code = av_read_frame(container, packet);
            if (code == AVERROR_EOF()) {
                return false;
            }
            if (code == Ffmpeg.AGAIN) {
                if (System.nanoTime() > giveUp) {
                    throw new MediaException(name + " has given nothing for three seconds; plug it in again");
                }
                Pause.until(System.nanoTime() + LOOK_AGAIN_NANOS);
                continue;
            }
            Ffmpeg.check(code, name + " gives nothing more, was it pulled out?");
            if (packet.stream_index() == stream.index()) {
                return true;
            }
            av_packet_unref(packet);
        }
    }

    /** Closing twice is harmless. */
    @Override
    public void close() {
        avformat_close_input(container);
    }
}
