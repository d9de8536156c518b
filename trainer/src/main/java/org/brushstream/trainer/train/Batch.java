package org.brushstream.trainer.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
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
    private final Judged judged;
    private final List<Augmentation.Fade> fades;

    /**
     * The square of every photo that is judged.
     *
     * @param top above it, in pixels
     * @param left of it
     * @param side of it
     */
    record Judged(int top, int left, int side) {}

    /**
     * @param side of the photos in pixels
     * @param photos RGB, 0..255, {N, 3, side, side}
     * @param styles the style of each photo: N places in the net's list
     * @param motions how the first of the photos move, up to N, or none
     * @param noise what is added to these after they moved, of the same shape as they
     * @param judged lies within the photos
     * @param fades how faint the net sees each of the N photos
     */
    Batch(
            int side,
            float[] photos,
            int[] styles,
            List<KnownMotion> motions,
            float[] noise,
            Judged judged,
            List<Augmentation.Fade> fades) {
        this.side = side;
        this.photos = photos;
        this.styles = styles;
        this.motions = List.copyOf(motions);
        this.noise = noise;
        this.judged = judged;
        this.fades = List.copyOf(fades);
    }

    /** What the net sees of the photos, likewise {N, 3, side, side}. */
    NDArray seen(NDArray photos) {
        if (fades.stream().allMatch(Augmentation.Fade.NONE::equals)) {
            return photos;
        }
        float[] contrast = new float[fades.size()];
        float[] added = new float[fades.size()];
        for (int i = 0; i < contrast.length; i++) {
            contrast[i] = fades.get(i).contrast();
            added[i] = fades.get(i).grey() * (1 - contrast[i]);
        }
        NDManager manager = photos.getManager();
        Shape each = new Shape(contrast.length, 1, 1, 1);
        return photos.mul(manager.create(contrast, each)).add(manager.create(added, each));
    }

    /** How faint the net sees each photo. */
    List<Augmentation.Fade> fades() {
        return fades;
    }

    /** What is judged of pictures as large as the photos, {N, 3, side, side}. */
    NDArray judged(NDArray pictures) {
        if (judged.side() == side) {
            return pictures;
        }
        return pictures.get(new NDIndex(
                ":, :, {}:{}, {}:{}",
                judged.top(),
                judged.top() + judged.side(),
                judged.left(),
                judged.left() + judged.side()));
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
