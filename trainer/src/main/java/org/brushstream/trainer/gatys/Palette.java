package org.brushstream.trainer.gatys;

import ai.djl.ndarray.NDArray;

/** In which colours a photo is painted. What it holds lives as long as the photo. */
sealed interface Palette permits Palette.Full, Luminance {
    /** What the painting shall show: float32 {1, 3 or 1, H, W}, the form of the pixels that are moved. */
    NDArray target();

    /**
     * A style picture as it is learned from.
     *
     * @param rgb RGB, 0..255, float32 {1, 3, H, W} of any size
     * @return of the same form
     */
    NDArray style(NDArray rgb);

    /**
     * Pixels as they are shown.
     *
     * @param pixels of the target's form
     * @return RGB, float32 {1, 3, H, W}, a new array attached to the photo's or the pixels' manager
     */
    NDArray picture(NDArray pixels);

    /** In the colours of the style. */
    record Full(NDArray target) implements Palette {
        @Override
        public NDArray style(NDArray rgb) {
            return rgb;
        }

        @Override
        public NDArray picture(NDArray pixels) {
            return pixels.duplicate();
        }
    }
}
