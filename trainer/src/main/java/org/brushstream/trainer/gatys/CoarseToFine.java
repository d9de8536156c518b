package org.brushstream.trainer.gatys;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.trainer.loss.Losses;
import org.brushstream.trainer.loss.PerceptualLoss;
import org.brushstream.trainer.loss.StyleGrams;
import org.brushstream.trainer.loss.VggFeatures;
import org.brushstream.trainer.picture.Pictures;
import org.brushstream.trainer.style.StyleRanking;
import org.brushstream.trainer.style.WeightedStyle;
import org.jspecify.annotations.Nullable;

/**
 * Paints at one size after another, each beginning with what the smaller one ended with: large strokes form where they are a
 * few pixels long, and cheap (Gatys et al. 2016, arXiv:1611.07865, section 6).
 */
final class CoarseToFine {
    /** Hears of every picture on the way. */
    interface Observer {
        /**
         * Called for what a size begins with, then after each iteration.
         *
         * @param shortSide that is being painted at
         * @param iteration from 1 at each size; 0 for what the size begins with
         * @param losses of this picture
         * @param picture gives it as RGB, 0..255 but not clamped, float32 {1, 3, H, W}; whoever asks closes it
         */
        void seen(int shortSide, int iteration, Losses losses, Supplier<NDArray> picture);
    }

    /**
     * The best picture of the last size that was begun.
     *
     * @param pixels as they were moved: RGB, or luma where the photo's colours are kept
     * @param picture RGB, 0..255 but not clamped, float32 {1, 3, H, W}
     * @param styles how far the style pictures are from their mean at this size, nearest first
     */
    record Best(NDArray pixels, NDArray picture, Losses losses, List<StyleRanking.Distance> styles) {
        FrameSize size() {
            Shape shape = picture.getShape();
            return new FrameSize((int) shape.get(3), (int) shape.get(2));
        }

        void forget() {
            pixels.close();
            picture.close();
        }
    }

    private final GatysJob job;
    private final VggFeatures eye;
    private final NDManager manager;
    private @Nullable Best best;

    /**
     * @param eye owned by the caller
     * @param manager owns the best picture
     */
    CoarseToFine(GatysJob job, VggFeatures eye, NDManager manager) {
        this.job = job;
        this.eye = eye;
        this.manager = manager;
    }

    /** Also after {@link #paint} failed; {@code null} only if there has been no picture yet. */
    @Nullable
    Best best() {
        return best;
    }

    /**
     * Paints at all sizes of the plan.
     *
     * @param goesOn asked before every iteration
     * @return false if {@code goesOn} stopped it
     */
    boolean paint(BooleanSupplier goesOn, Observer observer) {
        for (int shortSide : job.plan().sizes()) {
            if (!paintAt(shortSide, goesOn, observer)) {
                return false;
            }
        }
        return true;
    }

    private boolean paintAt(int shortSide, BooleanSupplier goesOn, Observer observer) {
        try (NDManager scope = manager.newSubManager()) {
            NDArray photo = Pictures.read(job.content(), shortSide, scope);
            Palette palette = job.keepColors() ? new Luminance(photo) : new Palette.Full(photo);
            List<NDArray> styles = job.styles().stream()
                    .map(style -> palette.style(style.read(styleSide(shortSide), scope)))
                    .toList();
            try (StyleGrams grams = new StyleGrams(
                            eye, job.objective().styleLayers(), styles, WeightedStyle.weights(job.styles()));
                    Gatys gatys = new Gatys(
                            new PerceptualLoss(eye, job.objective(), grams),
                            job.plan(),
                            palette.target(),
                            start(palette.target(), scope))) {
                try {
                    return iterate(
                            gatys,
                            goesOn,
                            (iteration, losses) ->
                                    observer.seen(shortSide, iteration, losses, () -> palette.picture(gatys.pixels())));
                } finally { // a failed iteration does not harm what was painted before it
                    keep(gatys, palette, StyleRanking.ranked(job.styles(), grams));
                }
            }
        }
    }

    private boolean iterate(Gatys gatys, BooleanSupplier goesOn, IterationListener listener) {
        listener.after(0, gatys.losses());
        for (int iteration = 1; iteration <= job.plan().iterations(); iteration++) {
            if (!goesOn.getAsBoolean()) {
                return false;
            }
            if (!gatys.step()) {
                return true; // as good as it gets at this size
            }
            listener.after(iteration, gatys.losses());
        }
        return true;
    }

    private interface IterationListener {
        void after(int iteration, Losses losses);
    }

    private void keep(Gatys gatys, Palette palette, List<StyleRanking.Distance> styles) {
        NDArray pixels = gatys.best().duplicate();
        pixels.attach(manager);
        NDArray picture = palette.picture(pixels);
        picture.attach(manager);
        Best before = best;
        best = new Best(pixels, picture, gatys.bestLosses(), styles);
        if (before != null) { // only now: were there no memory for the new one, this would still be it
            before.forget();
        }
    }

    /** Style pictures shrink with the painting, so that strokes have the same share of it at every size. */
    private int styleSide(int shortSide) {
        return (int) Math.round(
                (double) job.objective().styleSize() * shortSide / job.plan().size());
    }

    private NDArray start(NDArray target, NDManager scope) {
        Shape shape = target.getShape();
        if (best != null) {
            NDArray scaled = Pictures.scale(best.pixels(), (int) shape.get(2), (int) shape.get(3));
            scaled.attach(scope);
            return scaled;
        }
        GatysPlan plan = job.plan();
        return plan.start() == GatysPlan.Start.CONTENT ? target : Gatys.noise(shape, plan.seed(), scope);
    }
}
