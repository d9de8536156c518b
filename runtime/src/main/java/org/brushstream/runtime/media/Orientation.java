package org.brushstream.runtime.media;

import org.brushstream.runtime.frame.FrameSize;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.jspecify.annotations.Nullable;

/**
 * Which way a stored picture is turned and mirrored to be shown: phones store what their sensor saw, and a note.
 *
 * <p>A stored pixel at (x, y) is shown at (xx x + xy y, yx x + yy y), moved so that the picture starts at (0, 0).
 * Every factor is -1, 0 or 1: the eight positions of a sheet of paper on a desk.
 */
record Orientation(int xx, int xy, int yx, int yy) {
    static final Orientation UPRIGHT = new Orientation(1, 0, 0, 1);

    /**
     * Of FFmpeg's display matrix. Other angles than quarter turns go to the nearest.
     *
     * @param matrix nine int32 (a b u, c d v, x y w) with x' = a x + c y and y' = b x + d y, as in QuickTime; or null
     */
    static Orientation of(@Nullable BytePointer matrix) {
        if (matrix == null || matrix.isNull()) {
            return UPRIGHT;
        }
        IntPointer m = new IntPointer(matrix);
        return of(m.get(0), m.get(1), m.get(3), m.get(4));
    }

    static Orientation of(int a, int b, int c, int d) {
        if (Math.abs((long) a) + Math.abs((long) d) >= Math.abs((long) b) + Math.abs((long) c)) {
            return new Orientation(a < 0 ? -1 : 1, 0, 0, d < 0 ? -1 : 1);
        }
        return new Orientation(0, c < 0 ? -1 : 1, b < 0 ? -1 : 1, 0);
    }

    /** Whether width and height change places. */
    boolean sideways() {
        return xx == 0;
    }

    /** A size on the other side of the turn: from stored to shown, or back. */
    @SuppressWarnings("ArgumentSelectionDefectChecker") // width and height do change places
    FrameSize turn(FrameSize size) {
        return sideways() ? new FrameSize(size.height(), size.width()) : size;
    }

    /**
     * Where a stored pixel is shown: its number in the turned picture, row by row. Linear in x and in y.
     *
     * @param stored size of the picture before the turn
     */
    int position(int x, int y, FrameSize stored) {
        int left = Math.min(0, xx * (stored.width() - 1) + xy * (stored.height() - 1));
        int top = Math.min(0, yx * (stored.width() - 1) + yy * (stored.height() - 1));
        return (yx * x + yy * y - top) * turn(stored).width() + xx * x + xy * y - left;
    }
}
