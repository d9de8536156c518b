package org.brushstream.trainer.train;

import java.util.function.LongToIntFunction;
import org.brushstream.trainer.loss.PerceptualLoss;
import org.jspecify.annotations.Nullable;

/**
 * What a net is taught, and by whom.
 *
 * @param perceptual judges the paintings by each picture's style; owned by the caller
 * @param styleOf the style of a sample, by its number within the run, from 0
 * @param firstSize side of the crops in the first half of the run, in pixels: small ones are quick, and colours and coarse
 *     textures can be learned from them
 * @param size side of the crops in the second half, as they are judged
 * @param augmentation how much more of them the net sees, and how
 * @param stability weight of painting moved photos alike, 0 or more. In the first half there is none of it: a net that has
 *     not learned to paint yet is steadiest when it paints nothing
 * @param moved how many photos of a batch are moved for that
 * @param teacher whose paintings are imitated, owned by the caller
 * @param normsOnly whether only scales and shifts of norms are learned, as for a style that is added to others
 */
record Lesson(
        PerceptualLoss perceptual,
        LongToIntFunction styleOf,
        int firstSize,
        int size,
        Augmentation augmentation,
        double stability,
        int moved,
        @Nullable Teacher teacher,
        boolean normsOnly) {
    Lesson {
        if (!(stability >= 0 && stability < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the weight of stability is 0 or more, not " + stability);
        }
    }

    /** Side of what is judged of a step's crops, in pixels. */
    int sizeAt(int step, TrainingPlan plan) {
        return plan.isFirstHalf(step) ? firstSize : size;
    }

    /** How many photos of a step's batch are moved. */
    int movedAt(int step, TrainingPlan plan) {
        return stability == 0 || plan.isFirstHalf(step) ? 0 : Math.min(moved, plan.batch());
    }
}
