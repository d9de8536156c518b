package org.brushstream.trainer.net;

/**
 * What a net is built from. A net calls these once, in order; each implementation writes them down in its own language.
 *
 * @param <T> stands for a picture or feature map of shape NCHW
 */
public interface Operators<T> {
    /** {@code scale * x + shift}, the same for every value. */
    T affine(T x, float scale, float shift);

    /**
     * Makes channels of blocks of pixels: {N, C, H, W} to {N, C b^2, H/b, W/b} with b = {@code block}, where channel
     * {@code (c b + y) b + x} holds the pixels in row y and column x of the blocks of channel c, as in torch's pixel_unshuffle;
     * needs multiples of b.
     */
    T spaceToDepth(T x, int block);

    /** Undoes {@link #spaceToDepth}, as torch's pixel_shuffle. */
    T depthToSpace(T x, int block);

    /**
     * Convolution with the weights of {@code c}, its edges padded as its norm asks: mirrored, the edge itself not repeated, or
     * with zeros. With a static norm, its scale and shift are included; without norm, the bias. Where {@code c} has blocks, the
     * result is {N, outputs b^2, H, W}, and {@link #depthToSpace} is left to do.
     */
    T convolve(T x, Convolution c);

    /**
     * Instance norm: every channel of every picture to mean 0 and variance 1, then scaled and shifted as learned. In a net of
     * many styles a picture's scale and shift are the sums of the styles' own, weighted with what the picture has of each.
     */
    T instanceNorm(T x, Convolution after);

    /**
     * Adds a share of another map of the same shape, the same for all of a channel: {@code x + share * y}, where a picture's
     * shares are the sums of the styles' own, weighted with what the picture has of each.
     *
     * @param share name of the learned tensor, {styles, C}
     * @param block side of the blocks that are channels of both maps, {N, C b^2, H, W}; 1 for none
     */
    T addShare(T x, T y, String share, int block);

    /** max(x, 0). */
    T relu(T x);

    /** Doubles height and width by repeating each pixel. */
    T upsampleNearest(T x);

    /** Sum of two maps of the same shape. */
    T add(T x, T y);
}
