package org.brushstream.trainer.train;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.training.GradientCollector;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.trainer.loss.Losses;
import org.brushstream.trainer.loss.PerceptualLoss;
import org.brushstream.trainer.motion.Mover;
import org.brushstream.trainer.net.CompiledNet;
import org.brushstream.trainer.net.TransformerNet;
import org.brushstream.trainer.net.Weights;
import org.brushstream.trainer.optimize.Adam;
import org.brushstream.trainer.picture.PhotoFolder;
import org.brushstream.trainer.script.Precision;

/** Learns the weights of a transformer net. Not thread-safe. */
final class Training implements AutoCloseable {
    /** Hears of every step. */
    interface Listener {
        /**
         * Called on the training thread, between two steps: weights may be saved and pictures painted here.
         *
         * @param step from 1 to the plan's last
         */
        void afterStep(int step, Losses losses);
    }

    /**
     * A picture of a batch that was painted and judged.
     *
     * @param style its place in the net's list
     * @param total of the losses that are the picture's own, weighted: content, style and variation, or content and
     *     reproduction for the style that gives the photo back
     */
    record Judged(int style, float total) {}

    private final TransformerNet shape;
    private final TrainingPlan plan;
    private final Lesson lesson;
    private final NDManager manager;
    private final RunningMean mean;
    private final Adam adam;
    private final CompiledNet net;
    private final Mover mover;
    private final Batches batches;
    private final double rowFactor;
    private Weights weights;
    private int step;
    private List<Judged> judged = List.of();

    /**
     * Takes a run up where it stands.
     *
     * @param start weights to begin with, or an interrupted run's checkpoint; its tensors live as long as their manager
     * @throws ModelException if its weights are not those of the net
     */
    Training(
            TransformerNet net,
            Precision precision,
            TrainingPlan plan,
            Lesson lesson,
            PhotoFolder photos,
            Checkpoint start,
            NDManager parent) {
        this.shape = net;
        this.plan = plan;
        this.lesson = lesson;
        this.step = start.step();
        this.weights = start.weights(net);
        this.manager = parent.newSubManager();
        Map<String, NDArray> learned = new LinkedHashMap<>();
        weights.byName().forEach((name, tensor) -> {
            if (!lesson.normsOnly() || Weights.isByStyle(name)) {
                tensor.setRequiresGradient(true);
                learned.put(name, tensor);
            }
        });
        this.adam = new Adam(learned, start.tensors(), manager);
        this.mean = new RunningMean(plan.average(), weights.byName(), start.tensors(), manager);
        this.net = new CompiledNet(net, precision); // last: a checkpoint that is refused leaves nothing to close
        this.mover = new Mover();
        // A style's rows of the norms see one picture in S: their gradients have root S times the noise of
        // the others, and they learn root S times as fast. A row that is added sees all pictures.
        this.rowFactor = lesson.normsOnly() ? 1 : Math.sqrt(net.styles());
        this.batches = new Batches(photos, plan, lesson);
    }

    /** Steps taken, those before an interruption included. */
    int step() {
        return step;
    }

    /** The pictures of the latest step. */
    List<Judged> judged() {
        return judged;
    }

    /** What has been learned so far. */
    Weights weights() {
        return weights;
    }

    /**
     * Runs up to the plan's last step.
     *
     * @param goesOn asked before every step; at the first no the run ends early, and may be gone on with later
     * @throws ModelException if the loss diverges or no photo can be decoded
     */
    void run(Listener listener, BooleanSupplier goesOn) {
        while (step < plan.steps() && goesOn.getAsBoolean()) {
            int next = step + 1;
            try (NDManager scope = manager.newSubManager()) {
                Losses losses = study(batches.take(next), scope);
                requireFinite(losses, next);
                update();
                listener.afterStep(step, losses);
            }
        }
    }

    /**
     * Paints and judges a batch; the weights hold the gradients afterwards.
     *
     * @param scope owns all that is calculated on the way
     */
    Losses study(Batch batch, NDManager scope) {
        NDArray photos = batch.photos(scope); // N x 3 x H x W, RGB 0..255
        NDArray seen = batch.seen(photos);
        NDArray styles = Batch.oneHot(batch.styles(), shape.styles(), scope); // N x S
        PerceptualLoss.Content content = lesson.perceptual().content(batch.judged(photos));
        try (GradientCollector tape = Engine.getInstance().newGradientCollector()) {
            NDArray painted = net.paint(seen, styles, weights);
            PerceptualLoss.Terms terms = lesson.perceptual().compare(batch.judged(painted), content, batch.styles());
            terms = imitated(steadied(terms, batch, seen, styles, painted), batch, photos, painted);
            tape.backward(terms.total());
            judged = judged(batch.styles(), terms.totals().toFloatArray()); // waits for the device
            return terms.losses();
        }
    }

    private static List<Judged> judged(int[] styles, float[] totals) {
        return IntStream.range(0, styles.length)
                .mapToObj(picture -> new Judged(styles[picture], totals[picture]))
                .toList();
    }

    /** Takes a step: moves the weights by the gradients they hold, which are used up. */
    void update() {
        step++;
        adam.step(step, this::learningRate);
        mean.update(step, weights.byName());
        if (mean.isKept() && step == plan.steps()) {
            weights = Weights.of(shape, mean.byName());
        }
    }

    private double learningRate(String weight) {
        double rate = plan.learningRateAt(step);
        return Weights.isByStyle(weight) ? rate * rowFactor : rate;
    }

    /** With the term that keeps films from flickering: paintings of moved photos are to be moved paintings. */
    private PerceptualLoss.Terms steadied(
            PerceptualLoss.Terms terms, Batch batch, NDArray seen, NDArray styles, NDArray painted) {
        int moved = batch.motions().size();
        if (moved == 0) {
            return terms;
        }
        NDIndex first = new NDIndex(":" + moved);
        NDArray still = seen.get(first);
        NDArray grid = mover.grid(batch.motions(), still);
        NDArray moving = mover.move(still, grid).add(batch.noise(seen.getManager()));
        NDArray paintedMoving = net.paint(moving, styles.get(first), weights);
        return terms.withStability(mover.difference(painted.get(first), paintedMoving, grid), lesson.stability());
    }

    private PerceptualLoss.Terms imitated(PerceptualLoss.Terms terms, Batch batch, NDArray photos, NDArray painted) {
        Teacher teacher = lesson.teacher();
        if (teacher == null) {
            return terms;
        }
        NDArray taught = teacher.paint(photos, batch.styles());
        return terms.withImitation(Teacher.difference(painted, taught), teacher.weight());
    }

    private void requireFinite(Losses losses, int step) {
        if (!Float.isFinite(losses.total())) {
            throw new ModelException("the loss is " + losses.total() + " at step " + step
                    + ": the weights diverged; start afresh with a lower --learning-rate than " + plan.learningRate());
        }
    }

    /**
     * Paints with what has been learned so far.
     *
     * @param photo RGB, 0..255, float32 {1, 3, H, W}, H and W multiples of {@link TransformerNet#SIZE_MULTIPLE}
     * @param style its place in the net's list
     */
    NDArray paint(NDArray photo, int style) {
        return net.paint(photo, Batch.oneHot(new int[] {style}, shape.styles(), photo.getManager()), weights);
    }

    /**
     * Keeps the run on disk.
     *
     * @param history of the run up to here
     * @throws ModelException if the file cannot be written; the one before it is whole then
     */
    void save(Path checkpoint, List<Checkpoint.Leg> history) {
        Map<String, NDArray> state = new LinkedHashMap<>(adam.state());
        state.putAll(mean.state());
        Checkpoint.write(checkpoint, step, history, weights, state);
    }

    @Override
    public void close() {
        batches.close();
        mover.close();
        net.close();
        manager.close();
    }
}
