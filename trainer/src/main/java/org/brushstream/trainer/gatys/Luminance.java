package org.brushstream.trainer.gatys;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * Painting in black and white, with the photo's colours put back afterwards: "luminance-only style transfer" of
 * Gatys et al. 2016 (arXiv:1611.07865, section 5.1). Their YIQ and this share the luma of ITU-R BT.601.
 *
 * <p>Colours are kept as R - Y, G - Y and B - Y. Where the painting is so much lighter or darker than the photo that a
 * saturated colour leaves 0..255, clamping fades it.
 */
final class Luminance implements Palette {
    private static final float[] SHARES = {0.299f, 0.587f, 0.114f}; // of red, green and blue in the luma Y

    private final NDArray luma; // 1 x 1 x H x W
    private final NDArray differences; // 1 x 3 x H x W

    /** @param photo RGB, 0..255, float32 {1, 3, H, W} */
    Luminance(NDArray photo) {
        luma = of(photo);
        differences = photo.sub(luma);
    }

    /** RGB {1, 3, H, W} to luma {1, 1, H, W}. */
    static NDArray of(NDArray rgb) {
        try (NDArray shares = rgb.getManager().create(SHARES, new Shape(1, 3, 1, 1));
                NDArray parts = rgb.mul(shares)) {
            return parts.sum(new int[] {1}, true);
        }
    }

    @Override
    public NDArray target() {
        return luma;
    }

    /** Grey, with the mean and deviation of the photo's luma: a dark style shall not darken the photo. */
    @Override
    public NDArray style(NDArray rgb) {
        try (NDArray grey = of(rgb)) {
            double contrast = deviation(luma) / Math.max(deviation(grey), 1e-6); // evenly grey pictures have none
            try (NDArray centred = grey.sub(mean(grey));
                    NDArray stretched = centred.mul(contrast);
                    NDArray matched = stretched.add(mean(luma))) {
                return Gatys.coloured(matched);
            }
        }
    }

    @Override
    public NDArray picture(NDArray pixels) {
        return differences.add(pixels);
    }

    private static float mean(NDArray values) {
        try (NDArray mean = values.mean()) {
            return mean.getFloat();
        }
    }

    private static double deviation(NDArray values) {
        try (NDArray centred = values.sub(mean(values));
                NDArray squares = centred.square()) {
            return Math.sqrt(mean(squares));
        }
    }
}
