package org.brushstream.trainer.stability;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.ToDoubleFunction;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameFilter;
import org.brushstream.runtime.frame.FrameSource;
import org.brushstream.runtime.media.MediaException;

/** Paints films and measures how much they flicker, before and after. Holds two frames at a time, and their paintings. */
final class FlickerMeter {
    /**
     * Below this share of visible pixels a pair says little: there was a cut, or the flow was not found. In a film whose
     * cuts are known they leave 0.4 to 5.6 % visible, the pairs between them 46 % or more.
     */
    private static final double MIN_VISIBLE = 0.3;

    private static final int MAX_JUDGED = 5; // frames; the style of a film changes little from one to the next
    private static final int FRAMES_FOR_ONE_JUDGED = 4;

    /** Tells where the pixels of one frame are in the next. */
    interface Matcher {
        /**
         * Matches neighbours.
         *
         * @param pair number of the pair, from 0
         */
        Match match(Frame earlier, Frame later, int pair);
    }

    private final FrameFilter painter;
    private final ToDoubleFunction<Frame> styleLoss;
    private final BooleanSupplier goesOn;
    private final Runnable afterFrame;

    /**
     * @param styleLoss 0 for the style itself, around 1 for no likeness
     * @param goesOn asked before every frame
     * @param afterFrame called when a frame has been painted and compared
     */
    FlickerMeter(FrameFilter painter, ToDoubleFunction<Frame> styleLoss, BooleanSupplier goesOn, Runnable afterFrame) {
        this.painter = painter;
        this.styleLoss = styleLoss;
        this.goesOn = goesOn;
        this.afterFrame = afterFrame;
    }

    /**
     * Measures a film.
     *
     * @param frames at most so many, from the film's first on
     * @param expected how many there will be, for a choice of evenly spaced ones to judge the style of; at most
     *     {@code frames}, and no harm if it is wrong
     * @return empty if it did not go on to the film's end
     * @throws MediaException if there are not two frames
     */
    Optional<Flicker> measure(String clip, String motion, FrameSource film, Matcher matcher, int frames, int expected) {
        if (!goesOn.getAsBoolean()) {
            return Optional.empty();
        }
        Frame earlier = film.read();
        if (earlier == null) {
            throw tooShort(clip);
        }
        Mean sourceStyle = new Mean();
        Mean paintedStyle = new Mean();
        Mean sourceError = new Mean();
        Mean paintedError = new Mean();
        Mean masked = new Mean();
        Frame earlierPainted = painter.apply(earlier);
        int count = 1;
        int judges = Math.min(MAX_JUDGED, (expected - 1) / FRAMES_FOR_ONE_JUDGED + 1);
        sourceStyle.add(styleLoss.applyAsDouble(earlier));
        paintedStyle.add(styleLoss.applyAsDouble(earlierPainted));
        afterFrame.run();
        for (Frame later; count < frames && (later = film.read()) != null; count++) {
            if (!goesOn.getAsBoolean()) {
                return Optional.empty();
            }
            Frame painted = painter.apply(later);
            Match match = matcher.match(earlier, later, count - 1);
            if (match.visibleShare() >= MIN_VISIBLE) {
                sourceError.add(WarpingError.of(earlier, later, match));
                paintedError.add(WarpingError.of(earlierPainted, painted, match));
                masked.add(1 - match.visibleShare());
            }
            if (isJudged(count, judges, expected)) {
                sourceStyle.add(styleLoss.applyAsDouble(later));
                paintedStyle.add(styleLoss.applyAsDouble(painted));
            }
            earlier = later;
            earlierPainted = painted;
            afterFrame.run();
        }
        if (count < 2) {
            throw tooShort(clip);
        }
        return Optional.of(new Flicker(
                clip,
                motion,
                earlier.size(),
                count,
                count - 1 - sourceError.count(),
                sourceError.count() == 0
                        ? Optional.empty()
                        : Optional.of(new Flicker.Errors(masked.value(), sourceError.value(), paintedError.value())),
                sourceStyle.count(),
                sourceStyle.value(),
                paintedStyle.value()));
    }

    /** The first frame, the last, and so on in even steps between them. */
    private static boolean isJudged(int frame, int judges, int expected) {
        for (int judge = 1; judge < judges; judge++) {
            if (frame == judge * (expected - 1) / (judges - 1)) {
                return true;
            }
        }
        return false;
    }

    static MediaException tooShort(String clip) {
        return new MediaException(clip + " holds one picture, and flicker needs two or more; give a film with --input");
    }

    private static final class Mean {
        private double sum;
        private int count;

        void add(double value) {
            sum += value;
            count++;
        }

        int count() {
            return count;
        }

        double value() {
            return sum / count;
        }
    }
}
