package org.brushstream.trainer.gatys;

import java.nio.file.Path;
import java.util.List;

/**
 * A style picture among several.
 *
 * @param weight above 0; only the ratio to those of the others counts
 */
public record WeightedStyle(Path picture, double weight) {
    public WeightedStyle {
        if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the weight of a style picture is above 0, not " + weight);
        }
    }

    static List<Double> weights(List<WeightedStyle> styles) {
        return styles.stream().map(WeightedStyle::weight).toList();
    }
}
