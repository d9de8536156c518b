package org.brushstream.trainer.picture;

import static org.bytedeco.opencv.global.opencv_core.CV_16U;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_UNCHANGED;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_TIFF_PREDICTOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_TIFF_PREDICTOR_NONE;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import org.brushstream.runtime.model.ModelException;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;

/** What OpenCV decodes and encodes. Java reads and writes the bytes: OpenCV cannot open every path on every system. */
final class PictureFile {
    /** JPEG files begin so; they are never transparent. */
    private static final int JPEG_START = 0xFF;

    private PictureFile() {}

    /**
     * Decodes a picture: grey, 16-bit and CMYK ones become 8-bit colour, the camera's rotation is applied, transparent
     * parts lie on white.
     *
     * @return 8-bit BGR, as OpenCV keeps colours
     * @throws ModelException if the file is absent or no picture
     */
    static Mat decode(Path file) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new ModelException("no picture can be read at " + file + "; check the path", e);
        }
        if (bytes.length == 0) {
            throw new ModelException(file + " is empty; give a picture, JPEG or PNG");
        }
        try (Mat encoded = new Mat(bytes)) {
            if ((bytes[0] & 0xFF) != JPEG_START) {
                Mat stored = imdecode(encoded, IMREAD_UNCHANGED);
                if (stored.channels() == 4) {
                    return onWhite(stored);
                }
                stored.close();
            }
            Mat decoded = imdecode(encoded, IMREAD_COLOR);
            if (decoded.empty()) {
                decoded.close();
                throw new ModelException(file + " is not a picture that can be decoded; JPEG and PNG can");
            }
            return decoded;
        } catch (RuntimeException e) { // OpenCV's own, of a header that promises a gigantic picture
            throw e instanceof ModelException known
                    ? known
                    : new ModelException(file + " cannot be decoded; JPEG and PNG of up to a gigapixel can", e);
        }
    }

    /**
     * Decodes a photograph to learn from.
     *
     * @return 8-bit BGR
     * @throws ModelException if it is no picture, has no colours, colours for print (CMYK, which come out wrong without the
     *     printer's profile), or a shorter side of under {@code minSide} pixels
     */
    static Mat decodePhoto(Path file, double minSide) {
        Mat decoded = decode(file);
        String why = Math.min(decoded.cols(), decoded.rows()) < minSide
                ? "too small"
                : isGrey(decoded) ? "grey" : isForPrint(file) ? "in colours for print" : "";
        if (!why.isEmpty()) {
            decoded.close();
            throw new ModelException(file + " is " + why);
        }
        return decoded;
    }

    private static boolean isGrey(Mat bgr) {
        byte[] row = new byte[3 * bgr.cols()];
        for (int y = 0; y < bgr.rows(); y++) {
            try (BytePointer line = bgr.ptr(y)) {
                line.get(row);
            }
            for (int i = 0; i < row.length; i += 3) {
                if (row[i] != row[i + 1] || row[i] != row[i + 2]) {
                    return false; // in most photos the first pixel
                }
            }
        }
        return true;
    }

    /** Whether a JPEG has four components: its start-of-frame segment says so (ITU-T T.81, B.2.2). */
    private static boolean isForPrint(Path file) {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            if (in.readUnsignedShort() != 0xFFD8) {
                return false;
            }
            while (true) {
                int marker = in.readUnsignedShort();
                int length = in.readUnsignedShort();
                boolean startOfFrame = marker >= 0xFFC0
                        && marker <= 0xFFCF
                        && marker != 0xFFC4
                        && marker != 0xFFC8
                        && marker != 0xFFCC;
                if (startOfFrame) {
                    in.skipNBytes(5); // precision, height, width
                    return in.readUnsignedByte() == 4;
                }
                in.skipNBytes(length - 2L);
            }
        } catch (IOException e) { // the end, or something that decoded all the same
            return false;
        }
    }

    /** Lays 8- or 16-bit BGRA, whose colours are not multiplied by alpha, on white. Closes it. */
    private static Mat onWhite(Mat bgra) {
        try (bgra;
                Mat bytes = new Mat()) {
            bgra.convertTo(bytes, CV_8U, bgra.depth() == CV_16U ? 1 / 257.0 : 1, 0);
            Mat bgr = new Mat(bgra.rows(), bgra.cols(), CV_8UC3);
            byte[] from = new byte[4 * bgra.cols()];
            byte[] to = new byte[3 * bgra.cols()];
            for (int y = 0; y < bgra.rows(); y++) {
                try (BytePointer source = bytes.ptr(y);
                        BytePointer target = bgr.ptr(y)) {
                    source.get(from);
                    for (int x = 0; x < bgra.cols(); x++) {
                        int alpha = from[4 * x + 3] & 0xFF;
                        for (int channel = 0; channel < 3; channel++) {
                            int colour = from[4 * x + channel] & 0xFF;
                            to[3 * x + channel] = (byte) ((colour * alpha + 255 * (255 - alpha) + 127) / 255);
                        }
                    }
                    target.put(to);
                }
            }
            return bgr;
        }
    }

    /**
     * Writes a picture in the format that the file's name ends with; an existing file is replaced.
     *
     * @throws ModelException if there is no such format or the file cannot be written
     */
    static void write(Mat bgr, Path file) {
        String name = String.valueOf(file.getFileName());
        Path part = file.resolveSibling(name + ".part"); // a full disk shall not cost the picture that was there
        String format = name.substring(name.lastIndexOf('.')).toLowerCase(Locale.ROOT);
        // Many readers, Java's among them, do not know differences between neighbours of 16 bits, OpenCV's default in
        // TIFF.
        try (BytePointer encoded = new BytePointer();
                IntPointer options = format.startsWith(".tif")
                        ? new IntPointer(IMWRITE_TIFF_PREDICTOR, IMWRITE_TIFF_PREDICTOR_NONE)
                        : new IntPointer()) {
            if (!imencode(format, bgr, encoded, options)) {
                throw new IOException("OpenCV cannot encode " + bgr.cols() + "x" + bgr.rows() + " as " + format);
            }
            byte[] bytes = new byte[(int) encoded.limit()];
            encoded.get(bytes);
            Files.write(part, bytes);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | RuntimeException e) { // the latter OpenCV's own
            part.toFile().delete();
            throw new ModelException("cannot write the picture " + file + ": " + e.getMessage(), e);
        }
    }
}
