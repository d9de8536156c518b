package org.brushstream.trainer.stability;

import java.util.BitSet;
import org.brushstream.runtime.frame.FrameSize;

/** How far, and where to, each pixel of a picture has moved in another one. Immutable. */
final class Flow {
    private final FrameSize size;
    private final float[] vectors;

    /**
     * @param vectors pixels to the right and pixels down, alternating, row after row, top row first; given away by the
     *     caller
     */
    Flow(FrameSize size, float[] vectors) {
        if (vectors.length != 2 * size.pixels()) {
            throw new IllegalArgumentException(
                    "the flow of a " + size + " picture has two numbers a pixel, not " + vectors.length + " in all");
        }
        this.size = size;
        this.vectors = vectors;
    }

    FrameSize size() {
        return size;
    }

    /** Pixels to the right. */
    float right(int x, int y) {
        return vectors[2 * (y * size.width() + x)];
    }

    /** Pixels down. */
    float down(int x, int y) {
        return vectors[2 * (y * size.width() + x) + 1];
    }

    /**
     * The pixels, numbered row after row, that are found within the other picture. It reaches from the middle of its first
     * pixel to the middle of its last: beyond, there is nothing to interpolate between.
     */
    BitSet inside() {
        BitSet inside = new BitSet(size.pixels());
        for (int y = 0; y < size.height(); y++) {
            for (int x = 0; x < size.width(); x++) {
                float toX = x + right(x, y);
                float toY = y + down(x, y);
                inside.set(
                        y * size.width() + x,
                        toX >= 0 && toX <= size.width() - 1 && toY >= 0 && toY <= size.height() - 1);
            }
        }
        return inside;
    }
}
