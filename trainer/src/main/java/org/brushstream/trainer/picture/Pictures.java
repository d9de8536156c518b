package org.brushstream.trainer.picture;

import static org.bytedeco.opencv.global.opencv_core.CV_16UC3;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.model.ModelException;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.ShortPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Pictures on disk, as arrays and as frames. Grey, 16-bit and CMYK files become 8-bit RGB, transparent parts lie on white,
 * the camera's rotation is applied.
 */
public final class Pictures {
    /** A picture smaller than this holds no texture that VGG-19 could see, and its deep layers nothing at all. */
    public static final int MIN_SIDE = 32; // pixels

    private static final Set<String> DEEP_FORMATS = Set.of("png", "tif", "tiff");

    private Pictures() {}

    /**
     * Reads a picture and scales it, its aspect kept.
     *
     * @param shortSide pixels of the shorter side afterwards, at least 1
     * @return RGB, 0..255, float32 {1, 3, H, W}
     * @throws ModelException if the file is absent or no picture
     */
    public static NDArray read(Path file, int shortSide, NDManager manager) {
        try (Mat stored = PictureFile.decode(file);
                Mat scaled = scale(stored, (double) shortSide / Math.min(stored.cols(), stored.rows()))) {
            return array(scaled, manager);
        }
    }

    /**
     * Reads a picture and scales it until it covers a size; of what is too much both ends are cut off alike.
     *
     * @return RGB, 0..255, float32 {1, 3, height, width}
     * @throws ModelException if the file is absent or no picture
     */
    public static NDArray readCovering(Path file, FrameSize size, NDManager manager) {
        try (Mat stored = PictureFile.decode(file);
                Mat scaled = scale(
                        stored,
                        Math.max((double) size.width() / stored.cols(), (double) size.height() / stored.rows()));
                Rect middle = new Rect(
                        (scaled.cols() - size.width()) / 2,
                        (scaled.rows() - size.height()) / 2,
                        size.width(),
                        size.height());
                Mat cut = new Mat(scaled, middle)) {
            return array(cut, manager);
        }
    }

    private static NDArray array(Mat bgr, NDManager manager) {
        float[] chw = new float[3 * bgr.rows() * bgr.cols()];
        toChw(bgr, chw, 0, false);
        return manager.create(chw, new Shape(1, 3, bgr.rows(), bgr.cols()));
    }

    /**
     * Width and height as stored, the camera's rotation applied. Decodes the whole picture, so what passes here can be
     * read.
     *
     * @throws ModelException if the file is absent or no picture, or a side is under {@value #MIN_SIDE} pixels
     */
    public static FrameSize requireUsable(Path file) {
        try (Mat stored = PictureFile.decode(file)) {
            if (Math.min(stored.cols(), stored.rows()) < MIN_SIDE) {
                throw new ModelException("%s is %dx%d; a picture of under %d pixels holds no texture, give a larger one"
                        .formatted(file, stored.cols(), stored.rows(), MIN_SIDE));
            }
            return new FrameSize(stored.cols(), stored.rows());
        }
    }

    /**
     * Scales a picture: the mean of areas when it shrinks, bicubic when it grows, where values may overshoot.
     *
     * @param picture float32 {1, C, H, W}
     * @return float32 {1, C, height, width}, attached to the same manager
     */
    public static NDArray scale(NDArray picture, int height, int width) {
        int channels = (int) picture.getShape().get(1);
        int fromHeight = (int) picture.getShape().get(2);
        int fromWidth = (int) picture.getShape().get(3);
        float[] values = picture.toFloatArray();
        float[] scaled = new float[channels * height * width];
        float[] plane = new float[height * width];
        int filter = height < fromHeight || width < fromWidth ? INTER_AREA : INTER_CUBIC;
        for (int channel = 0; channel < channels; channel++) {
            try (FloatPointer pixels = new FloatPointer((long) fromHeight * fromWidth);
                    Mat from = new Mat(
                            fromHeight,
                            fromWidth,
                            CV_32FC1,
                            pixels.put(values, channel * fromHeight * fromWidth, fromHeight * fromWidth));
                    Mat to = new Mat();
                    Size size = new Size(width, height)) {
                resize(from, to, size, 0, 0, filter);
                try (FloatPointer result = new FloatPointer(to.data())) {
                    result.get(plane);
                }
            }
            System.arraycopy(plane, 0, scaled, channel * plane.length, plane.length);
        }
        return picture.getManager().create(scaled, new Shape(1, channels, height, width));
    }

    /**
     * Writes a picture in the format that the file's name ends with, rounded half up and clamped; an existing file is
     * replaced.
     *
     * @param picture RGB, 0..255, float32 {1, 3, H, W}
     * @param bits of each channel: 8, or 16 as PNG or TIFF
     * @throws ModelException if the file cannot be written
     */
    public static void write(NDArray picture, Path file, int bits) {
        requireWritableFormat(file, bits);
        int height = (int) picture.getShape().get(2);
        int width = (int) picture.getShape().get(3);
        float[] chw = picture.toFloatArray();
        if (bits == 8) {
            try (BytePointer pixels = new BytePointer(interleaved(chw, width * height, 2));
                    Mat mat = new Mat(height, width, CV_8UC3, pixels)) {
                PictureFile.write(mat, file);
            }
            return;
        }
        int plane = width * height;
        short[] bgr = new short[3 * plane];
        for (int pixel = 0; pixel < plane; pixel++) {
            for (int channel = 0; channel < 3; channel++) {
                int value = (int) (chw[channel * plane + pixel] * 257 + 0.5f); // white is 255 * 257 = 65535
                bgr[3 * pixel + 2 - channel] = (short) Math.max(0, Math.min(65535, value));
            }
        }
        try (ShortPointer pixels = new ShortPointer(bgr);
                Mat mat = new Mat(height, width, CV_16UC3, pixels)) {
            PictureFile.write(mat, file);
        }
    }

    /**
     * Tells before anything is calculated whether {@link #write} knows the format.
     *
     * @throws IllegalArgumentException if it does not
     */
    public static void requireWritableFormat(Path file, int bits) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        String format = name.substring(name.lastIndexOf('.') + 1);
        if (!DEEP_FORMATS.contains(format) && !format.matches("jpe?g")) {
            throw new IllegalArgumentException(
                    "pictures are written as .png, .tif or .jpg, not as '" + file.getFileName() + "'");
        }
        if (bits != 8 && !(bits == 16 && DEEP_FORMATS.contains(format))) {
            throw new IllegalArgumentException(
                    "a channel has 8 bits, or 16 as .png or .tif, not " + bits + " as ." + format);
        }
    }

    /**
     * A picture as a frame of a film, rounded half up and clamped.
     *
     * @param picture RGB, 0..255, float32 {1, 3, H, W}
     */
    public static Frame frame(NDArray picture, long timestampMicros) {
        int height = (int) picture.getShape().get(2);
        int width = (int) picture.getShape().get(3);
        byte[] rgb = interleaved(picture.toFloatArray(), width * height, 0);
        return new Frame(new FrameSize(width, height), timestampMicros, ByteBuffer.wrap(rgb));
    }

    /** A frame as RGB, 0..255, float32 {1, 3, H, W}. */
    public static NDArray of(Frame frame, NDManager manager) {
        int plane = frame.size().pixels();
        ByteBuffer rgb = frame.rgb();
        float[] chw = new float[3 * plane];
        for (int pixel = 0; pixel < plane; pixel++) {
            for (int channel = 0; channel < 3; channel++) {
                chw[channel * plane + pixel] = rgb.get() & 0xFF;
            }
        }
        return manager.create(
                chw, new Shape(1, 3, frame.size().height(), frame.size().width()));
    }

    /**
     * Planes to pixels of bytes.
     *
     * @param red where red stands among the three, 0 or 2
     */
    private static byte[] interleaved(float[] chw, int plane, int red) {
        byte[] bytes = new byte[3 * plane];
        for (int pixel = 0; pixel < plane; pixel++) {
            for (int channel = 0; channel < 3; channel++) {
                int value = (int) (chw[channel * plane + pixel] + 0.5f);
                bytes[3 * pixel + Math.abs(red - channel)] = (byte) Math.max(0, Math.min(255, value));
            }
        }
        return bytes;
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
