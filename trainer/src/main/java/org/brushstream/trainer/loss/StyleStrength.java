package org.brushstream.trainer.loss;

/**
 * How much a style counts: one number in place of a weight for every picture, 1 being right for most.
 *
 * <p>Photographs are as far from one painting as {@code d = 0.5} and from another as {@code d = 30}, in the relative terms
 * of {@link PerceptualLoss.Terms#style}; so a weight that suits the one drowns the photo in the other. The style weight is
 * {@code strength * BASE / d}: what the style term contributes to the total before anything is learned is then the same for
 * every picture.
 *
 * @param value a strength, {@value #MIN} to {@value #MAX}; or the weight itself, 0 or more
 * @param relative whether it is a strength
 */
public record StyleStrength(double value, boolean relative) {
    /** What the style term contributes for untouched photographs at strength 1. Fitted by eye. */
    public static final double BASE = 2.4;

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
     * @param distance of untouched photographs from it: {@link PerceptualLoss#distances}, above 0
     */
    public double weightAt(double distance) {
        if (!relative) {
            return value;
        }
        if (!(distance > 0 && distance < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("photographs are at a distance above 0 from a style, not " + distance);
        }
        return value * BASE / distance;
    }
}
