package org.brushstream.trainer.frames;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_img_hash.pHash;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR_444;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGB2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import java.nio.ByteBuffer;
import org.brushstream.runtime.frame.Frame;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;

/** A frame as OpenCV holds it, 8-bit BGR: to be hashed, and encoded. Owns native memory. */
final class Still implements AutoCloseable {
    private static final int QUALITY = 95; // percent

    private final Mat bgr = new Mat();

    Still(Frame frame) {
        byte[] rgb = new byte[frame.size().rgbBytes()];
        frame.rgb().get(rgb);
        try (BytePointer pixels = new BytePointer(rgb);
                Mat view = new Mat(frame.size().height(), frame.size().width(), CV_8UC3, pixels)) {
            cvtColor(view, bgr, COLOR_RGB2BGR);
        }
    }

    PerceptualHash hash() {
        try (Mat hash = new Mat()) {
            pHash(bgr, hash);
            byte[] bytes = new byte[PerceptualHash.SIZE / Byte.SIZE];
            try (BytePointer data = hash.data()) {
                data.get(bytes);
            }
            return new PerceptualHash(ByteBuffer.wrap(bytes).getLong());
        }
    }

    /**
     * The frame as a JPEG file, its colours not thinned out (4:4:4): on frames of films 1.0 to 1.4 of 255 off, root mean
     * square, far less than their own compression left, at a third of the size of a PNG.
     */
    byte[] jpeg() {
        try (BytePointer encoded = new BytePointer();
                IntPointer options = new IntPointer(
                        IMWRITE_JPEG_QUALITY,
                        QUALITY,
                        IMWRITE_JPEG_SAMPLING_FACTOR,
                        IMWRITE_JPEG_SAMPLING_FACTOR_444)) {
            if (!imencode(".jpg", bgr, encoded, options)) {
                throw new IllegalStateException("OpenCV cannot encode " + bgr.cols() + "x" + bgr.rows() + " as JPEG");
            }
            byte[] jpeg = new byte[(int) encoded.limit()];
            encoded.get(jpeg);
            return jpeg;
        }
    }

    @Override
    public void close() {
        bgr.close();
    }
}
