package org.brushstream.trainer.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.brushstream.trainer.motion.KnownMotion;

/**
 * What one step learns from, still outside libtorch's memory, so that any thread can prepare it.
 *
 * @param side of the photos in pixels
 * @param photos RGB, 0..255, {N, 3, side, side}
 * @param styles the style of each photo: N places in the net's list
 * @param motions how the first of the photos move, up to N, or none
 * @param noise what is added to these after they moved, of the same shape as they
 */
record Batch(int side, float[] photos, int[] styles, List<KnownMotion> motions, float[] noise) {
    NDArray photos(NDManager manager) {
        return manager.create(photos, new Shape(styles.length, 3, side, side));
    }

    /** One style for each photo and nothing of the others: float32 {N, S}. */
    NDArray oneHot(int ofStyles, NDManager manager) {
        float[] weights = new float[styles.length * ofStyles];
        for (int i = 0; i < styles.length; i++) {
            weights[i * ofStyles + styles[i]] = 1;
        }
        return manager.create(weights, new Shape(styles.length, ofStyles));
    }

    NDArray noise(NDManager manager) {
        return manager.create(noise, new Shape(motions.size(), 3, side, side));
    }
}
