package org.brushstream.trainer.train;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.trainer.loss.VggFeatures;
import org.brushstream.trainer.picture.PhotoFolder;
import org.brushstream.trainer.picture.Pictures;
import org.brushstream.trainer.script.Precision;
import org.brushstream.trainer.script.Processor;
import org.brushstream.trainer.style.Style;
import org.brushstream.trainer.style.WeightedStyle;
import org.brushstream.trainer.tensors.Safetensors;
import org.jspecify.annotations.Nullable;

/**
 * From style pictures and a folder of photographs to a model file.
 *
 * @param styles to learn, in the order of the net; {@link Style#NONE} first or not at all
 * @param photos folder of photographs
 * @param vgg VGG weights, {@code .safetensors}
 * @param processor what calculates
 * @param precision {@code null} for whichever the processor is faster at
 * @param credits what only a person can know of the model
 * @param tutor whose paintings are imitated too, or nobody
 * @param beginWith the run whose weights this one begins with, of the same net; or {@code null} for fresh ones
 * @param addTo the run whose net the style is added to, all else of it staying as it is; or {@code null} for a new net
 * @param judging what its paintings are compared with
 * @param singleFiles whether each style is written as a model of its own too
 * @param output the model file; a folder beside it keeps checkpoints, previews, losses and a report
 */
public record TrainingJob(
        List<Style> styles,
        Path photos,
        Path vgg,
        TrainingSettings settings,
        Processor processor,
        @Nullable Precision precision,
        Credits credits,
        @Nullable Tutor tutor,
        @Nullable TrainingFolder beginWith,
        @Nullable TrainingFolder addTo,
        Judging judging,
        boolean singleFiles,
        Path output) {
    /** A style picture's shorter side: under this there are too few pixels for textures at the depth VGG looks for them. */
    public static final int MIN_STYLE_SIDE = 64;

    /**
     * What stands in the model's card and cannot be measured.
     *
     * @param title of the style picture, with painter and year
     * @param titles of the style pictures of a net that learns several, by the style's name; where one is absent, its name
     * @param styleLicence of the style picture
     * @param data where the photographs come from
     * @param licence of the model
     */
    public record Credits(String title, Map<String, String> titles, String styleLicence, String data, String licence) {
        public Credits {
            titles = Map.copyOf(titles);
        }
    }

    /**
     * A net whose paintings are imitated.
     *
     * @param folder of its training
     * @param weight of the imitation in the loss, 0 or more
     */
    public record Tutor(TrainingFolder folder, double weight) {
        /** A painting that is a tenth of the range off counts half as much as a style at strength 1. */
        public static final double WEIGHT = 5;

        public Tutor {
            if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("the teacher's weight is 0 or more, not " + weight);
            }
        }
    }

    /** What is to become of a run that the training folder holds already. */
    public enum Earlier {
        /** There must be none. */
        REFUSE,
        /** Go on with it, to the same numbers as if it had never stopped. */
        RESUME,
        /** Forget it. */
        OVERWRITE
    }

    /**
     * What a job did.
     *
     * @param models the files written, that with all styles first; none if it was stopped early
     * @param page the report that people read; {@code null} if it was stopped early
     * @param precision in which it calculated
     * @param imagesPerSecond over the steps of this call
     * @param legs of the run, those before interruptions included
     * @param unusable photos that could not be learned from; others were taken in their place
     */
    public record Report(
            List<Path> models,
            @Nullable Path page,
            Precision precision,
            double imagesPerSecond,
            List<Checkpoint.Leg> legs,
            Set<Path> unusable) {
        public Report {
            models = List.copyOf(models);
            legs = List.copyOf(legs);
        }

        /** Whether the last step was taken; otherwise the run can be gone on with. */
        public boolean finished() {
            return page != null;
        }
    }

    public TrainingJob {
        styles = List.copyOf(styles);
        Style.requireDistinct(styles);
        if (!output.toString().endsWith(".onnx")) {
            throw new IllegalArgumentException("the model's name must end in .onnx, not be " + output);
        }
        if (addTo != null && (styles.size() != 1 || tutor != null || beginWith != null)) {
            throw new IllegalArgumentException(
                    "one style is added at a time, without a teacher, and to nothing but the net that is added to");
        }
        // Refuses now what would be refused when the card is written, after hours.
        Cards.check(output, credits);
    }

    /** Styles with the one before them that gives the photo back, if there are several. */
    public static List<Style> withNone(List<Style> styles) {
        if (styles.size() < 2) {
            return styles;
        }
        List<Style> all = new ArrayList<>(List.of(Style.NONE));
        all.addAll(styles);
        return all;
    }

    /** Where this job keeps its checkpoints and previews. */
    public TrainingFolder folder() {
        return TrainingFolder.of(output);
    }

    /**
     * Trains, or goes on with an interrupted training, and writes the model.
     *
     * @param every steps from one checkpoint and preview to the next, at least 1; a checkpoint is written every two minutes
     *     all the same
     * @param goesOn asked before every step; at the first no the run is saved, to be gone on with later
     * @throws ModelException if an input is absent or wrong, the folder holds a run that may not be replaced or another than
     *     the one to go on with, the loss diverges, or the output cannot be written
     */
    public Report run(Earlier earlier, int every, TrainingListener listener, BooleanSupplier goesOn) {
        if (every < 1) {
            throw new IllegalArgumentException("checkpoints lie at least 1 step apart, not " + every);
        }
        PhotoFolder folder = requireInputs(earlier);
        try (TrainingRun run = new TrainingRun(this, folder, earlier == Earlier.RESUME)) {
            Report report = run.learn(every, listener, goesOn);
            listener.afterEnd(report);
            return report;
        }
    }

    /** Finds in a moment most of what can be wrong, before libtorch and VGG are loaded and anything is written. */
    private PhotoFolder requireInputs(Earlier earlier) {
        for (Style style : styles) {
            for (WeightedStyle picture : style.pictures()) {
                FrameSize size = Pictures.requireUsable(picture.picture());
                if (Math.min(size.width(), size.height()) < MIN_STYLE_SIDE) {
                    throw new ModelException(
                            "the style picture %s is %s; one of under %d pixels has no texture to learn,"
                                            .formatted(picture.picture(), size, MIN_STYLE_SIDE)
                                    + " give a larger one");
                }
            }
        }
        VggFeatures.requireWeights(vgg, settings.objective().net());
        PhotoFolder folder =
                PhotoFolder.open(photos, settings.photoSize(), settings.plan().seed());
        judging.requireInputs(photos);
        if (Files.isDirectory(output)) {
            throw new ModelException(
                    "the model cannot be written to " + output + ", a folder; choose another --output");
        }
        TrainingFolder own = folder();
        if (earlier == Earlier.REFUSE && own.holdsRun()) {
            throw new ModelException(own.path() + " holds a run already; add --resume to go on with it, --overwrite to"
                    + " start afresh, or choose another --output");
        }
        if (earlier == Earlier.RESUME && !own.holdsRun()) {
            throw new ModelException("there is no run in " + own.path() + " to go on with; leave out --resume");
        }
        Safetensors.requireWritable(own.path());
        if (earlier == Earlier.OVERWRITE) {
            own.clear();
        }
        return folder;
    }
}
