package org.brushstream.trainer.finetune;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.brushstream.trainer.loss.VggFeatures;
import org.brushstream.trainer.plot.ConfusionGraph;
import org.brushstream.trainer.plot.EpochGraph;
import org.brushstream.trainer.tensors.Safetensors;

/** A job at work, with its weights in libtorch's memory. Not thread-safe. */
final class FineTuningRun implements AutoCloseable {
    /** A run that is killed loses no more than this. */
    private static final Duration LONGEST_LOSS = Duration.ofMinutes(5);

    private final FineTuningJob job;
    private final FineTuningFolder folder;
    private final Split split;
    private final VggFeatures eye;
    private final LookClassifier net;
    private final Map<String, NDArray> learned = new LinkedHashMap<>();
    private final List<Epoch> epochs = new ArrayList<>();
    private final FineTuning tuning;
    private final FineTuningFolder.State before;
    private long saved = System.nanoTime();

    /** @param before where it stands; at step 0 it begins */
    FineTuningRun(
            FineTuningJob job,
            FineTuningFolder folder,
            Split split,
            VggFeatures eye,
            FineTuningFolder.State before,
            NDManager manager) {
        this.job = job;
        this.folder = folder;
        this.split = split;
        this.eye = eye;
        this.before = before;
        this.epochs.addAll(before.epochs());
        FineTuningSettings settings = job.settings();
        String freezeTo = settings.freezeTo();
        learned.putAll(freezeTo == null ? eye.weights() : eye.weightsBehind(freezeTo));
        if (settings.fromRandom()) {
            eye.randomise(new SplittableRandom(settings.seed()));
        }
        int features = Math.toIntExact(last(eye.weights()).size());
        this.net = new LookClassifier(eye, split.looks().size(), features, ~settings.seed(), manager);
        learned.putAll(net.head());
        try {
            Map<String, NDArray> moments = before.step() == 0 ? Map.of() : folder.read(learned, manager);
            this.tuning = new FineTuning(net, learned, split, settings, moments, before.step(), before.seen(), manager);
        } catch (RuntimeException e) {
            net.close();
            throw e;
        }
    }

    private static NDArray last(Map<String, NDArray> weights) {
        return List.copyOf(weights.values()).get(weights.size() - 1); // a bias: one value for each channel
    }

    /** Steps that were taken before. */
    int steps() {
        return tuning.steps();
    }

    /** Steps of all epochs. */
    int allSteps() {
        return tuning.curriculum().epochSteps() * job.settings().epochs();
    }

    FineTuningJob.Report learn(FineTuningJob.Listener listener, BooleanSupplier goesOn) {
        long start = System.nanoTime();
        long pictures = 0;
        int epochSteps = tuning.curriculum().epochSteps();
        while (!isOver() && goesOn.getAsBoolean()) {
            if (epochs.size() < tuning.steps() / epochSteps) {
                endEpoch(listener);
                continue;
            }
            FineTuning.Seen now = tuning.step();
            pictures += now.pictures();
            FineTuning.Seen seen = tuning.seen();
            listener.afterStep(tuning.steps(), seen.loss() / seen.pictures(), (double) seen.right() / seen.pictures());
            // Before the held-out frames are judged, which may take long and cannot be stopped.
            if (tuning.steps() % epochSteps == 0 || System.nanoTime() - saved > LONGEST_LOSS.toNanos()) {
                save();
            }
        }
        double speed = pictures / Math.max(1e-9, (System.nanoTime() - start) / 1e9);
        Epoch best = state().best();
        boolean finished = isOver();
        if (finished) {
            folder.finish(job.output());
        } else {
            save();
        }
        return new FineTuningJob.Report(finished, best, List.copyOf(epochs), speed, before.precision(), folder);
    }

    private void endEpoch(FineTuningJob.Listener listener) {
        Epoch epoch = tuning.judge();
        epochs.add(epoch);
        if (epoch.equals(state().best())) {
            Safetensors.write(folder.best(), eye.weights(), metadata(epoch));
            Safetensors.write(folder.head(), net.head(), metadata(epoch));
            ConfusionGraph.write(epoch.heldOut().looks(), epoch.heldOut().counts(), folder.confusion());
        }
        EpochGraph.write(points(), folder.curves());
        folder.writeTable(epochs);
        listener.afterEpoch(epoch);
    }

    private List<EpochGraph.Point> points() {
        return epochs.stream()
                .map(epoch -> new EpochGraph.Point(
                        epoch.number(),
                        epoch.learnedLoss(),
                        epoch.learnedAccuracy(),
                        epoch.heldOutLoss(),
                        epoch.heldOut().accuracy()))
                .toList();
    }

    /** Whether there is nothing more to learn. */
    private boolean isOver() {
        Epoch best = state().best();
        boolean noBetter =
                best != null && epochs.size() - best.number() >= job.settings().patience();
        return noBetter || epochs.size() >= job.settings().epochs();
    }

    private FineTuningFolder.State state() {
        return before.at(tuning.steps(), tuning.seen(), epochs);
    }

    private void save() {
        folder.write(state(), learned, tuning.moments());
        saved = System.nanoTime();
    }

    /** What the weights say about themselves. */
    private Map<String, String> metadata(Epoch epoch) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("format", "pt");
        String file = job.vgg().getFileName() + ", SHA-256 " + before.vggSha256();
        boolean random = job.settings().fromRandom();
        metadata.put("fine_tuned_from", random ? "random weights in the shapes of " + file : file);
        metadata.put("classes", String.join(", ", split.looks()));
        metadata.put("frames", split.learnedFrames() + " learned from, " + split.heldOutFrames() + " held out");
        metadata.put("epoch", Integer.toString(epoch.number()));
        metadata.put(
                "held_out_accuracy",
                String.format(Locale.ROOT, "%.4f", epoch.heldOut().accuracy()));
        metadata.put("settings", job.settings().toJson());
        return metadata;
    }

    @Override
    public void close() {
        tuning.close();
        net.close();
    }
}
