package org.brushstream.player.live;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.nio.ByteBuffer;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSize;

/**
 * Brings frames to the size at which they are drawn, bilinearly, into whole pixels of 0xRRGGBB: every row is stretched once,
 * and each row of the result lies between two of those. For one pair of sizes; not thread-safe.
 */
final class PictureScaler {
    private static final int ONE = 256; // the weights of two neighbours have this sum
    private static final int RED_AND_BLUE = 0xff00ff;
    private static final int GREEN = 0x00ff00;

    private final FrameSize from;
    private final FrameSize to;
    private final int[] left; // for each column of the result, the column on its left in the frame
    private final int[] share; // and how much of the next one there is, of 256
    private final byte[] bytes; // one row of the frame
    private final int[] pixels; // the same
    private int[] upper; // two stretched rows
    private int[] lower;
    private int upperRow;
    private int lowerRow;

    PictureScaler(FrameSize from, FrameSize to) {
        this.from = from;
        this.to = to;
        left = new int[to.width()];
        share = new int[to.width()];
        for (int x = 0; x < to.width(); x++) {
            int position = position(x, from.width(), to.width());
            left[x] = position / ONE;
            share[x] = position % ONE;
        }
        bytes = new byte[3 * from.width()];
        pixels = new int[from.width() + 1]; // the last one twice
        upper = new int[to.width()];
        lower = new int[to.width()];
    }

    /** A frame as a picture of its own size. */
    static BufferedImage image(Frame frame) {
        FrameSize size = frame.size();
        BufferedImage image = new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_RGB);
        int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        new PictureScaler(size, size).scale(frame, pixels, 0, size.width());
        return image;
    }

    FrameSize from() {
        return from;
    }

    FrameSize to() {
        return to;
    }

    /** Where the middle of a pixel of the result lies between the middles of the frame's, in 256ths. */
    private static int position(int index, int from, int to) {
        long position = ((2L * index + 1) * from * ONE / to - ONE) / 2;
        return (int) Math.max(0, Math.min((long) (from - 1) * ONE, position));
    }

    /**
     * Fills a part of a picture.
     *
     * @param picture 0xRRGGBB, {@code to} in size; other columns stay as they are
     * @param firstColumn of the picture, from 0
     * @param endColumn behind the last one
     */
    void scale(Frame frame, int[] picture, int firstColumn, int endColumn) {
        if (!frame.size().equals(from)) {
            throw new IllegalArgumentException("a frame of " + from + " was expected, not " + frame.size());
        }
        if (firstColumn >= endColumn) {
            return;
        }
        ByteBuffer rgb = frame.rgb();
        upperRow = -1;
        lowerRow = -1;
        for (int y = 0; y < to.height(); y++) {
            int position = position(y, from.height(), to.height());
            int row = position / ONE;
            stretchTo(row, rgb, firstColumn, endColumn);
            blend(position % ONE, picture, y * to.width(), firstColumn, endColumn);
        }
    }

    private void stretchTo(int row, ByteBuffer rgb, int first, int end) {
        int next = Math.min(row + 1, from.height() - 1);
        if (row == upperRow) {
            return;
        }
        if (row == lowerRow) {
            int[] free = upper;
            upper = lower;
            lower = free;
        } else {
            stretch(row, rgb, upper, first, end);
        }
        upperRow = row;
        if (next == row) {
            System.arraycopy(upper, first, lower, first, end - first);
        } else {
            stretch(next, rgb, lower, first, end);
        }
        lowerRow = next;
    }

    private void stretch(int row, ByteBuffer rgb, int[] stretched, int first, int end) {
        rgb.get(row * bytes.length, bytes);
        for (int x = 0, i = 0; x < from.width(); x++, i += 3) {
            pixels[x] = ((bytes[i] & 0xff) << 16) | ((bytes[i + 1] & 0xff) << 8) | (bytes[i + 2] & 0xff);
        }
        pixels[from.width()] = pixels[from.width() - 1];
        for (int x = first; x < end; x++) {
            stretched[x] = between(pixels[left[x]], pixels[left[x] + 1], share[x]);
        }
    }

    private void blend(int part, int[] picture, int offset, int first, int end) {
        for (int x = first; x < end; x++) {
            picture[offset + x] = between(upper[x], lower[x], part);
        }
    }

    /** Red and blue are calculated at once: eight bits lie between them. */
    private static int between(int one, int other, int part) {
        int redAndBlue = (one & RED_AND_BLUE) * (ONE - part) + (other & RED_AND_BLUE) * part;
        int green = (one & GREEN) * (ONE - part) + (other & GREEN) * part;
        return ((redAndBlue >>> 8) & RED_AND_BLUE) | ((green >>> 8) & GREEN);
    }
}
