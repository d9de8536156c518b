package org.brushstream.trainer.net;

import java.util.Locale;

/**
 * How a net begins and ends. Most of the paper's net's time goes into its first and last convolutions, which see every
 * pixel. The coarser stems have no layer at full size: they move blocks of pixels into channels first, and end in blocks of
 * pixels that only then are laid out.
 */
public enum Stem {
    /** The paper's net: nine by nine pixels at full size, then halved twice; doubled twice, nine by nine at full size. */
    FULL(1, 1),
    /** Blocks of 2 x 2 pixels become channels, then halved once; doubled once, and ends in blocks of 2 x 2 pixels. */
    HALF(2, 2),
    /** Blocks of 4 x 4 pixels become channels; doubled once, and ends in blocks of 2 x 2 pixels. */
    QUARTER(4, 2),
    /** Blocks of 4 x 4 pixels become channels, and it ends in such: no layer is larger than a quarter. */
    COARSE(4, 4);

    private final int block;
    private final int headBlock;

    Stem(int block, int headBlock) {
        this.block = block;
        this.headBlock = headBlock;
    }

    /** Side in pixels of the blocks that become channels; pictures are multiples of it. */
    public int block() {
        return block;
    }

    /** Side in pixels of the blocks that the last convolution paints. */
    int headBlock() {
        return headBlock;
    }

    /** As it stands in recipes: {@code full}, {@code half}, {@code quarter} or {@code coarse}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
