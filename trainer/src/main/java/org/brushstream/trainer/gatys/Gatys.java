package org.brushstream.trainer.gatys;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.trainer.loss.Losses;
import org.brushstream.trainer.loss.PerceptualLoss;
import org.brushstream.trainer.optimize.Adam;
import org.brushstream.trainer.optimize.Lbfgs;
import org.brushstream.trainer.script.Scalar;

/**
 * Paints one picture by moving its pixels until it has the content of a photo and the style of a picture.
 *
 * <p>Gatys, Ecker and Bethge 2015 (arXiv:1508.06576), with the losses of {@link PerceptualLoss} in place of theirs: they
 * weigh sums of squares, which mean something else for every layer and style. The pixels are free; only what is shown of
 * them is clamped to 0..255. Not thread-safe.
 */
public final class Gatys implements AutoCloseable {
    private static final NDIndex ALL = new NDIndex("...");
    private static final double MIDDLE_GREY = 127.5;
    private static final double NOISE = 50; // standard deviation, grey levels: most of 0..255 is in it

    private final NDManager manager;
    private final PerceptualLoss judge;
    private final PerceptualLoss.Content content;
    private final NDArray pixels;
    private final Descent descent;

    /** A method of moving {@link #pixels}; what it says is what {@link Gatys} says under the same name. */
    private interface Descent {
        boolean step();

        Losses losses();

        NDArray best();

        Losses bestLosses();

        void close();
    }

    /**
     * Judges the start.
     *
     * @param judge owned by the caller
     * @param photo RGB or grey, 0..255, float32 {1, 3 or 1, H, W}
     * @param start the first pixels, of the same shape, copied; a grey painting is one whose colours are all grey
     * @throws ModelException if the loss of the start is no number
     */
    public Gatys(PerceptualLoss judge, GatysPlan plan, NDArray photo, NDArray start) {
        this.manager = photo.getManager().newSubManager();
        this.judge = judge;
        this.content = contentOf(photo, judge, manager);
        this.pixels = start.duplicate();
        pixels.attach(manager);
        this.descent = plan.method() == GatysPlan.Method.LBFGS
                ? new WithLbfgs(plan.history())
                : new WithAdam(plan.learningRate());
    }

    /** The photo's features are kept; all else that VGG-19 saw on the way to them is not. */
    private static PerceptualLoss.Content contentOf(NDArray photo, PerceptualLoss judge, NDManager manager) {
        try (NDManager scope = manager.newSubManager()) {
            NDArray view = photo.duplicate();
            view.attach(scope);
            PerceptualLoss.Content content = judge.content(coloured(view));
            content.attach(manager);
            return content;
        }
    }

    /** Normal noise around middle grey: a start that knows nothing. */
    public static NDArray noise(Shape shape, long seed, NDManager manager) {
        Random random = new Random(seed); // its algorithm is part of Java's specification
        float[] values = new float[Math.toIntExact(shape.size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (MIDDLE_GREY + NOISE * random.nextGaussian());
        }
        return manager.create(values, shape);
    }

    /**
     * One iteration.
     *
     * @return false if the picture cannot be bettered: nothing has changed then, nor will it
     * @throws ModelException if the loss is no number any more
     */
    public boolean step() {
        return descent.step();
    }

    /** Of the pixels as they are now. */
    public Losses losses() {
        return descent.losses();
    }

    /** The pixels as they are now: float32, of the photo's shape; a view that changes with every step. */
    public NDArray pixels() {
        return pixels;
    }

    /** The pixels whose total was the lowest so far, in the same form. */
    public NDArray best() {
        return descent.best();
    }

    /** Of {@link #best()}. */
    public Losses bestLosses() {
        return descent.bestLosses();
    }

    /** Grey {1, 1, H, W} as RGB; RGB as it is. */
    static NDArray coloured(NDArray picture) {
        Shape shape = picture.getShape();
        return shape.get(1) == 3 ? picture : picture.broadcast(new Shape(1, 3, shape.get(2), shape.get(3)));
    }

    @Override
    public void close() {
        descent.close();
        manager.close();
    }

    private static void requireFinite(Losses losses, int iteration, String remedy) {
        if (!Float.isFinite(losses.total())) {
            throw new ModelException("the loss is " + losses.total() + " at iteration " + iteration
                    + (iteration == 0 ? " already; " : ": the pixels diverged; ") + remedy);
        }
    }

    private final class WithLbfgs implements Descent {
        private final Map<Double, Losses> judged = new HashMap<>(); // by total, since the last step
        private final Lbfgs lbfgs;
        private Losses losses;

        WithLbfgs(int history) {
            lbfgs = new Lbfgs(pixels, history, Lbfgs.Function.byBackpropagation(this::total));
            losses = accepted();
        }

        private NDArray total(NDArray picture) {
            PerceptualLoss.Terms terms = judge.compare(coloured(picture), content);
            Losses found = terms.losses();
            if (judged.isEmpty()) { // the start: there is nothing to go back to
                requireFinite(found, 0, "choose smaller weights");
            }
            judged.put((double) found.total(), found);
            return terms.total();
        }

        /** A line search judges several pictures; its choice is the one with the value it reports. */
        private Losses accepted() {
            Losses found = Objects.requireNonNull(judged.get(lbfgs.value()), "judged");
            judged.clear();
            judged.put(lbfgs.value(), found);
            return found;
        }

        @Override
        public boolean step() {
            boolean moved = lbfgs.step();
            losses = accepted();
            return moved;
        }

        @Override
        public Losses losses() {
            return losses;
        }

        @Override
        public NDArray best() {
            return pixels;
        }

        @Override
        public Losses bestLosses() {
            return losses;
        }

        @Override
        public void close() {
            lbfgs.close();
        }
    }

    private final class WithAdam implements Descent {
        private final Adam adam = new Adam(Map.of("pixels", pixels), Map.of(), manager);
        private final double learningRate;
        private final NDArray best;

        /** The larger the picture, the less does one pixel change the total: unscaled, it would fall under Adam's epsilon. */
        private final double scale = pixels.size();

        private Losses losses;
        private Losses bestLosses;
        private int step;

        WithAdam(double learningRate) {
            this.learningRate = learningRate;
            best = pixels.duplicate();
            pixels.setRequiresGradient(true);
            losses = judgePixels();
            requireFinite(losses, 0, "choose smaller weights");
            bestLosses = losses;
        }

        private Losses judgePixels() {
            try (NDManager scope = manager.newSubManager();
                    GradientCollector tape = Engine.getInstance().newGradientCollector()) {
                NDArray view = pixels.reshape(pixels.getShape()); // what is calculated from it is freed with the scope
                view.attach(scope);
                PerceptualLoss.Terms terms = judge.compare(coloured(view), content);
                tape.backward(Scalar.times(terms.total(), scale));
                return terms.losses(); // waits for the device
            }
        }

        @Override
        public boolean step() {
            adam.step(++step, learningRate); // uses up the gradient of the last judgement
            losses = judgePixels();
            requireFinite(losses, step, "choose a lower --learning-rate than " + learningRate);
            if (losses.total() < bestLosses.total()) {
                bestLosses = losses;
                best.set(ALL, pixels); // copyTo would go through Java's heap
            }
            return true;
        }

        @Override
        public Losses losses() {
            return losses;
        }

        @Override
        public NDArray best() {
            return best;
        }

        @Override
        public Losses bestLosses() {
            return bestLosses;
        }

        @Override
        public void close() {
            // all its memory is the painting's
        }
    }
}
