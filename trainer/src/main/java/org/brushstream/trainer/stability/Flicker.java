package org.brushstream.trainer.stability;

import java.util.Optional;
import java.util.OptionalDouble;
import org.brushstream.runtime.frame.FrameSize;

/**
 * What one film's flicker is, before and after painting. Errors are warping errors, mean squared differences of colours in
 * 0..1, as {@link StabilityJob} explains; style losses are around 1 for no likeness to the style picture, 0 for all.
 *
 * @param clip the film, or the still that was moved
 * @param motion {@link #FILMED} for a real film, else how the still was moved
 * @param size of the frames that were painted
 * @param frames how many, at least 2
 * @param leftOut pairs of neighbours of which too little is visible in both, as at a cut
 * @param errors of the other pairs; empty if all were left out
 * @param judged of how many frames the style losses are means
 * @param sourceStyleLoss before painting
 * @param paintedStyleLoss of the painted frames
 */
public record Flicker(
        String clip,
        String motion,
        FrameSize size,
        int frames,
        int leftOut,
        Optional<Errors> errors,
        int judged,
        double sourceStyleLoss,
        double paintedStyleLoss) {
    /** The motion of a real film. */
    public static final String FILMED = "film";

    /**
     * Means over pairs of neighbours.
     *
     * @param maskedShare share of the pixels that are not visible in both, 0 to 1
     * @param source before painting
     * @param painted the same of the painted frames
     */
    public record Errors(double maskedShare, double source, double painted) {
        public Errors {
            requireFinite(maskedShare, source, painted);
        }

        /** How many times more the painted film flickers than its source; empty if the source does not at all. */
        public OptionalDouble ratio() {
            return source > 0 ? OptionalDouble.of(painted / source) : OptionalDouble.empty();
        }
    }

    public Flicker {
        if (leftOut < 0 || leftOut > frames - 1 || judged < 1 || judged > frames) {
            throw new IllegalArgumentException(
                    "of " + frames + " frames, " + leftOut + " pairs were left out and " + judged + " frames judged");
        }
        if (errors.isEmpty() != (leftOut == frames - 1)) {
            throw new IllegalArgumentException("errors belong to the pairs that are not left out, " + leftOut
                    + " were, of " + frames + " frames; these are " + errors);
        }
        requireFinite(sourceStyleLoss, paintedStyleLoss);
    }

    private static void requireFinite(double... values) {
        for (double value : values) {
            if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("an error, share or loss is " + value);
            }
        }
    }
}
