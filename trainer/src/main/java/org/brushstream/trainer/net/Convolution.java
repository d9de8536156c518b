package org.brushstream.trainer.net;

import ai.djl.ndarray.types.Shape;

/**
 * A convolution and what is learned with it.
 *
 * <p>With a {@code block} b above 1 it is that of its input enlarged b times by repeating each pixel, which never draws a grid
 * (Odena et al. 2016, distill.pub/2016/deconv-checkerboard). The enlarged map need not exist: in each place of a block, taps
 * that hit the same input pixel sum up to one of a 3 x 3 kernel, so that the b^2 places are as many times the outputs of a
 * convolution of the input itself ({@link #subpixel}), laid out as pixels afterwards (Shi et al. 2016, arXiv:1609.05158).
 *
 * @param name unique within its net; its tensors are {@code name.weight} and either {@code name.bias} or
 *     {@code name.norm.weight} and {@code name.norm.bias}
 * @param inputs channels in
 * @param outputs channels out, of the enlarged map
 * @param kernel side of the learned kernel in pixels of the enlarged map, odd
 * @param stride pixels
 * @param block how many times its input is enlarged, at least 1; at most a pixel around a block is seen then
 * @param gain what kernel and bias are multiplied with beside all that is learned: where numbers are levels 0..255, learned
 *     ones stay near 1
 * @param norm of its net: it says what lies beyond the edges
 * @param normalised whether scale and shift of the norm take the place of the bias
 */
public record Convolution(
        String name,
        int inputs,
        int outputs,
        int kernel,
        int stride,
        int block,
        float gain,
        Norm norm,
        boolean normalised) {
    private static final int SUBPIXEL_SIDE = 3; // pixels: the block's own and one around it

    public Convolution {
        if (block > 1 && kernel > 2 * block + 1) {
            throw new IllegalArgumentException(
                    "a kernel of " + kernel + " reaches further than one pixel beyond blocks of " + block);
        }
    }

    public String weight() {
        return name + ".weight";
    }

    /** The bias; only without norm. */
    public String bias() {
        return name + ".bias";
    }

    /** What the norm multiplies with, {styles, outputs}; only with it. */
    public String normScale() {
        return name + ".norm.weight";
    }

    /** What the norm adds, {styles, outputs}; only with it. */
    public String normShift() {
        return name + ".norm.bias";
    }

    /** {outputs, inputs, kernel, kernel}. */
    public Shape weightShape() {
        return new Shape(outputs, inputs, kernel, kernel);
    }

    /** Side in pixels of the kernel that its input, not enlarged, is convolved with. */
    public int side() {
        return block == 1 ? kernel : SUBPIXEL_SIDE;
    }

    /** Rows and columns beyond each edge of its input that keep the size at stride 1. */
    public int padding() {
        return side() / 2;
    }

    /** How many outputs there are before the places of blocks are laid out as pixels. */
    public int places() {
        return block * block;
    }

    /** Rows and columns of zeros around a learned kernel in which every window of {@code block} is the sum of one tap. */
    int subpixelBorder() {
        return 2 * block - 1 - kernel / 2;
    }

    /**
     * The kernel for the input itself: a tap is the sum of those of the learned kernel that hit the same input pixel.
     *
     * @param learned {outputs, inputs, kernel, kernel}, row by row
     * @return {outputs x block^2, inputs, side, side}, where output {@code (o block + y) block + x} is row y and column x of
     *     the blocks of output o, as in torch's pixel_shuffle; {@code learned} itself where there are no blocks
     */
    public float[] subpixel(float[] learned) {
        if (block == 1) {
            return learned;
        }
        int reach = kernel / 2;
        float[] summed = new float[outputs * places() * inputs * SUBPIXEL_SIDE * SUBPIXEL_SIDE];
        for (int output = 0; output < outputs; output++) {
            for (int place = 0; place < places(); place++) {
                int top = place / block;
                int left = place % block;
                for (int input = 0; input < inputs; input++) {
                    int from = (output * inputs + input) * kernel * kernel;
                    int to = ((output * places() + place) * inputs + input) * SUBPIXEL_SIDE * SUBPIXEL_SIDE;
                    for (int tap = 0; tap < kernel * kernel; tap++) {
                        int y = Math.floorDiv(top + tap / kernel - reach, block) + 1; // row -1 of the input is tap 0
                        int x = Math.floorDiv(left + tap % kernel - reach, block) + 1;
                        summed[to + y * SUBPIXEL_SIDE + x] += learned[from + tap];
                    }
                }
            }
        }
        return summed;
    }
}
