package org.brushstream.trainer.stability;

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
 * @param leftOut pairs of neighbours of which too little is visible in both, as at a cut; at least one is not
 * @param maskedShare mean share of the pixels that are not visible in both frames of a pair, 0 to 1; of pairs not left out
 * @param sourceError mean over the same pairs, before painting
 * @param paintedError the same of the painted frames
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
        double maskedShare,
        double sourceError,
        double paintedError,
        int judged,
        double sourceStyleLoss,
        double paintedStyleLoss) {
    /** The motion of a real film. */
    public static final String FILMED = "film";

    public Flicker {
        if (leftOut < 0 || leftOut >= frames - 1 || judged < 1 || judged > frames) {
            throw new IllegalArgumentException(
                    "of " + frames + " frames, " + leftOut + " pairs were left out and " + judged + " frames judged");
        }
        for (double value : new double[] {maskedShare, sourceError, paintedError, sourceStyleLoss, paintedStyleLoss}) {
            if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("an error or share of " + clip + " is " + value);
            }
        }
    }

    /** How many times more the painted film flickers than its source; empty if the source does not at all. */
    public OptionalDouble ratio() {
        return sourceError > 0 ? OptionalDouble.of(paintedError / sourceError) : OptionalDouble.empty();
    }
}
