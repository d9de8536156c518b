package org.brushstream.runtime.media;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUYV422;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_image_copy_to_buffer;

import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSize;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/** Frames as webcams give them: YUYV 4:2:2, BT.601, limited range, rows without padding. Owns the native pictures. */
final class Yuyv implements AutoCloseable {
    private final FrameSize size;
    private final AVFrame yuyv;
    private @Nullable AVFrame rgb;
    private @Nullable Scaler scaler;

    /** @param size of what comes out; its width is even */
    Yuyv(FrameSize size) {
        this.size = size;
        this.yuyv = picture(size, AV_PIX_FMT_YUYV422);
    }

    private static AVFrame picture(FrameSize size, int format) {
        AVFrame picture = Ffmpeg.allocated(av_frame_alloc());
        picture.format(format).width(size.width()).height(size.height());
        Ffmpeg.check(av_frame_get_buffer(picture, 0), "no memory for a picture of " + size);
        return picture;
    }

    /** Of one picture. */
    int bytes() {
        return 2 * size.pixels();
    }

    /** Writes a frame of any size to {@code target}, {@link #bytes()} long. */
    void convert(Frame frame, BytePointer target) {
        Scaler.Layout layout = Scaler.Layout.rgb(frame.size(), AV_PIX_FMT_RGB24);
        AVFrame source = rgb;
        Scaler converter = scaler;
        if (source == null || converter == null || !converter.takes(layout)) {
            closeSource();
            source = picture(frame.size(), AV_PIX_FMT_RGB24);
            rgb = source;
            converter = new Scaler(layout, new Scaler.Layout(size, AV_PIX_FMT_YUYV422, AVCOL_SPC_SMPTE170M, false));
            scaler = converter;
        }
        PictureEncoder.fill(source, frame.rgb(), frame.size());
        converter.convert(source, yuyv);
        Ffmpeg.check(
                av_image_copy_to_buffer(
                        target,
                        bytes(),
                        yuyv.data(),
                        yuyv.linesize(),
                        AV_PIX_FMT_YUYV422,
                        size.width(),
                        size.height(),
                        1),
                "a picture could not be copied");
    }

    private void closeSource() {
        if (scaler != null) {
            scaler.close();
            scaler = null;
        }
        if (rgb != null) {
            av_frame_free(rgb);
            rgb = null;
        }
    }

    /** Closing twice is harmless. */
    @Override
    public void close() {
        closeSource();
        av_frame_free(yuyv);
    }
}
