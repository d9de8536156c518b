package org.brushstream.trainer.finetune;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.trainer.frames.FrameManifest;
import org.brushstream.trainer.frames.SampledFrame;
import org.brushstream.trainer.loss.Vgg;
import org.brushstream.trainer.loss.VggFeatures;
import org.brushstream.trainer.loss.VggHeader;
import org.brushstream.trainer.picture.Pictures;
import org.brushstream.trainer.script.Precision;
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
        void afterStep(int step, int pictures, double loss, double accuracy);

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
     * @param resume whether to go on with the interrupted run of this output
     * @param goesOn asked before every step; at the first no, the run is saved
     * @throws ModelException if a file is absent or cannot be used, there is nothing to learn, or the run is another
     */
    public Report run(boolean resume, Listener listener, BooleanSupplier goesOn) {
        FineTuningFolder folder = FineTuningFolder.of(output);
        requireLayer(VggHeader.read(vgg).net());
        List<Path> unusable = new ArrayList<>();
        List<SampledFrame> usable = usable(unusable);
        Split split = Split.of(usable, settings.heldOut(), settings.seed());
        folder.requireWritable();
        if (!resume) {
            folder.clear();
            folder.writeSplit(split);
        }
        Precision chosen = precision == null ? Precision.fastest() : precision;
        try (NDManager manager = NDManager.newBaseManager();
                VggFeatures eye = VggFeatures.open(vgg, chosen, manager);
                FineTuningRun run = new FineTuningRun(this, folder, split, eye, resume, manager)) {
            listener.beforeStart(
                    split.looks(), split.learnedFrames(), split.heldOutFrames(), unusable, run.steps(), run.allSteps());
            return run.learn(chosen, listener, goesOn);
        }
    }
}
