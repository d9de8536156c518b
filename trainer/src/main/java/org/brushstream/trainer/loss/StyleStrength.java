package org.brushstream.trainer.loss;

/**
 * One number in place of a weight for every style: how strongly a net paints, 1 being right for most pictures.
 *
 * <p>Photographs are as far from one painting as {@code d = 0.5} and from another as {@code d = 30}, in the relative terms
 * of {@link PerceptualLoss.Terms#style}; so a weight that suits the one drowns the photo in the other. The style weight is
 * {@code strength * BASE / d}: what the style term contributes to the total before anything is learned is then the same for
 * every picture.
 */
public final class StyleStrength {
    /** What the style term contributes for untouched photographs at strength 1. Fitted by eye. */
    public static final double BASE = 2;

    /** Strengths that leave both a style and a photo. */
    public static final double MIN = 0.25;

    public static final double MAX = 4;

    private StyleStrength() {}

    /**
     * The weight of a style.
     *
     * @param strength {@value #MIN} to {@value #MAX}
     * @param distance of untouched photographs from the style, above 0: {@link PerceptualLoss#distances}
     */
    public static double weight(double strength, double distance) {
        require(strength);
        if (!(distance > 0 && distance < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("photographs are at a distance above 0 from a style, not " + distance);
        }
        return strength * BASE / distance;
    }

    /**
     * Refuses strengths that are out of range.
     *
     * @throws IllegalArgumentException naming the range
     */
    public static void require(double strength) {
        if (!(strength >= MIN && strength <= MAX)) {
            throw new IllegalArgumentException(
                    "the strength lies between " + MIN + " and " + MAX + ", not at " + strength);
        }
    }
}
