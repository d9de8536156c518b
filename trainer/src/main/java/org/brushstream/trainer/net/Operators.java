package org.brushstream.trainer.net;

/**
 * What a net is built from. A net calls these once, in order; each implementation writes them down in its own language.
 *
 * @param <T> stands for a picture or feature map of shape NCHW
 */
public interface Operators<T> {
    /** {@code scale * x + shift}, the same for every value. */
    T affine(T x, float scale, float shift);

    /** Mirrors {@code pixels} rows and columns at each edge, the edge itself not repeated; needs more rows than that. */
    T reflectionPad(T x, int pixels);

    /** Convolution without padding, with the weights (and the bias, where it has one) of {@code c}. */
    T convolve(T x, Convolution c);

    /** Instance norm: every channel of every picture to mean 0 and variance 1, then scaled and shifted as learned. */
    T instanceNorm(T x, Convolution after);

    /** max(x, 0). */
    T relu(T x);

    /** Doubles height and width by repeating each pixel. */
    T upsampleNearest(T x);

    /** Sum of two maps of the same shape. */
    T add(T x, T y);
}
