package org.brushstream.trainer.picture;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.brushstream.runtime.model.ModelException;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Pictures on disk and as arrays. OpenCV decodes: grey, 16-bit and CMYK pictures become 8-bit RGB, transparency is
 * dropped, the camera's rotation is applied.
 */
public final class Pictures {
    private Pictures() {}

    /**
     * Reads a picture and scales it, its aspect kept.
     *
     * @param shortSide pixels of the shorter side afterwards, at least 1
     * @return RGB, 0..255, float32 {1, 3, H, W}
     * @throws ModelException if the file is absent or no picture
     */
    public static NDArray read(Path file, int shortSide, NDManager manager) {
        try (Mat stored = decode(file);
                Mat scaled = scale(stored, (double) shortSide / Math.min(stored.cols(), stored.rows()))) {
            float[] chw = new float[3 * scaled.rows() * scaled.cols()];
            toChw(scaled, chw, 0, false);
            return manager.create(chw, new Shape(1, 3, scaled.rows(), scaled.cols()));
        }
    }

    /**
     * Writes a picture as PNG, rounded half up and clamped; an existing file is replaced.
     *
     * @param picture RGB, 0..255, float32 {1, 3, H, W}
     */
    public static void writePng(NDArray picture, Path file) {
        int height = (int) picture.getShape().get(2);
        int width = (int) picture.getShape().get(3);
        FloatBuffer chw = FloatBuffer.wrap(picture.toFloatArray());
        int plane = width * height;
        byte[] bgr = new byte[3 * plane];
        for (int pixel = 0; pixel < plane; pixel++) {
            for (int channel = 0; channel < 3; channel++) {
                int value = (int) (chw.get(channel * plane + pixel) + 0.5f);
                bgr[3 * pixel + 2 - channel] = (byte) Math.max(0, Math.min(255, value));
            }
        }
        try (BytePointer pixels = new BytePointer(bgr);
                Mat mat = new Mat(height, width, CV_8UC3, pixels);
                BytePointer png = new BytePointer()) {
            imencode(".png", mat, png);
            byte[] bytes = new byte[(int) png.limit()];
            png.get(bytes);
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new ModelException("cannot write the picture " + file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Decodes a picture to no other purpose than to know that it can be done.
     *
     * @throws ModelException if the file is absent or no picture
     */
    public static void requireReadable(Path file) {
        decode(file).close();
    }

    /** 8-bit BGR, as OpenCV keeps colours. */
    static Mat decode(Path file) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new ModelException("no picture can be read at " + file + "; check the path", e);
        }
        if (bytes.length == 0) {
            throw new ModelException(file + " is empty");
        }
        try (Mat encoded = new Mat(bytes)) { // read by Java: OpenCV cannot open every path on every system
            Mat decoded = imdecode(encoded, IMREAD_COLOR);
            if (decoded.empty()) {
                decoded.close();
                throw new ModelException(file + " is not a picture that can be decoded; JPEG and PNG can");
            }
            return decoded;
        } catch (RuntimeException e) { // OpenCV's own, of a header that promises a gigantic picture
            throw e instanceof ModelException known ? known : new ModelException(file + " cannot be decoded", e);
        }
    }

    static Mat scale(Mat picture, double factor) {
        int width = (int) Math.max(1, Math.round(picture.cols() * factor));
        int height = (int) Math.max(1, Math.round(picture.rows() * factor));
        Mat scaled = new Mat();
        try (Size size = new Size(width, height)) {
            resize(picture, scaled, size, 0, 0, factor < 1 ? INTER_AREA : INTER_CUBIC);
        }
        return scaled;
    }

    /**
     * Copies 8-bit BGR pixels to planes of floats.
     *
     * @param chw receives R, G, B planes, 0..255, from {@code offset} on
     * @param mirrored whether left and right are exchanged
     */
    static void toChw(Mat bgr, float[] chw, int offset, boolean mirrored) {
        int width = bgr.cols();
        int height = bgr.rows();
        int plane = width * height;
        byte[] row = new byte[3 * width];
        for (int y = 0; y < height; y++) {
            try (BytePointer line = bgr.ptr(y)) {
                line.get(row);
            }
            for (int x = 0; x < width; x++) {
                int target = offset + y * width + (mirrored ? width - 1 - x : x);
                for (int channel = 0; channel < 3; channel++) {
                    chw[target + channel * plane] = row[3 * x + 2 - channel] & 0xFF;
                }
            }
        }
    }
}
