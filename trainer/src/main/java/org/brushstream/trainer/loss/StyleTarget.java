package org.brushstream.trainer.loss;

import org.jspecify.annotations.Nullable;

/**
 * One of the styles that a net learns, as its paintings are judged.
 *
 * @param grams what the style is; {@code null} for the style that gives the photo back
 * @param weight of the style loss, 0 or more; 0 for the style that gives the photo back
 */
public record StyleTarget(@Nullable StyleGrams grams, double weight) {
    public StyleTarget {
        if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a style weight must be 0 or more, not " + weight);
        }
        if (grams == null && weight != 0) {
            throw new IllegalArgumentException("the photo itself has no style to weigh: " + weight);
        }
    }

    /** The style that gives the photo back: no textures, no smoothness asked for, but every pixel. */
    public static StyleTarget photo() {
        return new StyleTarget(null, 0);
    }
}
