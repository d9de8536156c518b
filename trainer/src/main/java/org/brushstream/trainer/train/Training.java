package org.brushstream.trainer.train;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.trainer.loss.Losses;
import org.brushstream.trainer.loss.PerceptualLoss;
import org.brushstream.trainer.net.CompiledNet;
import org.brushstream.trainer.net.TransformerNet;
import org.brushstream.trainer.net.Weights;
import org.brushstream.trainer.optimize.Adam;
import org.brushstream.trainer.picture.PhotoFolder;
import org.brushstream.trainer.script.Precision;

/** Learns the weights of a transformer net. Not thread-safe. */
public final class Training implements AutoCloseable {
    /** Hears of every step. */
    public interface Listener {
        /**
         * Called on the training thread, between two steps: weights may be saved and pictures painted here.
         *
         * @param step from 1 to the plan's last
         */
        void afterStep(int step, Losses losses);
    }

    private final TrainingPlan plan;
    private final PerceptualLoss perceptual;
    private final PhotoFolder photos;
    private final Path checkpoint;
    private final String settings;
    private final NDManager manager;
    private final CompiledNet net;
    private final Weights weights;
    private final Adam adam;
    private final List<Checkpoint.Leg> history;
    private int step;

    /**
     * Starts a run, or goes on with one where it stopped if the checkpoint exists.
     *
     * @param perceptual the judge, owned by the caller
     * @param checkpoint where {@link #save()} keeps the run
     * @param settings all that makes this run what it is, but for its length
     * @throws ModelException if the checkpoint is of a run with other settings
     */
    public Training(
            TransformerNet net,
            Precision precision,
            TrainingPlan plan,
            PerceptualLoss perceptual,
            PhotoFolder photos,
            Path checkpoint,
            String settings,
            NDManager parent) {
        this.plan = plan;
        this.perceptual = perceptual;
        this.photos = photos;
        this.checkpoint = checkpoint;
        this.settings = settings;
        this.manager = parent.newSubManager();
        Checkpoint stored = Files.exists(checkpoint)
                ? Checkpoint.read(checkpoint, manager)
                : new Checkpoint(
                        0,
                        List.of(),
                        settings,
                        Weights.initial(net, manager, plan.seed()).byName());
        if (!stored.settings().equals(settings)) {
            throw new ModelException("%s is of another run (%s), this one is %s; delete it or choose another output"
                    .formatted(checkpoint, stored.settings(), settings));
        }
        this.step = stored.step();
        this.history = stored.history();
        this.weights = stored.weights(net);
        this.adam = new Adam(weights.byName(), stored.tensors(), manager);
        weights.byName().values().forEach(tensor -> tensor.setRequiresGradient(true));
        this.net = new CompiledNet(net, precision); // last: a checkpoint that is refused leaves nothing to close
    }

    /** Steps taken, those before an interruption included. */
    public int step() {
        return step;
    }

    /** What has been learned so far; lives as long as this training. */
    public Weights weights() {
        return weights;
    }

    /**
     * Runs up to the plan's last step.
     *
     * @param goesOn asked before every step; at the first no the run ends early, and may be gone on with later
     */
    public void run(Listener listener, BooleanSupplier goesOn) {
        while (step < plan.steps() && goesOn.getAsBoolean()) {
            step++;
            try (NDManager scope = manager.newSubManager()) {
                NDArray batch = photos.batch(
                        (long) (step - 1) * plan.batch(), plan.batch(), scope); // N x 3 x H x W, RGB 0..255
                NDArray style = scope.ones(new Shape(plan.batch(), 1));
                PerceptualLoss.Content content = perceptual.content(batch);
                PerceptualLoss.Terms terms;
                try (GradientCollector tape = Engine.getInstance().newGradientCollector()) {
                    terms = perceptual.compare(net.paint(batch, style, weights), content);
                    tape.backward(terms.total());
                }
                Losses losses = terms.losses(); // waits for the device
                requireFinite(losses);
                adam.step(step, plan.learningRateAt(step));
                listener.afterStep(step, losses);
            }
        }
    }

    private void requireFinite(Losses losses) {
        if (!Float.isFinite(losses.total())) {
            throw new ModelException("the loss is " + losses.total() + " at step " + step
                    + ": the weights diverged; start afresh with a lower --learning-rate than " + plan.learningRate());
        }
    }

    /**
     * Paints with what has been learned so far.
     *
     * @param photo RGB, 0..255, float32 {N, 3, H, W}
     */
    public NDArray paint(NDArray photo) {
        try (NDArray style = photo.getManager().ones(new Shape(photo.getShape().get(0), 1))) {
            return net.paint(photo, style, weights);
        }
    }

    /** Keeps the run on disk. */
    public void save() {
        Checkpoint.write(checkpoint, step, history, settings, weights, adam);
    }

    @Override
    public void close() {
        net.close();
        manager.close();
    }
}
