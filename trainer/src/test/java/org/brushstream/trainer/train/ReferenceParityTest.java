package org.brushstream.trainer.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.brushstream.trainer.Golden;
import org.brushstream.trainer.Python;
import org.brushstream.trainer.loss.Losses;
import org.brushstream.trainer.loss.Objective;
import org.brushstream.trainer.loss.PerceptualLoss;
import org.brushstream.trainer.loss.StyleGrams;
import org.brushstream.trainer.loss.StyleTarget;
import org.brushstream.trainer.loss.VggFeatures;
import org.brushstream.trainer.motion.KnownMotion;
import org.brushstream.trainer.net.Norm;
import org.brushstream.trainer.net.Stem;
import org.brushstream.trainer.net.TransformerNet;
import org.brushstream.trainer.net.Weights;
import org.brushstream.trainer.picture.PhotoFolder;
import org.brushstream.trainer.picture.Pictures;
import org.brushstream.trainer.script.Precision;
import org.brushstream.trainer.tensors.Safetensors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same weights and the same batch in this trainer and in {@code trainer/reference}, which is written in PyTorch. */
final class ReferenceParityTest {
    private static final Path REFERENCE = Path.of("reference", "parity.py");
    private static final int SIDE = 64;
    private static final int SEEN = SIDE + 32; // what is judged begins 8 pixels from the top and 20 from the left
    private static final int STEP = 30; // late enough that the length of gradients is limited
    private static final TrainingPlan PLAN = new TrainingPlan(100, 4, 0.002, 1);
    private static final List<String> STYLES = List.of("none", "calm", "wild");
    private static final List<Double> STYLE_WEIGHTS = List.of(0.0, 4.0, 1.5);
    private static final int[] CHOSEN = {1, 0, 2, 1};
    private static final double STABILITY = 100;
    private static final List<Augmentation.Fade> FADES = List.of(
            new Augmentation.Fade(0.5f, 200),
            Augmentation.Fade.NONE,
            new Augmentation.Fade(0.3f, 20),
            Augmentation.Fade.NONE);

    private final Random random = new Random(5);
    private final NDManager manager = NDManager.newBaseManager();
    private final VggFeatures vgg = VggFeatures.open(Golden.path("tiny_vgg.safetensors"), Precision.FLOAT32, manager);

    @AfterEach
    void close() {
        vgg.close();
        manager.close();
    }

    @ParameterizedTest
    @MethodSource("org.brushstream.trainer.StyledGolden#kinds")
    void everyTermGradientAndMovedWeightIsThatOfTheReference(Stem stem, Norm norm, @TempDir Path folder)
            throws IOException {
        Python python = Python.with("torch, numpy, cv2");
        TransformerNet net = new TransformerNet(1.0 / 8, stem, norm, STYLES.size());
        Map<String, NDArray> pictures = new LinkedHashMap<>();
        pictures.put("style.calm", Pictures.read(Golden.path("style.png"), SIDE, manager));
        pictures.put("style.wild", noisy(1, 120));
        Batch batch = batch(norm);
        keepBatch(batch, pictures, folder);
        Files.writeString(folder.resolve("recipe.json"), recipe(stem, norm).toJson());
        Checkpoint start = start(net);

        Losses losses;
        Map<String, NDArray> gradients = new LinkedHashMap<>();
        Path after = folder.resolve("after.safetensors");
        try (StyleGrams calm = grams(pictures, "style.calm");
                StyleGrams wild = grams(pictures, "style.wild");
                Training training = training(net, start, calm, wild);
                NDManager scope = manager.newSubManager()) {
            training.save(folder.resolve("checkpoint.safetensors"), List.of());
            losses = training.study(batch, scope);
            training.weights()
                    .byName()
                    .forEach((name, weight) ->
                            gradients.put(name, weight.getGradient().duplicate()));
            training.update();
            training.save(after, List.of());
        }
        assertThat(python.run(
                        REFERENCE.toString(),
                        folder.toString(),
                        Golden.path("tiny_vgg.safetensors").toString()))
                .isEmpty();

        Map<String, NDArray> expected =
                Safetensors.read(folder.resolve("parity.safetensors"), manager).tensors();
        // Sums of 32-bit numbers in another order: the seventh digit, some sums and norms of faint photos later the
        // fifth.
        assertThat(term(expected, "content")).isCloseTo(losses.content(), within(1e-5f));
        assertThat(term(expected, "style")).isCloseTo(losses.style(), within(1e-4f * losses.style()));
        assertThat(term(expected, "variation")).isCloseTo(losses.variation(), within(1e-4f * losses.variation()));
        assertThat(term(expected, "reproduction"))
                .isCloseTo(losses.reproduction(), within(1e-4f * losses.reproduction()));
        assertThat(term(expected, "stability")).isCloseTo(losses.stability(), within(1e-4f * losses.stability()));
        assertThat(term(expected, "total")).isCloseTo(losses.total(), within(1e-4f * losses.total()));
        assertThat(losses.reproduction()).isGreaterThan(0.01f);
        assertThat(losses.stability()).isGreaterThan(1e-4f);

        double longest = gradients.values().stream()
                .mapToDouble(ReferenceParityTest::length)
                .max()
                .orElseThrow();
        Map<String, NDArray> moved = Safetensors.read(after, manager).tensors();
        gradients.forEach((name, gradient) -> {
            NDArray reference = Golden.array(expected, "gradient." + name);
            // Where a ReLU, a maximum or a sign tips over by rounding, a pixel's gradient is another: few do. And
            // against
            // the longest of all: the shift in front of another norm has no gradient but rounding.
            assertThat(length(gradient.sub(reference)))
                    .as("gradient of " + name)
                    .isLessThan(0.005 * length(reference) + 1e-5 * longest);
            assertThat(Golden.largestDifference(
                            Golden.array(moved, name).toFloatArray(),
                            Golden.array(expected, name).toFloatArray()))
                    .as(name + " after the step")
                    .isLessThan((float) (0.01 * PLAN.learningRateAt(STEP + 1)));
        });
        assertThat(moved.keySet()).allMatch(expected::containsKey);
    }

    private static float term(Map<String, NDArray> expected, String name) {
        return Golden.array(expected, "loss." + name).toFloatArray()[0];
    }

    private static double length(NDArray array) {
        return Math.sqrt(array.square().sum().getFloat());
    }

    private NDArray noisy(int count, int around) {
        return manager.create(values(count * 3 * SIDE * SIDE, around, 60), new Shape(count, 3, SIDE, SIDE));
    }

    private float[] values(int count, double around, double deviation) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (around + deviation * random.nextGaussian());
        }
        return values;
    }

    /** Faint photos for static norm only: instance norm would make rounding errors of faint ones large. */
    private Batch batch(Norm norm) {
        List<KnownMotion> motions =
                List.of(new KnownMotion(3.3, -7.1, 1.04, 2.5, 9), new KnownMotion(-6, 2, 0.96, -3, 4));
        return new Batch(
                SEEN,
                values(CHOSEN.length * 3 * SEEN * SEEN, 128, 50),
                CHOSEN,
                motions,
                values(motions.size() * 3 * SEEN * SEEN, 0, 9),
                new Batch.Judged(8, 20, SIDE),
                norm == Norm.STATIC ? FADES : Collections.nCopies(CHOSEN.length, Augmentation.Fade.NONE));
    }

    private void keepBatch(Batch batch, Map<String, NDArray> pictures, Path folder) {
        Map<String, NDArray> kept = new LinkedHashMap<>(pictures);
        float[] chosen = new float[CHOSEN.length];
        for (int i = 0; i < chosen.length; i++) {
            chosen[i] = CHOSEN[i];
        }
        kept.put("photos", batch.photos(manager));
        kept.put("noise", batch.noise(manager));
        List<Augmentation.Fade> fades = batch.fades();
        float[] faded = new float[2 * fades.size()]; // contrasts, then greys
        for (int i = 0; i < fades.size(); i++) {
            faded[i] = fades.get(i).contrast();
            faded[fades.size() + i] = fades.get(i).grey();
        }
        kept.put("faded", manager.create(faded, new Shape(2, fades.size())));
        kept.put("judged", manager.create(new float[] {8, 20}));
        kept.put("styles", manager.create(chosen));
        kept.put(
                "motion",
                manager.create(motions(batch), new Shape(batch.motions().size(), 2, 3)));
        Safetensors.write(folder.resolve("batch.safetensors"), kept, Map.of());
    }

    /** By the definition of affine_grid and KnownMotion's Javadoc, not by its code. */
    private static float[] motions(Batch batch) {
        float[] rows = new float[6 * batch.motions().size()];
        int i = 0;
        for (KnownMotion motion : batch.motions()) {
            double angle = Math.toRadians(motion.degrees());
            rows[i++] = (float) (motion.zoom() * Math.cos(angle));
            rows[i++] = (float) (-motion.zoom() * Math.sin(angle));
            rows[i++] = (float) (motion.shiftX() * 2 / SEEN);
            rows[i++] = (float) (motion.zoom() * Math.sin(angle));
            rows[i++] = (float) (motion.zoom() * Math.cos(angle));
            rows[i++] = (float) (motion.shiftY() * 2 / SEEN);
        }
        return rows;
    }

    private static Recipe recipe(Stem stem, Norm norm) {
        return new Recipe(
                Recipe.FORMAT,
                1.0 / 8,
                stem.toString(),
                norm.toString(),
                STYLES,
                STYLE_WEIGHTS,
                SIDE,
                SIDE,
                SEEN - SIDE,
                null,
                PLAN.batch(),
                PLAN.learningRate(),
                PLAN.steps(),
                PLAN.seed(),
                null,
                1,
                0.1,
                PerceptualLoss.REPRODUCTION_WEIGHT,
                STABILITY,
                2,
                Objective.DEFAULT.contentLayers(),
                Objective.DEFAULT.styleLayers(),
                SIDE,
                null,
                "0",
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** Weights with different rows for the styles, and moments as an earlier step may have left them. */
    private Checkpoint start(TransformerNet net) {
        Map<String, NDArray> tensors = new LinkedHashMap<>();
        Weights.initial(net, manager, 3).byName().forEach((name, weight) -> {
            int size = (int) weight.size();
            tensors.put(name, name.contains(".norm.") ? weight.add(shaped(values(size, 0, 0.2), weight)) : weight);
            tensors.put("adam.mean." + name, shaped(values(size, 0, 1), weight));
            // Far from 0: by a small variance rounding would become a step.
            tensors.put(
                    "adam.variance." + name,
                    shaped(values(size, 0, 1), weight).square().add(1));
        });
        return new Checkpoint(STEP, List.of(), tensors);
    }

    private NDArray shaped(float[] values, NDArray like) {
        return manager.create(values, like.getShape());
    }

    private StyleGrams grams(Map<String, NDArray> pictures, String name) {
        return new StyleGrams(vgg, Objective.DEFAULT.styleLayers(), Golden.array(pictures, name));
    }

    private Training training(TransformerNet net, Checkpoint start, StyleGrams calm, StyleGrams wild) {
        PerceptualLoss perceptual = new PerceptualLoss(
                vgg,
                Objective.DEFAULT,
                List.of(
                        StyleTarget.photo(),
                        new StyleTarget(calm, STYLE_WEIGHTS.get(1)),
                        new StyleTarget(wild, STYLE_WEIGHTS.get(2))));
        Lesson lesson = new Lesson(
                perceptual,
                new StyleTurns(STYLES.size(), 1)::styleOf,
                SIDE,
                SIDE,
                new Augmentation(SEEN - SIDE, 1),
                STABILITY,
                2,
                null,
                false);
        PhotoFolder photos = PhotoFolder.open(Golden.path("photos"), SIDE, 1);
        return new Training(net, Precision.FLOAT32, PLAN, lesson, photos, start, manager);
    }
}
