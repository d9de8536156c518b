package org.brushstream.trainer.finetune;

import ai.djl.ndarray.NDManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.runtime.model.Sha256;
import org.brushstream.trainer.frames.FrameManifest;
import org.brushstream.trainer.frames.SampledFrame;
import org.brushstream.trainer.loss.Vgg;
import org.brushstream.trainer.loss.VggFeatures;
import org.brushstream.trainer.loss.VggHeader;
import org.brushstream.trainer.picture.Pictures;
import org.brushstream.trainer.script.Precision;
import org.brushstream.trainer.tensors.Safetensors;
import org.jspecify.annotations.Nullable;

/**
 * Has a VGG learn to tell the looks of a film apart, and writes its convolutions, which load wherever {@code --vgg} does.
 *
 * @param frames folder that the {@code frames} command wrote
 * @param vgg weights to begin with, {@code .safetensors}
 * @param precision in which convolutions calculate; absent for whichever this machine is faster at
 * @param output the file to write, {@code .safetensors}
 */
public record FineTuningJob(
        Path frames,
        Path vgg,
        FineTuningSettings settings,
        @Nullable Precision precision,
        Path output) {
    /** What happens to what is there already: weights of that name, or an interrupted run. */
    public enum Earlier {
        /** Nothing is begun then. */
        REFUSE,
        /** The run is gone on with. */
        RESUME,
        /** The run is forgotten, and the weights are replaced at the end. */
        OVERWRITE
    }

    /** Hears how it goes, on the thread that called {@link #run}. */
    public interface Listener {
        /**
         * Called once, before the first step.
         *
         * @param looks names
         * @param learned frames to learn from
         * @param heldOut frames to judge by
         * @param unusable frames that cannot be read
         * @param stepsBefore steps that an earlier part of the run took
         * @param steps of all epochs
         */
        void beforeStart(List<String> looks, int learned, int heldOut, List<Path> unusable, int stepsBefore, int steps);

        /**
         * Called after every step.
         *
         * @param loss mean over the pictures since the epoch began
         * @param accuracy share of these that were told right
         */
        void afterStep(int step, double loss, double accuracy);

        /** Called after every epoch. */
        void afterEpoch(Epoch epoch);
    }

    /**
     * What came of it.
     *
     * @param finished whether the weights were written; otherwise the run was stopped and can be gone on with
     * @param best the epoch that they are of; null before the first has ended
     * @param epochs all that ended
     * @param imagesPerSecond learned from in this part of the run
     * @param precision in which was calculated
     * @param folder of the run
     */
    public record Report(
            boolean finished,
            @Nullable Epoch best,
            List<Epoch> epochs,
            double imagesPerSecond,
            Precision precision,
            FineTuningFolder folder) {}

    private void requireLayer(Vgg net) {
        if (settings.freezeTo() != null) {
            net.requireKnown(List.of(settings.freezeTo()));
        }
    }

    /** @param unusable receives the frames that cannot be read, of which the caller tells */
    private List<SampledFrame> usable(List<Path> unusable) {
        List<SampledFrame> usable = new ArrayList<>();
        Map<String, Integer> left = new TreeMap<>();
        for (SampledFrame frame : FrameManifest.read(frames).frames()) {
            try {
                Pictures.requireUsable(frame.file());
                usable.add(frame);
                left.merge(frame.label(), 1, Integer::sum);
            } catch (ModelException e) {
                unusable.add(frame.file());
                left.putIfAbsent(frame.label(), 0);
            }
        }
        left.forEach((look, count) -> {
            if (count == 0) {
                throw new ModelException("no frame of the look '" + look + "' in " + frames
                        + " can be read; sample the frames again, or delete its lines in " + FrameManifest.NAME);
            }
        });
        return usable;
    }

    /**
     * Learns until the last epoch, until the held-out frames are told no better, or until it is told to stop.
     *
     * @param goesOn asked before every step; at the first no, the run is saved
     * @throws ModelException if a file is absent or cannot be used, there is nothing to learn, or something is there already that
     *     {@code earlier} does not allow for
     */
    public Report run(Earlier earlier, Listener listener, BooleanSupplier goesOn) {
        FineTuningFolder folder = FineTuningFolder.of(output);
        requireAllowed(earlier, folder);
        requireLayer(VggHeader.read(vgg).net());
        List<Path> unusable = new ArrayList<>();
        Split split = Split.of(usable(unusable), settings.heldOut(), settings.seed());
        String vggSha256 = Sha256.of(vgg);
        FineTuningFolder.@Nullable State before = earlier == Earlier.RESUME ? folder.readState() : null;
        if (before != null) {
            requireSame(before, split, vggSha256, folder);
        }
        Precision chosen = before != null ? before.precision() : precision == null ? Precision.fastest() : precision;
        Safetensors.requireWritable(folder.path());
        try (NDManager manager = NDManager.newBaseManager();
                VggFeatures eye = VggFeatures.open(vgg, chosen, manager)) {
            if (before == null) {
                folder.clear(); // now that nothing is wrong with what it begins with
                folder.writeSplit(split);
                before = FineTuningFolder.State.beginning(settings, split.fingerprint(), vggSha256, chosen);
            }
            try (FineTuningRun run = new FineTuningRun(this, folder, split, eye, before, manager)) {
                listener.beforeStart(
                        split.looks(),
                        split.learnedFrames(),
                        split.heldOutFrames(),
                        unusable,
                        run.steps(),
                        run.allSteps());
                return run.learn(listener, goesOn);
            }
        }
    }

    /** Neither weights nor half a run are lost by mistake. */
    private void requireAllowed(Earlier earlier, FineTuningFolder folder) {
        if (Files.exists(output) && earlier != Earlier.OVERWRITE) {
            throw new ModelException(output + " exists; add --overwrite to replace it or choose another --output");
        }
        if (folder.holdsRun() && earlier == Earlier.REFUSE) {
            throw new ModelException("there is an interrupted run in " + folder.path()
                    + "; go on with it with --resume, or forget it with --overwrite");
        }
    }

    private void requireSame(FineTuningFolder.State before, Split split, String vggSha256, FineTuningFolder folder) {
        List<String> differences = new ArrayList<>(settings.differencesTo(before.settings()));
        if (!before.frames().equals(split.fingerprint())) {
            differences.add("other --frames");
        }
        if (!before.vggSha256().equals(vggSha256)) {
            differences.add("another --vgg");
        }
        if (precision != null && precision != before.precision()) {
            differences.add("--precision " + before.precision().name().toLowerCase(Locale.ROOT));
        }
        if (!differences.isEmpty()) {
            throw new ModelException("the run in %s was started with %s; give the same, --overwrite or another --output"
                    .formatted(folder.path(), String.join(", ", differences)));
        }
    }
}
