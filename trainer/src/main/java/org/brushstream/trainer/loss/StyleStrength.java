package org.brushstream.trainer.loss;

import java.util.Arrays;

/**
 * How much a style counts: one number in place of a weight for every picture, 1 being right for most.
 *
 * <p>Photographs are as far from one painting as {@code d = 0.5} and from another as {@code d = 30}, in the relative terms
 * of {@link PerceptualLoss.Terms#style}; so a weight that suits the one drowns the photo in the other. The style weight is
 * {@code strength * BASE / d}: what the style term contributes to the total before anything is learned is then the same for
 * every picture. {@code d} is the geometric mean over some photographs: one of a single colour is many times as far from any
 * painting as most are.
 *
 * @param value a strength, {@value #MIN} to {@value #MAX}; or the weight itself, 0 or more
 * @param relative whether it is a strength
 */
public record StyleStrength(double value, boolean relative) {
    /** What the style term contributes for untouched photographs at strength 1. Fitted by eye. */
    public static final double BASE = 4;

    /** The weakest that leaves a style. */
    public static final double MIN = 0.25;

    /** The strongest that leaves a photo. */
    public static final double MAX = 4;

    public StyleStrength {
        if (relative && !(value >= MIN && value <= MAX)) {
            throw new IllegalArgumentException(
                    "the strength lies between " + MIN + " and " + MAX + ", not at " + value);
        }
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a style weight must be 0 or more, not " + value);
        }
    }

    /** The one knob. */
    public static StyleStrength of(double strength) {
        return new StyleStrength(strength, true);
    }

    /** The style weight itself, whatever the picture. */
    public static StyleStrength weight(double weight) {
        return new StyleStrength(weight, false);
    }

    /**
     * The weight of a style.
     *
     * @param distances of untouched photographs from it, as {@link PerceptualLoss#distances} finds them, one of them above 0;
     *     there may be none where the weight was given
     */
    public double weightAt(double... distances) {
        if (!relative) {
            return value;
        }
        double distance = Math.exp(Arrays.stream(distances)
                .filter(each -> each != 0) // one that is the style itself would make the mean 0
                .map(Math::log)
                .average()
                .orElse(Double.NEGATIVE_INFINITY));
        if (!(distance > 0 && distance < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("photographs are at a distance above 0 from a style, not " + distance);
        }
        return value * BASE / distance;
    }
}
