package org.brushstream.trainer.train;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.infer.Device;
import org.brushstream.runtime.infer.OrtStylizer;
import org.brushstream.runtime.model.ModelCard;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.runtime.model.ModelStore;
import org.brushstream.runtime.model.StyleModel;
import org.brushstream.trainer.export.Calibration;
import org.brushstream.trainer.export.OnnxExport;
import org.brushstream.trainer.net.TransformerNet;
import org.brushstream.trainer.net.Weights;
import org.brushstream.trainer.picture.PhotoFolder;
import org.brushstream.trainer.picture.Pictures;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a run has learned as a model file once more: one style of several, or in bytes.
 *
 * @param folder of the run
 * @param style the only one to write, by its name; {@code null} for all that the net knows
 * @param numbers that the model calculates in
 * @param photos folder of photographs that tell which values bytes have to stand for; {@code null} where there are none
 * @param credits for the card
 * @param output the model file; it is replaced if it exists
 */
public record ExportJob(
        TrainingFolder folder,
        @Nullable String style,
        Numbers numbers,
        @Nullable Path photos,
        TrainingJob.Credits credits,
        Path output) {
    private static final int CALIBRATING = 32; // photographs; more hardly move a range
    private static final int JUDGED = 24; // photographs, none of which the ranges come from if there are enough
    private static final int LARGEST_SIDE = 480; // of a photo's shorter side in pixels, as of a film's frame

    /** What a model calculates in. */
    public enum Numbers {
        /** Floats of 32 bits. */
        FLOAT32,
        /** Bytes: for one style and nets with static norm, on processors that have instructions for them. */
        INT8;

        /** As on the command line and in cards: {@code int8}. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * How far paintings of a model in bytes are from those of the same net in floats, as peak signal-to-noise ratio: 10 log10
     * (255^2 / the mean squared difference of bytes). 40 dB are 2.6 levels.
     *
     * @param photos how many were painted by both
     * @param median dB
     * @param worst dB
     */
    public record Likeness(int photos, double median, double worst) {}

    /**
     * What was written.
     *
     * @param calibrated how many photographs the ranges of bytes come from; 0 for floats
     * @param likeness of bytes and floats; {@code null} for floats
     */
    public record Report(int calibrated, @Nullable Likeness likeness) {}

    public ExportJob {
        if (!output.toString().endsWith(".onnx")) {
            throw new IllegalArgumentException("the model's name must end in .onnx, not be " + output);
        }
        if (numbers == Numbers.INT8 && photos == null) {
            throw new IllegalArgumentException("int8 needs photographs, to learn which values occur: give --content");
        }
        if (numbers == Numbers.FLOAT32 && photos != null) {
            throw new IllegalArgumentException("--content is for --precision int8");
        }
        Cards.check(output, credits);
    }

    /**
     * Writes the model.
     *
     * @throws ModelException if there is no such run or style, the net has no form in bytes, no photograph can be read, or the
     *     model cannot be written
     */
    public Report run() {
        Recipe recipe = folder.readRecipe();
        int chosen = chosen(recipe);
        TransformerNet net = chosen < 0 ? recipe.net() : recipe.net().ofOneStyle();
        List<Path> all = requireBytes(net, recipe);
        try (NDManager manager = NDManager.newBaseManager()) {
            Checkpoint checkpoint = folder.readCheckpoint(manager);
            Weights weights = checkpoint.weights(recipe.net());
            if (chosen >= 0) {
                float[] alone = new float[recipe.styles().size()];
                alone[chosen] = 1;
                weights = weights.folded(recipe.net(), alone);
            }
            if (photos == null) {
                OnnxExport.write(net, weights, card(recipe, checkpoint, chosen, ""), output);
                return new Report(0, null);
            }
            return inBytes(net, weights, chosenPhotos(all, manager), note -> card(recipe, checkpoint, chosen, note));
        }
    }

    /** Place of the only style to write; -1 for all there are. */
    private int chosen(Recipe recipe) {
        if (style == null) {
            return -1;
        }
        int place = recipe.styles().indexOf(style);
        if (place < 0) {
            throw new ModelException("the run in %s has no style %s; choose one of %s with --style-name"
                    .formatted(folder.path(), style, String.join(", ", recipe.styles())));
        }
        return recipe.styles().size() == 1 ? -1 : place;
    }

    /** Finds out before anything is calculated whether it can be; gives the photographs there are. */
    private List<Path> requireBytes(TransformerNet net, Recipe recipe) {
        if (photos == null) {
            return List.of();
        }
        if (net.styles() > 1) {
            throw new ModelException("int8 is for one style: choose one of %s with --style-name"
                    .formatted(String.join(", ", recipe.styles())));
        }
        try {
            OnnxExport.requireBytes(net);
        } catch (IllegalArgumentException e) { // here the run's mistake, not the programmer's
            throw new ModelException(
                    "%s; the net in %s is a %s: train one with --norm static --stem half, quarter or coarse"
                            .formatted(e.getMessage(), folder.path(), net.description()),
                    e);
        }
        return PhotoFolder.list(photos, "--content");
    }

    private ModelCard card(Recipe recipe, Checkpoint checkpoint, int chosen, String note) {
        Cards cards = new Cards(credits, recipe, null, checkpoint.history(), Cards.judge(recipe), note);
        return chosen < 0 ? cards.whole(output) : cards.alone(output, chosen);
    }

    /** Whole photographs, evenly spread over the folder; what cannot be read is left out. */
    private List<Frame> chosenPhotos(List<Path> all, NDManager manager) {
        int count = Math.min(CALIBRATING + JUDGED, all.size());
        List<Frame> frames = IntStream.range(0, count)
                .mapToObj(i -> all.get((int) ((long) i * all.size() / count)))
                .flatMap(photo -> read(photo, manager).stream())
                .toList();
        if (frames.isEmpty()) {
            throw new ModelException("none of the photographs in " + photos
                    + " that were tried can be read; give JPEG or" + " PNG files with --content");
        }
        return frames;
    }

    /** Empty if it cannot be read: one bad file among many says nothing about the net. */
    private static Optional<Frame> read(Path photo, NDManager manager) {
        try {
            FrameSize size = Pictures.requireUsable(photo);
            int side = Math.min(LARGEST_SIDE, Math.min(size.width(), size.height()));
            return Optional.of(Samples.read(photo, side, manager));
        } catch (ModelException e) {
            return Optional.empty();
        }
    }

    private Report inBytes(TransformerNet net, Weights weights, List<Frame> frames, Function<String, ModelCard> card) {
        List<Frame> calibrating = new ArrayList<>();
        List<Frame> judged = new ArrayList<>();
        for (int i = 0; i < frames.size(); i++) { // spread alike over the folder
            int of = CALIBRATING + JUDGED;
            boolean judging = (i + 1) * JUDGED / of > i * JUDGED / of;
            (judging ? judged : calibrating).add(frames.get(i));
        }
        Path floats = ModelStore.floatsBeside(output);
        OnnxExport.write(net, weights, card.apply("the same net as " + output.getFileName() + " in floats"), floats);
        try (Calibration calibration = new Calibration(net, weights)) {
            try (NDManager scope = NDManager.newBaseManager()) {
                calibrating.forEach(frame -> calibration.add(Pictures.of(frame, scope)));
            } catch (IllegalArgumentException e) {
                throw new ModelException(
                        "the net in %s is of no use (%s); train it again, with a smaller --learning-rate"
                                .formatted(folder.path(), e.getMessage()),
                        e);
            }
            String note = "%s, calibrated on %s photographs".formatted(numbers, calibration.photos());
            OnnxExport.writeBytes(net, weights, calibration, card.apply(note), output);
        }
        return new Report(calibrating.size(), likeness(floats, judged.isEmpty() ? calibrating : judged));
    }

    private Likeness likeness(Path floats, List<Frame> frames) {
        List<Double> decibels = new ArrayList<>();
        try (OrtStylizer expected = OrtStylizer.open(StyleModel.read(floats), Device.CPU);
                OrtStylizer bytes = OrtStylizer.open(StyleModel.read(output), Device.CPU)) {
            frames.forEach(frame -> decibels.add(decibels(expected.apply(frame), bytes.apply(frame))));
        }
        Collections.sort(decibels);
        int middle = decibels.size() / 2;
        double median =
                decibels.size() % 2 == 1 ? decibels.get(middle) : (decibels.get(middle - 1) + decibels.get(middle)) / 2;
        return new Likeness(decibels.size(), median, decibels.get(0));
    }

    private static double decibels(Frame expected, Frame found) {
        long squares = 0;
        int count = expected.size().rgbBytes();
        for (int i = 0; i < count; i++) {
            int difference = (expected.rgb().get(i) & 0xFF) - (found.rgb().get(i) & 0xFF);
            squares += (long) difference * difference;
        }
        return 10 * Math.log10(255.0 * 255 * count / squares); // infinite where all are equal
    }
}
