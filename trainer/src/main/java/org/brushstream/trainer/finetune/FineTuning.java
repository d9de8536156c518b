package org.brushstream.trainer.finetune;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.trainer.frames.SampledFrame;
import org.brushstream.trainer.optimize.Adam;
import org.brushstream.trainer.picture.View;

/** Teaches a classifier its looks, step by step. Not thread-safe. */
final class FineTuning implements AutoCloseable {
    /** Held-out frames that are looked at together. */
    private static final int JUDGED_TOGETHER = 16;

    private final LookClassifier net;
    private final Split split;
    private final FineTuningSettings settings;
    private final Curriculum curriculum;
    private final float[] weights;
    private final NDManager manager;
    private final Adam adam;
    private int step;
    private Seen seen;

    /**
     * What was seen since the epoch began.
     *
     * @param loss sum over the pictures
     * @param right how many were told right
     */
    record Seen(int pictures, double loss, int right) {
        static final Seen NOTHING = new Seen(0, 0, 0);

        Seen and(Seen more) {
            return new Seen(pictures + more.pictures, loss + more.loss, right + more.right);
        }
    }

    /**
     * @param learned weights by name, the head's among them; moved in place
     * @param moments Adam's, of an earlier part of the run
     * @param step steps taken in that
     * @param seen in the epoch that it was in
     */
    FineTuning(
            LookClassifier net,
            Map<String, NDArray> learned,
            Split split,
            FineTuningSettings settings,
            Map<String, NDArray> moments,
            int step,
            Seen seen,
            NDManager parent) {
        this.net = net;
        this.split = split;
        this.settings = settings;
        this.curriculum = new Curriculum(split, settings);
        this.weights = curriculum.weights();
        this.manager = parent.newSubManager();
        this.adam = new Adam(learned, moments, manager);
        this.step = step;
        this.seen = seen;
        learned.values().forEach(weight -> weight.setRequiresGradient(true));
    }

    /** Steps taken, those before an interruption included. */
    int steps() {
        return step;
    }

    Seen seen() {
        return seen;
    }

    Curriculum curriculum() {
        return curriculum;
    }

    Map<String, NDArray> moments() {
        return adam.state();
    }

    /**
     * Takes a step.
     *
     * @return what was seen in it
     * @throws ModelException if the loss diverges or a frame cannot be read any more
     */
    Seen step() {
        if (step % curriculum.epochSteps() == 0) {
            seen = Seen.NOTHING;
        }
        Seen now;
        try (NDManager scope = manager.newSubManager();
                GradientCollector tape = Engine.getInstance().newGradientCollector()) {
            now = study(curriculum.tasks(step + 1), tape, scope);
        }
        step++;
        if (!Double.isFinite(now.loss())) {
            throw new ModelException("the loss is " + now.loss() + " at step " + step
                    + ": the weights diverged; start afresh with a lower --learning-rate than "
                    + settings.learningRate());
        }
        adam.step(step, name -> name.startsWith(LookClassifier.HEAD) ? settings.headRate() : settings.learningRate());
        seen = seen.and(now);
        return now;
    }

    private Seen study(List<Curriculum.Task> tasks, GradientCollector tape, NDManager scope) {
        int[] looks = tasks.stream().mapToInt(Curriculum.Task::look).toArray();
        SplittableRandom dropout = new SplittableRandom(settings.seed() * 1_000_003 + step); // another for each step
        NDArray scores = net.scores(pictures(tasks, scope), dropout);
        NDArray loss = net.loss(scores, looks, weights);
        tape.backward(loss);
        int[][] counts = new int[split.looks().size()][split.looks().size()];
        count(scores, looks, counts);
        int right = 0;
        for (int look = 0; look < counts.length; look++) {
            right += counts[look][look];
        }
        return new Seen(tasks.size(), loss.getFloat() * tasks.size(), right);
    }

    /** RGB, 0..255, float32 {N, 3, side, side}. */
    private NDArray pictures(List<Curriculum.Task> tasks, NDManager scope) {
        int side = settings.size();
        float[] chw = new float[tasks.size() * 3 * side * side];
        for (int i = 0; i < tasks.size(); i++) {
            Curriculum.Task task = tasks.get(i);
            task.view().of(task.frame().file(), side, chw, i * 3 * side * side);
        }
        return scope.create(chw, new Shape(tasks.size(), 3, side, side));
    }

    /** Adds up which look was taken for which. */
    private static void count(NDArray scores, int[] looks, int[][] counts) {
        float[] values = scores.toFloatArray();
        int all = counts.length;
        for (int picture = 0; picture < looks.length; picture++) {
            int best = 0;
            for (int look = 1; look < all; look++) {
                if (values[picture * all + look] > values[picture * all + best]) {
                    best = look;
                }
            }
            counts[looks[picture]][best]++;
        }
    }

    /** Ends the epoch: looks at the middle of every held-out frame. Looks count alike, however many frames each has. */
    Epoch judge() {
        int looks = split.looks().size();
        int[][] counts = new int[looks][looks];
        float[] alike = new float[looks];
        List<Curriculum.Task> all = new ArrayList<>();
        for (int look = 0; look < looks; look++) {
            alike[look] = (float) split.heldOutFrames()
                    / looks
                    / split.heldOut().get(look).size();
            for (SampledFrame frame : split.heldOut().get(look)) {
                all.add(new Curriculum.Task(frame, look, View.MIDDLE));
            }
        }
        double loss = 0;
        int together = Math.min(JUDGED_TOGETHER, settings.batch()); // so many fit into memory
        boolean recorded = JniUtils.isGradMode();
        JniUtils.setGradMode(false);
        try {
            for (int from = 0; from < all.size(); from += together) {
                List<Curriculum.Task> some = all.subList(from, Math.min(all.size(), from + together));
                int[] chosen = some.stream().mapToInt(Curriculum.Task::look).toArray();
                try (NDManager scope = manager.newSubManager()) {
                    NDArray scores = net.scores(pictures(some, scope));
                    count(scores, chosen, counts);
                    loss += net.loss(scores, chosen, alike).getFloat() * some.size();
                }
            }
        } finally {
            JniUtils.setGradMode(recorded);
        }
        return new Epoch(
                (step - 1) / curriculum.epochSteps() + 1,
                seen.loss() / seen.pictures(),
                (double) seen.right() / seen.pictures(),
                loss / all.size(),
                Confusion.of(split.looks(), counts));
    }

    @Override
    public void close() {
        manager.close();
    }
}
