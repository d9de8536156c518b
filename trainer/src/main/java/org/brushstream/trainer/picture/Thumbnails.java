package org.brushstream.trainer.picture;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2RGB;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSize;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;

/** Pictures of the size in which people look at them: scaled into a box, their aspect kept, nothing cut off. */
public final class Thumbnails {
    private static final int JPEG_QUALITY = 85; // percent: brush strokes show no blocks yet

    private Thumbnails() {}

    /**
     * Reads a picture and scales it, up or down, until it just fits.
     *
     * @throws org.brushstream.runtime.model.ModelException if the file is absent or no picture
     */
    public static Frame read(Path file, FrameSize box) {
        try (Mat bgr = PictureFile.decode(file);
                Mat rgb = new Mat()) {
            cvtColor(bgr, rgb, COLOR_BGR2RGB);
            return fit(rgb, box, 0);
        }
    }

    /** Scales a frame, up or down, until it just fits. */
    public static Frame fit(Frame frame, FrameSize box) {
        try (BytePointer pixels = new BytePointer(bytes(frame));
                Mat rgb = new Mat(frame.size().height(), frame.size().width(), CV_8UC3, pixels)) {
            return fit(rgb, box, frame.timestampMicros());
        }
    }

    /** A frame as a JPEG file, as small as a page can well carry it. */
    public static byte[] jpeg(Frame frame) {
        try (BytePointer pixels = new BytePointer(bytes(frame));
                Mat rgb = new Mat(frame.size().height(), frame.size().width(), CV_8UC3, pixels);
                Mat bgr = new Mat();
                BytePointer encoded = new BytePointer();
                IntPointer options = new IntPointer(IMWRITE_JPEG_QUALITY, JPEG_QUALITY)) {
            cvtColor(rgb, bgr, COLOR_BGR2RGB); // there and back it is the same exchange
            if (!imencode(".jpg", bgr, encoded, options)) {
                throw new IllegalStateException("OpenCV cannot encode " + frame.size() + " as JPEG");
            }
            byte[] jpeg = new byte[(int) encoded.limit()];
            encoded.get(jpeg);
            return jpeg;
        }
    }

    /** The largest of this aspect that fits, at least a pixel a side. */
    static FrameSize fitted(FrameSize size, FrameSize box) {
        double factor = factor(size, box);
        return new FrameSize((int) Math.max(1, Math.round(size.width() * factor)), (int)
                Math.max(1, Math.round(size.height() * factor)));
    }

    private static double factor(FrameSize size, FrameSize box) {
        return Math.min((double) box.width() / size.width(), (double) box.height() / size.height());
    }

    private static Frame fit(Mat rgb, FrameSize box, long timestampMicros) {
        try (Mat scaled = Pictures.scale(rgb, factor(new FrameSize(rgb.cols(), rgb.rows()), box))) {
            FrameSize size = new FrameSize(scaled.cols(), scaled.rows());
            byte[] packed = new byte[size.rgbBytes()];
            try (BytePointer pixels = scaled.data()) { // a new picture of OpenCV's has no gaps between its rows
                pixels.get(packed);
            }
            return new Frame(size, timestampMicros, ByteBuffer.wrap(packed));
        }
    }

    private static byte[] bytes(Frame frame) {
        byte[] bytes = new byte[frame.size().rgbBytes()];
        frame.rgb().get(bytes);
        return bytes;
    }
}
