package org.brushstream.runtime.model;

import java.util.Arrays;
import java.util.List;

/**
 * How much of each of its styles a model paints with: the input {@code style_weights} of a net that holds several
 * (conditional instance norm, Dumoulin et al. 2016, arXiv:1610.07629).
 *
 * @param values one for each style in the order of the model's card; finite, given with a sum within 0.001
 *     of one, kept so that it is one; single ones may be negative or above one, which goes beyond what the net has learned
 */
public record StyleWeights(List<Double> values) {
    private static final double TOLERANCE = 1e-3; // of thirds and sevenths that people write down

    public StyleWeights {
        double sum = values.stream().mapToDouble(Double::doubleValue).sum();
        if (!(Math.abs(sum - 1) <= TOLERANCE)) { // NaN and infinite sums included
            throw new IllegalArgumentException("style weights " + values + " have the sum " + sum + ", not 1");
        }
        values = values.stream().map(value -> value / sum).toList();
    }

    /** These values, in the order of the model's card. */
    public static StyleWeights of(double... values) {
        return new StyleWeights(Arrays.stream(values).boxed().toList());
    }

    /** The number of styles, at least one. */
    public int count() {
        return values.size();
    }
}
