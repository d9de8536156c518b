package org.brushstream.trainer.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.brushstream.runtime.model.InputRange;
import org.brushstream.runtime.model.ModelCard;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.runtime.model.Sha256;
import org.brushstream.trainer.export.OnnxExport;
import org.brushstream.trainer.loss.Objective;
import org.brushstream.trainer.loss.PerceptualLoss;
import org.brushstream.trainer.loss.StyleGrams;
import org.brushstream.trainer.loss.VggFeatures;
import org.brushstream.trainer.net.TransformerNet;
import org.brushstream.trainer.picture.PhotoFolder;
import org.brushstream.trainer.picture.Pictures;
import org.brushstream.trainer.script.Precision;
import org.jspecify.annotations.Nullable;

/**
 * From a style picture and a folder of photographs to a model file.
 *
 * @param style the style picture
 * @param photos folder of photographs
 * @param photoSize side in pixels of the crops to learn from
 * @param vgg VGG-19 weights, {@code .safetensors}
 * @param precision {@code null} for whichever this machine is faster at
 * @param credits what only a person can know of the model
 * @param output the model file; a folder beside it keeps checkpoints and previews
 */
public record TrainingJob(
        Path style,
        Path photos,
        int photoSize,
        Path vgg,
        TransformerNet net,
        Objective objective,
        TrainingPlan plan,
        @Nullable Precision precision,
        Credits credits,
        Path output) {
    private static final int MAX_SIDE = 4096; // pixels
    private static final int MAX_BATCH_PIXELS = 1 << 24; // VGG's first layers alone take 512 bytes a pixel

    /**
     * What stands in the model's card and cannot be measured.
     *
     * @param title of the style picture, with painter and year
     * @param styleLicence of the style picture
     * @param data where the photographs come from
     * @param licence of the model
     */
    public record Credits(String title, String styleLicence, String data, String licence) {}

    /**
     * What a job did.
     *
     * @param finished false if it was stopped early: there is no model then
     * @param precision in which it calculated
     * @param unreadable photos that could not be decoded; others were taken in their place
     */
    public record Report(Path model, boolean finished, Precision precision, Set<Path> unreadable) {}

    public TrainingJob {
        if (!output.toString().endsWith(".onnx")) {
            throw new IllegalArgumentException("the model's name must end in .onnx, not be " + output);
        }
        if (photoSize > MAX_SIDE || (long) plan.batch() * photoSize * photoSize > MAX_BATCH_PIXELS) {
            throw new IllegalArgumentException(
                    "%d photos of %d px do not fit into memory; sides go up to %d, a batch to %d pixels"
                            .formatted(plan.batch(), photoSize, MAX_SIDE, MAX_BATCH_PIXELS));
        }
        if (photoSize < 32) {
            throw new IllegalArgumentException("photos of under 32 pixels hold nothing to learn from: " + photoSize);
        }
        if (photoSize % TransformerNet.SIZE_MULTIPLE != 0) {
            throw new IllegalArgumentException("photos are painted and compared in multiples of "
                    + TransformerNet.SIZE_MULTIPLE + " pixels, not in " + photoSize);
        }
        // Refuses now what would be refused when the card is written, after hours.
        card(output, credits, net, objective, "recipe");
    }

    /** Where this job keeps its checkpoints and previews. */
    public Path folder() {
        return output.resolveSibling(baseName(output) + "-training");
    }

    private static String baseName(Path output) {
        return String.valueOf(output.getFileName()).replaceFirst("\\.onnx$", "");
    }

    /**
     * Trains, or goes on with an interrupted training, and writes the model.
     *
     * @param goesOn asked before every step; at the first no the run is saved, to be gone on with by the same call later
     * @param every steps from one checkpoint and preview to the next, at least 1
     * @throws ModelException if an input is absent or wrong, the loss diverges or the output cannot be written
     */
    public Report run(int every, Training.Listener listener, BooleanSupplier goesOn) {
        if (every < 1) {
            throw new IllegalArgumentException("checkpoints lie at least 1 step apart, not " + every);
        }
        PhotoFolder folder = requireInputs();
        Path first = folder.first();
        Precision chosen = precision == null ? Precision.fastest() : precision;
        try (NDManager manager = NDManager.newBaseManager();
                VggFeatures eye = VggFeatures.open(vgg, chosen, manager);
                StyleGrams grams = new StyleGrams(
                        eye, objective.styleLayers(), Pictures.read(style, objective.styleSize(), manager))) {
            NDArray sample = Pictures.read(first, photoSize, manager);
            try (Training training = new Training(
                    net,
                    chosen,
                    plan,
                    new PerceptualLoss(eye, objective, grams),
                    folder,
                    folder().resolve("checkpoint.npz"),
                    settings(folder),
                    manager)) {
                requireStepsLeft(training.step());
                training.run(
                        (step, losses) -> {
                            listener.afterStep(step, losses);
                            if (step % every == 0 || step == plan.steps()) {
                                training.save();
                                Path picture = folder().resolve(String.format(Locale.ROOT, "preview-%06d.png", step));
                                try (NDArray painted = training.paint(sample)) {
                                    Pictures.write(painted, picture, 8);
                                }
                            }
                        },
                        goesOn);
                boolean finished = training.step() == plan.steps();
                if (finished) {
                    OnnxExport.write(net, training.weights(), card(training.step(), chosen), output);
                } else {
                    training.save();
                }
                return new Report(output, finished, chosen, folder.unreadable());
            }
        }
    }

    private void requireStepsLeft(int taken) {
        if (taken > plan.steps()) {
            throw new ModelException(
                    "the run in %s has seen %d photographs already; give --photos %d or more, or delete it"
                            .formatted(folder(), (long) taken * plan.batch(), (long) taken * plan.batch()));
        }
    }

    /** Finds in a moment most of what can be wrong, before libtorch and VGG-19 are loaded and anything is written. */
    private PhotoFolder requireInputs() {
        Pictures.requireUsable(style);
        VggFeatures.requireSafetensors(vgg);
        PhotoFolder folder = PhotoFolder.open(photos, photoSize, plan.seed());
        requireWritable();
        return folder;
    }

    /** Hours of training should not end at a folder that cannot be written. */
    private void requireWritable() {
        if (Files.isDirectory(output)) {
            throw new ModelException(
                    "the model cannot be written to " + output + ", a folder; choose another --output");
        }
        try {
            Files.createDirectories(folder());
            Files.delete(Files.createTempFile(folder(), "write", ".test"));
        } catch (IOException e) {
            throw new ModelException(
                    "the folder " + folder() + " for checkpoints cannot be written (" + e.getMessage()
                            + "); choose another --output",
                    e);
        }
    }

    /** What a run that goes on must share with the one that stopped; its length and speed may change. */
    private String settings(PhotoFolder folder) {
        return String.format(
                Locale.ROOT,
                "style %s, %s by %s, %d photos (%s) at %d px, batch %d, Adam %s, seed %d, width %s",
                Sha256.of(style).substring(0, 12),
                objective,
                Sha256.of(vgg).substring(0, 12),
                folder.count(),
                folder.fingerprint(),
                photoSize,
                plan.batch(),
                plan.learningRate(),
                plan.seed(),
                net.width());
    }

    private ModelCard card(int steps, Precision chosen) {
        String recipe = String.format(
                Locale.ROOT,
                "%d photographs in crops of %d px, batch %d, Adam %s falling over the last 30 %%, seed %d, %s",
                (long) steps * plan.batch(),
                photoSize,
                plan.batch(),
                plan.learningRate(),
                plan.seed(),
                chosen.name().toLowerCase(Locale.ROOT));
        return card(output, credits, net, objective, recipe);
    }

    private static ModelCard card(
            Path output, Credits credits, TransformerNet net, Objective objective, String recipe) {
        return new ModelCard(
                baseName(output),
                credits.title(),
                credits.styleLicence(),
                net.description(),
                recipe,
                objective.toString(),
                credits.data(),
                credits.licence(),
                TransformerNet.SIZE_MULTIPLE,
                InputRange.ZERO_TO_255);
    }
}
