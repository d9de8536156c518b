package org.brushstream.trainer.stability;

import org.brushstream.runtime.frame.FrameSize;

/**
 * A place between four pixels, and their shares in it. In 32-bit floats: OpenCV's {@code remap} would round places to 1/32
 * of a pixel.
 *
 * @param left column of the two pixels on the left, from 0
 * @param top row of the two above
 * @param right column of the other two; {@code left} itself in the last column
 * @param bottom row of the other two; {@code top} itself in the last row
 * @param across 0 on the left to 1 on the right
 * @param along 0 at the top to 1 at the bottom
 */
record Bilinear(int left, int top, int right, int bottom, float across, float along) {
    /** A place within a picture, from the middle of the first pixel (0, 0) to that of the last. */
    Bilinear(float x, float y, FrameSize size) {
        this(
                (int) x,
                (int) y,
                Math.min((int) x + 1, size.width() - 1),
                Math.min((int) y + 1, size.height() - 1),
                x - (int) x,
                y - (int) y);
        if (!(x >= 0 && y >= 0 && x <= size.width() - 1 && y <= size.height() - 1)) {
            throw new IllegalArgumentException("(" + x + ", " + y + ") lies outside of the " + size + " picture");
        }
    }

    /** The value here, from those of the four pixels. */
    float mix(float topLeft, float topRight, float bottomLeft, float bottomRight) {
        float above = topLeft + across * (topRight - topLeft);
        float below = bottomLeft + across * (bottomRight - bottomLeft);
        return above + along * (below - above);
    }
}
