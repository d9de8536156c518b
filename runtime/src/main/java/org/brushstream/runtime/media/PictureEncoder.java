package org.brushstream.runtime.media;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_FRAME_DURATION;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_RGB;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.brushstream.runtime.frame.FrameSize;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;

/** Turns RGB24 pixels into coded packets. Owns the native encoder and its pictures. */
final class PictureEncoder implements AutoCloseable {
    private final FrameSize size;
    private final String failure;
    private final AVCodecContext encoder;
    private final AVFrame rgb;
    private final AVFrame coded;
    private final AVPacket packet;
    private final Scaler scaler;

    /** @param target named in messages */
    PictureEncoder(Path target, Preset preset, Colours colours, VideoInfo video, AVRational timeBase) {
        this.size = video.size();
        this.failure = "cannot write " + target;
        Preset.Encoder chosen = preset.encoder()
                .orElseThrow(() -> new MediaException(
                        "%s: this FFmpeg has no encoder for %s; %s".formatted(failure, preset, instead(preset))));
        AVCodec codec = avcodec_find_encoder_by_name(chosen.name());
        this.rgb = Ffmpeg.allocated(av_frame_alloc());
        this.coded = Ffmpeg.allocated(av_frame_alloc());
        this.packet = Ffmpeg.allocated(av_packet_alloc());
        this.encoder = Ffmpeg.allocated(avcodec_alloc_context3(codec)); // with the codec's own defaults: x264 insists
        try {
            requireSize(preset);
            describe(preset, colours, video, timeBase);
            open(codec, chosen);
            allocate(rgb, AV_PIX_FMT_RGB24);
            allocate(coded, preset.pixelFormat());
            // Some encoders write down what the pictures say, not what they were opened for: ProRes does.
            coded.colorspace(encoder.colorspace()).color_range(encoder.color_range());
            coded.color_primaries(encoder.color_primaries()).color_trc(encoder.color_trc());
            this.scaler = new Scaler(
                    Scaler.Layout.rgb(size, AV_PIX_FMT_RGB24),
                    new Scaler.Layout(size, preset.pixelFormat(), colours.matrix(), !preset.isYuv()));
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private static String instead(Preset preset) {
        return preset == Preset.X264RGB
                ? "build Brushstream with -Pgpl, or take --preset ffv1"
                : "take another --preset";
    }

    /** An odd side would have to lose or gain a column or row; that is for the caller to say. */
    private void requireSize(Preset preset) {
        FrameSize fitting = preset.sizeFor(size);
        if (!fitting.equals(size)) {
            throw new MediaException("%s: %s (%s) does not take %s pictures; try --size %s, or --preset ffv1 in an .mkv"
                    .formatted(failure, preset, preset.description(), size, fitting));
        }
    }

    private void describe(Preset preset, Colours colours, VideoInfo video, AVRational timeBase) {
        encoder.width(size.width()).height(size.height()).pix_fmt(preset.pixelFormat());
        encoder.time_base(timeBase);
        encoder.framerate(
                av_make_q(video.frameRate().numerator(), video.frameRate().denominator()));
        encoder.sample_aspect_ratio(
                av_make_q(video.pixelShape().numerator(), video.pixelShape().denominator()));
        encoder.flags(encoder.flags() | AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_FRAME_DURATION);
        encoder.thread_count(Runtime.getRuntime().availableProcessors());
        encoder.thread_type(AVCodecContext.FF_THREAD_SLICE); // whole frames in parallel would be delayed frames
        encoder.colorspace(preset.isYuv() ? colours.matrix() : AVCOL_SPC_RGB);
        encoder.color_range(preset.isYuv() ? AVCOL_RANGE_MPEG : AVCOL_RANGE_JPEG);
        encoder.color_primaries(colours.primaries()).color_trc(colours.transfer());
    }

    private void open(AVCodec codec, Preset.Encoder chosen) {
        AVDictionary options = new AVDictionary(null);
        try {
            chosen.options().forEach((key, value) -> av_dict_set(options, key, value, 0));
            Ffmpeg.check(
                    avcodec_open2(encoder, codec, options),
                    "%s: %s takes no pictures of %s".formatted(failure, chosen.name(), size));
        } finally {
            av_dict_free(options);
        }
    }

    private void allocate(AVFrame frame, int pixelFormat) {
        frame.format(pixelFormat).width(size.width()).height(size.height());
        Ffmpeg.check(av_frame_get_buffer(frame, 0), "no memory for a picture of " + size);
    }

    /** For the stream's description in the container. */
    AVCodecContext context() {
        return encoder;
    }

    /**
     * Encodes one picture.
     *
     * @param pixels packed RGB24; read to its end
     * @param pts presentation time in the encoder's time base; later than the one before
     * @param duration in the encoder's time base
     * @param out gets each finished packet, lent for the call
     */
    void encode(ByteBuffer pixels, long pts, long duration, Consumer<AVPacket> out) {
        fill(rgb, pixels, size);
        Ffmpeg.check(av_frame_make_writable(coded), failure); // the encoder may still hold the previous picture
        scaler.convert(rgb, coded);
        coded.pts(pts).duration(duration);
        Ffmpeg.check(avcodec_send_frame(encoder, coded), failure);
        receive(out);
    }

    /** Copies packed RGB24 into a native picture of that layout, whose rows may be padded. */
    static void fill(AVFrame picture, ByteBuffer pixels, FrameSize size) {
        byte[] row = new byte[3 * size.width()];
        BytePointer target = picture.data(0);
        for (int y = 0; y < size.height(); y++) {
            pixels.get(row);
            target.position((long) y * picture.linesize(0)).put(row);
        }
    }

    /** Hands over the packets that the encoder still holds back. */
    void flush(Consumer<AVPacket> out) {
        Ffmpeg.check(avcodec_send_frame(encoder, null), failure);
        receive(out);
    }

    private void receive(Consumer<AVPacket> out) {
        int code;
        while ((code = avcodec_receive_packet(encoder, packet)) == 0) {
            out.accept(packet);
            av_packet_unref(packet);
        }
        if (code != Ffmpeg.AGAIN && code != AVERROR_EOF()) {
            Ffmpeg.check(code, failure);
        }
    }

    /** Closing twice is harmless. */
    @Override
    public void close() {
        if (scaler != null) { // null only where the constructor failed
            scaler.close();
        }
        av_packet_free(packet);
        av_frame_free(coded);
        av_frame_free(rgb);
        avcodec_free_context(encoder);
    }
}
