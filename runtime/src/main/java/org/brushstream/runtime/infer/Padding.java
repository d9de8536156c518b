package org.brushstream.runtime.infer;

import org.brushstream.runtime.frame.FrameSize;

/**
 * How a picture lies in the middle of a larger one, its surroundings mirrored: {@code gfedcb|abcdefgh|gfedcba}, which is
 * OpenCV's BORDER_REFLECT_101. Where the border is wider than the picture it is mirrored again and again.
 *
 * <p>In the middle, so that what a net does near a border happens alike on both sides. An odd pixel goes right or below.
 *
 * @param inner the picture
 * @param outer what the net takes; at least as large
 */
record Padding(FrameSize inner, FrameSize outer) {
    Padding {
        if (outer.width() < inner.width() || outer.height() < inner.height()) {
            throw new IllegalArgumentException(inner + " does not fit into " + outer);
        }
    }

    /** The smallest side that is a multiple and at least the minimum. */
    static int side(int inner, int multiple, int minimum) {
        return (Math.max(inner, minimum) + multiple - 1) / multiple * multiple;
    }

    /** Columns left of the picture. */
    int left() {
        return (outer.width() - inner.width()) / 2;
    }

    /** Rows above the picture. */
    int top() {
        return (outer.height() - inner.height()) / 2;
    }

    /** For each column of the outer picture the column of the inner one that it shows. */
    int[] columns() {
        return mirrored(outer.width(), left(), inner.width());
    }

    /** For each row of the outer picture the row of the inner one that it shows. */
    int[] rows() {
        return mirrored(outer.height(), top(), inner.height());
    }

    private static int[] mirrored(int outer, int before, int inner) {
        int period = Math.max(1, 2 * (inner - 1)); // there and back, the ends once; a single pixel is repeated
        int[] shown = new int[outer];
        for (int i = 0; i < outer; i++) {
            int step = Math.floorMod(i - before, period);
            shown[i] = Math.min(step, period - step);
        }
        return shown;
    }
}
