package org.brushstream.trainer.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.brushstream.trainer.motion.KnownMotion;

/** What one step learns from, still outside libtorch's memory, so that any thread can prepare it. */
final class Batch {
    private final int side;
    private final float[] photos;
    private final int[] styles;
    private final List<KnownMotion> motions;
    private final float[] noise;

    /**
     * @param side of the photos in pixels
     * @param photos RGB, 0..255, {N, 3, side, side}
     * @param styles the style of each photo: N places in the net's list
     * @param motions how the first of the photos move, up to N, or none
     * @param noise what is added to these after they moved, of the same shape as they
     */
    Batch(int side, float[] photos, int[] styles, List<KnownMotion> motions, float[] noise) {
        this.side = side;
        this.photos = photos;
        this.styles = styles;
        this.motions = List.copyOf(motions);
        this.noise = noise;
    }

    /** RGB, 0..255, float32 {N, 3, side, side}. */
    NDArray photos(NDManager manager) {
        return manager.create(photos, new Shape(styles.length, 3, side, side));
    }

    /** The style of each photo; not to be written to. */
    int[] styles() {
        return styles;
    }

    /** How the first of the photos move. */
    List<KnownMotion> motions() {
        return motions;
    }

    /** What is added to the photos that moved, float32 {motions, 3, side, side}. */
    NDArray noise(NDManager manager) {
        return manager.create(noise, new Shape(motions.size(), 3, side, side));
    }

    /**
     * One style for each picture and nothing of the others.
     *
     * @param chosen N places in a list of styles
     * @param styles how many there are
     * @return float32 {N, styles}
     */
    static NDArray oneHot(int[] chosen, int styles, NDManager manager) {
        float[] weights = new float[chosen.length * styles];
        for (int i = 0; i < chosen.length; i++) {
            weights[i * styles + chosen[i]] = 1;
        }
        return manager.create(weights, new Shape(chosen.length, styles));
    }
}
