package org.brushstream.trainer.net;

import java.util.Locale;

/**
 * How a net begins and ends. Most of the paper's net's time goes into its first and last convolutions, which see every
 * pixel: the coarser stems move blocks of pixels into channels first, and end in fewer channels.
 */
public enum Stem {
    /** The paper's net: nine by nine pixels at full size, then halved twice. */
    FULL(1),
    /** Blocks of 2 x 2 pixels become channels, then halved once. */
    HALF(2),
    /** Blocks of 4 x 4 pixels become channels; nothing is left to be halved. */
    QUARTER(4);

    private final int block;

    Stem(int block) {
        this.block = block;
    }

    /** Side in pixels of the blocks that become channels; pictures are multiples of it. */
    public int block() {
        return block;
    }

    /** As it stands in recipes: {@code full}, {@code half} or {@code quarter}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
