package org.brushstream.trainer.train;

import org.brushstream.trainer.loss.Objective;
import org.brushstream.trainer.loss.StyleStrength;
import org.brushstream.trainer.net.Norm;
import org.brushstream.trainer.net.Stem;
import org.brushstream.trainer.net.TransformerNet;

/**
 * How a net learns, whatever its styles and photographs.
 *
 * @param width multiplies the net's channels
 * @param photoSize side in pixels of the crops to learn from, as they are judged
 * @param augmentation what is done to them
 * @param objective what is minimised; its style weight gives way to {@code strength}
 * @param strength how much each style counts
 * @param stability weight of painting moved photos alike, 0 or more; 0 is for pictures that never become a film
 * @param moved how many photos of each batch are moved for that; all, where a batch has fewer
 */
public record TrainingSettings(
        double width,
        Stem stem,
        Norm norm,
        int photoSize,
        Augmentation augmentation,
        Objective objective,
        StyleStrength strength,
        double stability,
        int moved,
        TrainingPlan plan) {
    /** Of {@code stability}: flicker about halves, and the styles hardly suffer. */
    public static final double STABILITY = 25;

    private static final int MAX_SIDE = 4096; // pixels
    private static final int MAX_BATCH_PIXELS = 1 << 24; // VGG's first layers alone take 512 bytes a pixel

    public TrainingSettings {
        new TransformerNet(width, stem, norm, 1); // refuses impossible widths
        int side = Math.addExact(photoSize, augmentation.context());
        if (side > MAX_SIDE || (long) plan.batch() * side * side > MAX_BATCH_PIXELS) {
            throw new IllegalArgumentException(
                    "%d photos of %d px do not fit into memory; sides go up to %d, a batch to %d pixels"
                            .formatted(plan.batch(), side, MAX_SIDE, MAX_BATCH_PIXELS));
        }
        if (photoSize < 32) {
            throw new IllegalArgumentException("photos of under 32 pixels hold nothing to learn from: " + photoSize);
        }
        if (photoSize % TransformerNet.SIZE_MULTIPLE != 0) {
            throw new IllegalArgumentException("photos are painted and compared in multiples of "
                    + TransformerNet.SIZE_MULTIPLE + " pixels, not in " + photoSize);
        }
        if (!(stability >= 0 && stability < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the weight of stability is 0 or more, not " + stability);
        }
        if (moved < 1) {
            throw new IllegalArgumentException("stability needs at least one photo of a batch, not " + moved);
        }
    }

    /**
     * Those of a net that learns another style.
     *
     * @param folder of the run that it learned the others in
     * @param strength of the new one
     * @throws org.brushstream.runtime.model.ModelException if there is no such run
     */
    public static TrainingSettings like(TrainingFolder folder, StyleStrength strength, TrainingPlan plan) {
        Recipe recipe = folder.readRecipe();
        return new TrainingSettings(
                recipe.width(),
                recipe.net().stem(),
                recipe.net().norm(),
                recipe.photoSize(),
                recipe.augmentation(),
                recipe.objective().common(),
                strength,
                recipe.stability(),
                recipe.moved(),
                plan);
    }
}
