package org.brushstream.runtime.infer;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import org.brushstream.runtime.frame.FrameSize;

/**
 * All conversions between packed RGB24 and tensors, padded on the way in and cropped on the way out. Channels are R, G, B
 * everywhere; no mean is removed.
 */
final class RgbTensor {
    private static final int WHITE = 255; // of a frame's bytes

    private RgbTensor() {}

    /**
     * RGB24 to padded bytes.
     *
     * @param rgb {inner height, inner width, 3}
     * @param nhwc uint8, {1, outer height, outer width, 3}, filled from index 0
     */
    static void toBytes(ByteBuffer rgb, Padding padding, ByteBuffer nhwc) {
        int start = rgb.position();
        if (padding.inner().equals(padding.outer())) {
            nhwc.put(0, rgb, start, rgb.remaining());
            return;
        }
        byte[] row = new byte[3 * padding.inner().width()];
        byte[] paddedRow = new byte[3 * padding.outer().width()];
        int[] columns = padding.columns();
        int index = 0;
        for (int y : padding.rows()) {
            rgb.get(start + y * row.length, row);
            for (int x = 0; x < columns.length; x++) {
                System.arraycopy(row, 3 * columns[x], paddedRow, 3 * x, 3);
            }
            nhwc.put(index, paddedRow);
            index += paddedRow.length;
        }
    }

    /**
     * RGB24 to padded float planes.
     *
     * @param rgb {inner height, inner width, 3}
     * @param white what the model takes for the byte 255; black is 0
     * @param nchw float32, {1, 3, outer height, outer width}, filled from index 0
     */
    static void toFloats(ByteBuffer rgb, Padding padding, float white, FloatBuffer nchw) {
        float[] levels = new float[WHITE + 1];
        for (int level = 0; level <= WHITE; level++) {
            levels[level] = level * white / WHITE;
        }
        int start = rgb.position();
        int plane = padding.outer().pixels();
        byte[] row = new byte[3 * padding.inner().width()];
        int[] columns = padding.columns();
        int index = 0;
        for (int y : padding.rows()) {
            rgb.get(start + y * row.length, row);
            for (int channel = 0; channel < 3; channel++) {
                for (int x = 0; x < columns.length; x++) {
                    nchw.put(channel * plane + index + x, levels[row[3 * columns[x] + channel] & 0xff]);
                }
            }
            index += columns.length;
        }
    }

    /**
     * Bytes to RGB24, cropped to the inner picture.
     *
     * @param nhwc uint8, {1, height, width, 3}; given away: the result may share its memory
     * @param size width and height of {@code nhwc}, at least the outer ones; what is more lies right and below
     */
    static ByteBuffer fromBytes(ByteBuffer nhwc, FrameSize size, Padding padding) {
        if (size.equals(padding.inner())) {
            return nhwc;
        }
        byte[] rgb = new byte[padding.inner().rgbBytes()];
        int rowBytes = 3 * padding.inner().width();
        for (int y = 0; y < padding.inner().height(); y++) {
            int from = 3 * ((padding.top() + y) * size.width() + padding.left());
            nhwc.get(from, rgb, y * rowBytes, rowBytes);
        }
        return ByteBuffer.wrap(rgb);
    }

    /**
     * Float planes to RGB24, cropped to the inner picture: rounded half up, then clamped to 0..255; NaN becomes 0.
     *
     * @param nchw float32, {1, 3, height, width}
     * @param size width and height of {@code nchw}, at least the outer ones; what is more lies right and below
     * @param white what the model gives for the byte 255; black is 0
     */
    static ByteBuffer fromFloats(FloatBuffer nchw, FrameSize size, Padding padding, float white) {
        double scale = (double) WHITE / white;
        byte[] rgb = new byte[padding.inner().rgbBytes()];
        int index = 0;
        for (int y = 0; y < padding.inner().height(); y++) {
            int from = (padding.top() + y) * size.width() + padding.left();
            for (int x = 0; x < padding.inner().width(); x++) {
                for (int channel = 0; channel < 3; channel++) {
                    // In double: as floats, 0.49999997 + 0.5 would be 1.
                    int value = (int) (nchw.get(channel * size.pixels() + from + x) * scale + 0.5);
                    rgb[index++] = (byte) Math.max(0, Math.min(WHITE, value));
                }
            }
        }
        return ByteBuffer.wrap(rgb);
    }

    /** How many values are NaN or infinite. */
    static long countNonFinite(FloatBuffer values) {
        long count = 0;
        for (int i = values.position(); i < values.limit(); i++) {
            if (!Float.isFinite(values.get(i))) {
                count++;
            }
        }
        return count;
    }
}
