package org.brushstream.trainer.gatys;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;

/**
 * Painting in black and white, to put the photo's colours back afterwards: "luminance-only transfer" of Gatys et al. 2016
 * (arXiv:1606.05897, section 5.2), with luma of ITU-R BT.601.
 */
final class Luminance {
    private static final float RED = 0.299f;
    private static final float GREEN = 0.587f;
    private static final float BLUE = 0.114f;

    private Luminance() {}

    /** RGB {1, 3, H, W} to luma {1, 1, H, W}. */
    static NDArray of(NDArray rgb) {
        return rgb.get(new NDIndex(":, 0:1"))
                .mul(RED)
                .add(rgb.get(new NDIndex(":, 1:2")).mul(GREEN))
                .add(rgb.get(new NDIndex(":, 2:3")).mul(BLUE));
    }

    /** Gives luma the mean and the deviation of another: a dark style shall not darken the photo. */
    static NDArray matched(NDArray luma, NDArray to) {
        double contrast = deviation(to) / Math.max(deviation(luma), 1e-6);
        return luma.sub(luma.mean()).mul((float) contrast).add(to.mean());
    }

    private static double deviation(NDArray luma) {
        return Math.sqrt(luma.sub(luma.mean()).square().mean().getFloat());
    }

    /** The photo's colours with another luma: adding one number to all three leaves the colour differences alone. */
    static NDArray colours(NDArray photo, NDArray luma) {
        return photo.add(luma.sub(of(photo)));
    }
}
