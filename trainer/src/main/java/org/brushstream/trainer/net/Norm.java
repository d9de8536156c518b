package org.brushstream.trainer.net;

import java.util.Locale;

/** What keeps a net's feature maps in range, and with it what its convolutions see beyond the edges of a picture. */
public enum Norm {
    /**
     * Instance norm (Ulyanov et al. 2016, arXiv:1607.08022): every channel of every picture to mean 0 and variance 1, then
     * scaled and shifted as learned. Beyond the edges a picture is mirrored.
     */
    INSTANCE,
    /**
     * No statistics at all: a convolution's result is scaled and shifted as learned, the same for every picture. That folds
     * into the convolution, and what a place of a picture becomes depends on its surroundings only: no flicker when the light
     * changes elsewhere, no seams between tiles. Beyond the edges there are zeros, which cost nothing.
     */
    STATIC;

    /** As it stands in recipes: {@code instance} or {@code static}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
