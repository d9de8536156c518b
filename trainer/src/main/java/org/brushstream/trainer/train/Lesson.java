package org.brushstream.trainer.train;

import java.util.function.LongToIntFunction;
import org.brushstream.trainer.loss.PerceptualLoss;
import org.jspecify.annotations.Nullable;

/**
 * What a net is taught, and by whom.
 *
 * @param perceptual judges the paintings by each picture's style; owned by the caller
 * @param styleOf the style of a sample, by its number within the run, from 0
 * @param stability weight of painting moved photos alike, 0 or more
 * @param moved how many photos of a batch are moved for that
 * @param teacher whose paintings are imitated, owned by the caller
 * @param normsOnly whether only scales and shifts of norms are learned, as for a style that is added to others
 */
record Lesson(
        PerceptualLoss perceptual,
        LongToIntFunction styleOf,
        double stability,
        int moved,
        @Nullable Teacher teacher,
        boolean normsOnly) {
    Lesson {
        if (!(stability >= 0 && stability < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the weight of stability is 0 or more, not " + stability);
        }
    }

    /** How many photos of a batch are to be moved. */
    int movedOf(int batch) {
        return stability == 0 ? 0 : Math.min(moved, batch);
    }
}
