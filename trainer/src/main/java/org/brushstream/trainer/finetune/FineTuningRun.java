package org.brushstream.trainer.finetune;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.runtime.model.Sha256;
import org.brushstream.trainer.loss.VggFeatures;
import org.brushstream.trainer.plot.ConfusionGraph;
import org.brushstream.trainer.plot.EpochGraph;
import org.brushstream.trainer.script.Precision;
import org.brushstream.trainer.tensors.Safetensors;
import org.jspecify.annotations.Nullable;

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
    private final String vggSha256;
    private long saved = System.nanoTime();

    FineTuningRun(
            FineTuningJob job,
            FineTuningFolder folder,
            Split split,
            VggFeatures eye,
            boolean resume,
            NDManager manager) {
        this.job = job;
        this.folder = folder;
        this.split = split;
        this.eye = eye;
        this.vggSha256 = Sha256.of(job.vgg());
        FineTuningSettings settings = job.settings();
        String freezeTo = settings.freezeTo();
        learned.putAll(freezeTo == null ? eye.weights() : eye.weightsBehind(freezeTo));
        if (settings.fromRandom()) {
            eye.randomise(new SplittableRandom(settings.seed()));
        }
        int features = Math.toIntExact(last(eye.weights()).size());
        this.net = new LookClassifier(eye, split.looks().size(), features, settings.seed(), manager);
        learned.putAll(net.head());
        FineTuningFolder.@Nullable Interrupted before = resume ? interrupted(manager) : null;
        this.tuning = new FineTuning(
                net,
                learned,
                split,
                settings,
                before == null ? Map.of() : before.tensors(),
                before == null ? 0 : before.state().step(),
                before == null ? FineTuning.Seen.NOTHING : before.state().seen(),
                manager);
    }

    private static NDArray last(Map<String, NDArray> weights) {
        return List.copyOf(weights.values()).get(weights.size() - 1); // a bias: one value for each channel
    }

    /** Takes the weights over from where an earlier part of the run stopped. */
    private FineTuningFolder.Interrupted interrupted(NDManager manager) {
        FineTuningFolder.Interrupted before = folder.read(manager);
        FineTuningFolder.State state = before.state();
        if (!state.settings().equals(job.settings())
                || !state.frames().equals(fingerprint())
                || !state.vggSha256().equals(vggSha256)) {
            throw new ModelException(
                    "the run in %s was started with other options, frames or weights: %s; give the same,"
                                    .formatted(folder.path(), state.settings())
                            + " --overwrite or another --output");
        }
        learned.forEach((name, weight) -> {
            NDArray stored = before.tensors().get(name);
            if (stored == null || !stored.getShape().equals(weight.getShape())) {
                throw new ModelException("the checkpoint in " + folder.path() + " is damaged: " + name
                        + " is absent or of another shape; start afresh with --overwrite");
            }
            weight.set(new NDIndex("..."), stored);
        });
        epochs.addAll(state.epochs());
        return before;
    }

    private String fingerprint() {
        return split.fingerprint();
    }

    /** Steps that were taken before. */
    int steps() {
        return tuning.steps();
    }

    /** Steps of all epochs. */
    int allSteps() {
        return tuning.curriculum().epochSteps() * job.settings().epochs();
    }

    FineTuningJob.Report learn(Precision precision, FineTuningJob.Listener listener, BooleanSupplier goesOn) {
        long start = System.nanoTime();
        long pictures = 0;
        boolean finished = isOver();
        while (!finished && goesOn.getAsBoolean()) {
            FineTuning.Seen now = tuning.step();
            pictures += now.pictures();
            FineTuning.Seen seen = tuning.seen();
            listener.afterStep(
                    tuning.steps(),
                    now.pictures(),
                    seen.loss() / seen.pictures(),
                    (double) seen.right() / seen.pictures());
            if (tuning.steps() % tuning.curriculum().epochSteps() == 0) {
                endEpoch(listener);
                finished = isOver();
            } else if (System.nanoTime() - saved > LONGEST_LOSS.toNanos()) {
                save();
            }
        }
        double speed = pictures / Math.max(1e-9, (System.nanoTime() - start) / 1e9);
        Epoch best = state().best();
        if (finished) {
            folder.moveBest(job.output());
        } else {
            save();
        }
        return new FineTuningJob.Report(finished, best, List.copyOf(epochs), speed, precision, folder);
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
        save();
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
        return new FineTuningFolder.State(
                job.settings(), fingerprint(), vggSha256, tuning.steps(), tuning.seen(), epochs);
    }

    private void save() {
        folder.write(state(), learned, tuning.moments());
        saved = System.nanoTime();
    }

    /** What the weights say about themselves. */
    private Map<String, String> metadata(Epoch epoch) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("format", "pt");
        metadata.put("fine_tuned_from", job.vgg().getFileName() + ", SHA-256 " + vggSha256);
        metadata.put("classes", String.join(", ", split.looks()));
        metadata.put("frames", split.learnedFrames() + " learned from, " + split.heldOutFrames() + " held out");
        metadata.put("epoch", Integer.toString(epoch.number()));
        metadata.put(
                "held_out_accuracy",
                String.format(Locale.ROOT, "%.4f", epoch.heldOut().accuracy()));
        metadata.put("settings", job.settings().toString());
        return metadata;
    }

    @Override
    public void close() {
        tuning.close();
        net.close();
    }
}
