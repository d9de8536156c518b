package org.brushstream.trainer.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.trainer.Golden;
import org.brushstream.trainer.loss.Losses;
import org.brushstream.trainer.loss.Objective;
import org.brushstream.trainer.loss.PerceptualLoss;
import org.brushstream.trainer.loss.StyleGrams;
import org.brushstream.trainer.loss.StyleTarget;
import org.brushstream.trainer.loss.Vgg;
import org.brushstream.trainer.loss.VggFeatures;
import org.brushstream.trainer.net.Stem;
import org.brushstream.trainer.net.TransformerNet;
import org.brushstream.trainer.net.Weights;
import org.brushstream.trainer.optimize.Adam;
import org.brushstream.trainer.picture.PhotoFolder;
import org.brushstream.trainer.picture.Pictures;
import org.brushstream.trainer.script.Precision;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TrainingTest {
    private static final TransformerNet NET = new TransformerNet(1.0 / 16);
    private static final TrainingPlan SIX_STEPS = new TrainingPlan(6, 2, 0.002, 1);

    private final Path checkpoint;
    private final NDManager manager = NDManager.newBaseManager();
    private final VggFeatures vgg = VggFeatures.open(Golden.path("tiny_vgg.safetensors"), Precision.FLOAT32, manager);
    private final StyleGrams style =
            new StyleGrams(vgg, Objective.DEFAULT.styleLayers(), Pictures.read(Golden.path("style.png"), 36, manager));
    private final PerceptualLoss perceptual = new PerceptualLoss(vgg, Objective.DEFAULT, style);

    TrainingTest(@TempDir Path folder) {
        this.checkpoint = folder.resolve("checkpoint.safetensors");
    }

    @AfterEach
    void close() {
        style.close();
        vgg.close();
        manager.close();
    }

    /** A listener that is not interested. */
    private static void ignore(int step, Losses losses) {}

    private Training training(TrainingPlan plan) {
        return training(plan, Precision.FLOAT32);
    }

    private Training training(TrainingPlan plan, Precision precision) {
        return training(NET, plan, precision, lesson(perceptual, 1, 0, null));
    }

    /** Goes on from the checkpoint, or begins if there is none. */
    private Training training(TransformerNet net, TrainingPlan plan, Precision precision, Lesson lesson) {
        // Two photos of the size of a crop, each its own mirror image, and batches of two: every batch is the same
        // whatever the seed.
        PhotoFolder photos = PhotoFolder.open(Golden.path("photos"), 32, plan.seed());
        Checkpoint start = Files.exists(checkpoint)
                ? Checkpoint.read(checkpoint, manager)
                : new Checkpoint(
                        0, List.of(), Weights.initial(net, manager, plan.seed()).byName());
        return new Training(net, precision, plan, lesson, photos, start, manager);
    }

    private static Lesson lesson(PerceptualLoss judge, int styles, double stability, @Nullable Teacher teacher) {
        return new Lesson(
                judge, new StyleTurns(styles, 1)::styleOf, 32, 32, Augmentation.NONE, stability, 2, teacher, false);
    }

    @Test
    void sixStepsFromGivenWeightsAreThoseOfPlainPyTorch() {
        Map<String, NDArray> golden = Golden.arrays("perceptual.npz", manager);
        startFrom(Weights.of(NET, Golden.startingWith("before.", golden)));
        float[] expected = Golden.array(golden, "losses").toFloatArray(); // six rows of four terms
        List<Losses> heard = new ArrayList<>();

        try (Training training = training(SIX_STEPS)) {
            training.run((step, losses) -> heard.add(losses), () -> true);

            assertThat(heard).hasSize(6);
            for (int step = 0; step < heard.size(); step++) {
                float[] terms = Arrays.copyOfRange(expected, 4 * step, 4 * step + 4);
                // Rounding grows with every step: Adam moves a weight of hardly any gradient as far as the others.
                assertThat(array(heard.get(step))).as("step " + (step + 1)).containsExactly(terms, within(2e-3f));
            }
            Golden.startingWith("after.", golden).forEach((name, after) -> {
                float[] found = training.weights().get(name).toFloatArray();
                assertThat(Golden.largestDifference(found, after.toFloatArray()))
                        .as(name)
                        .isLessThan(2e-4f); // a tenth of one step
            });
        }
    }

    private static float[] array(Losses losses) {
        return new float[] {losses.content(), losses.style(), losses.variation(), losses.total()};
    }

    private void startFrom(Weights weights) {
        Checkpoint.write(checkpoint, 0, List.of(), weights, new Adam(weights.byName(), Map.of(), manager).state());
    }

    @Test
    void sixteenBitsBeginWithNearlyTheSameLosses() {
        List<Losses> heard = new ArrayList<>();
        for (Precision precision : Precision.values()) {
            try (Training training = training(new TrainingPlan(1, 2, 0.001, 1), precision)) {
                training.run((step, losses) -> heard.add(losses), () -> true);
            }
        }
        assertThat(array(heard.get(1))).containsExactly(array(heard.get(0)), within(0.02f));
        assertThat(heard.get(1)).isNotEqualTo(heard.get(0));
    }

    @Test
    void interruptedRunGoesOnAsIfItHadNotBeen() {
        Map<String, float[]> uninterrupted;
        try (Training training = training(SIX_STEPS)) {
            training.run(TrainingTest::ignore, () -> true);
            uninterrupted = values(training.weights());
        }

        try (Training training = training(SIX_STEPS)) {
            assertThatThrownBy(() -> training.run(
                            (step, losses) -> {
                                if (step == 3) {
                                    training.save(checkpoint, List.of());
                                }
                                if (step == 4) {
                                    throw new IllegalStateException("pulled the plug");
                                }
                            },
                            () -> true))
                    .hasMessage("pulled the plug");
        }
        List<Integer> steps = new ArrayList<>();
        try (Training training = training(SIX_STEPS)) {
            assertThat(training.step()).isEqualTo(3);
            training.run((step, losses) -> steps.add(step), () -> true);

            assertThat(steps).containsExactly(4, 5, 6);
            assertThat(values(training.weights())).containsExactlyEntriesOf(uninterrupted); // bit for bit
        }
    }

    @Test
    void runOfManyStylesAndMovedAndFadedPhotosGoesOnBitByBit() {
        TransformerNet three = new TransformerNet(1.0 / 16, Stem.HALF, 3);
        TrainingPlan eightSteps = new TrainingPlan(8, 2, 0.002, 1, 0.9);
        Lesson lesson = new Lesson(
                manyStyles(), new StyleTurns(3, 1)::styleOf, 32, 32, new Augmentation(8, 0.5), 100, 2, null, false);
        List<Losses> whole = new ArrayList<>();
        Map<String, float[]> uninterrupted;
        try (Training training = training(three, eightSteps, Precision.FLOAT32, lesson)) {
            training.run((step, losses) -> whole.add(losses), () -> true);
            uninterrupted = values(training.weights());
        }
        assertThat(whole.subList(0, 4)).extracting(Losses::stability).containsOnly(0f); // it counts in the second half
        assertThat(whole.subList(4, 8))
                .allSatisfy(losses -> assertThat(losses.stability()).isPositive());

        List<Losses> parts = new ArrayList<>();
        try (Training training = training(three, eightSteps, Precision.FLOAT32, lesson)) {
            training.run((step, losses) -> parts.add(losses), () -> parts.size() < 5);
            training.save(checkpoint, List.of());
        }
        try (Training training = training(three, eightSteps, Precision.FLOAT32, lesson)) {
            assertThat(training.step()).isEqualTo(5);
            training.run((step, losses) -> parts.add(losses), () -> true);
            assertThat(values(training.weights())).containsExactlyEntriesOf(uninterrupted);
        }
        assertThat(parts).isEqualTo(whole);
    }

    @Test
    void runningMeanOfTheWeightsIsWhatIsLeftInTheEnd() {
        Map<String, float[]> before;
        Map<String, float[]> moved;
        try (Training training = training(new TrainingPlan(1, 2, 0.002, 1))) {
            before = values(training.weights());
            training.run((step, losses) -> {}, () -> true);
            moved = values(training.weights());
        }
        try (Training training = training(new TrainingPlan(1, 2, 0.002, 1, 0.99))) {
            training.run((step, losses) -> {}, () -> true);

            values(training.weights()).forEach((name, mean) -> {
                float[] first = Objects.requireNonNull(before.get(name));
                float[] last = Objects.requireNonNull(moved.get(name));
                for (int i = 0; i < mean.length; i++) { // by hand: the first step leaves a 21st
                    float expected = (first[i] + 20 * last[i]) / 21;
                    assertThat(mean[i]).as(name).isCloseTo(expected, within(1e-6f));
                }
            });
        }
    }

    /** The photo itself and the style twice, once much weaker. */
    private PerceptualLoss manyStyles() {
        return new PerceptualLoss(
                vgg,
                Objective.DEFAULT,
                List.of(StyleTarget.photo(), new StyleTarget(style, 4), new StyleTarget(style, 0.5)));
    }

    @Test
    void addedStyleLeavesEveryOtherAsItWas() {
        TransformerNet two = new TransformerNet(1.0 / 16, Stem.FULL, 2);
        TransformerNet three = new TransformerNet(1.0 / 16, Stem.FULL, 3);
        Weights learned = Weights.initial(two, manager, 1);
        NDArray scale = learned.get("stem.norm.weight"); // {2, 2}: of `none` and of a style
        scale.set(new float[] {7, 8, 2, 3});
        Map<String, NDArray> widened = NewRow.in(learned, 0);
        assertThat(Objects.requireNonNull(widened.get("stem.norm.weight")).toFloatArray())
                .containsExactly(7, 8, 2, 3, 2, 3);
        Map<String, float[]> before = new LinkedHashMap<>();
        widened.forEach((name, tensor) -> before.put(name, tensor.toFloatArray()));

        Lesson lesson = new Lesson(manyStyles(), sample -> 2, 32, 32, Augmentation.NONE, 100, 2, null, true);
        PhotoFolder photos = PhotoFolder.open(Golden.path("photos"), 32, 1);
        Checkpoint start = new Checkpoint(0, List.of(), widened);
        // Over the step from which on gradients are limited, which touches those of all rows.
        TrainingPlan plan = new TrainingPlan(24, 2, 0.01, 1);
        try (Training training = new Training(three, Precision.FLOAT32, plan, lesson, photos, start, manager)) {
            training.run(TrainingTest::ignore, () -> true);
            values(training.weights()).forEach((name, after) -> {
                float[] old = Objects.requireNonNull(before.get(name));
                int rows = Weights.isByStyle(name) ? 3 : 1;
                int kept = rows == 3 ? after.length / 3 * 2 : after.length;
                assertThat(Arrays.copyOf(after, kept)).as(name).isEqualTo(Arrays.copyOf(old, kept)); // bit for bit
                if (rows == 3) {
                    assertThat(Arrays.copyOfRange(after, kept, after.length))
                            .as(name)
                            .isNotEqualTo(Arrays.copyOfRange(old, kept, old.length));
                }
            });
        }
    }

    @Test
    void studentComesNearerToItsTeacher(@TempDir Path teacherFolder) {
        TrainingFolder folder = new TrainingFolder(teacherFolder);
        TransformerNet wide = new TransformerNet(1.0 / 8, Stem.FULL, 3);
        Weights known = Weights.initial(wide, manager, 7);
        Checkpoint.write(folder.checkpoint(), 1, List.of(), known, new Adam(known.byName(), Map.of(), manager).state());
        folder.write(RecipeTest.recipe(wide, List.of("none", "x", "y")));
        TransformerNet narrow = new TransformerNet(1.0 / 16, Stem.HALF, 2);
        TrainingPlan plan = new TrainingPlan(30, 2, 0.01, 1);
        PerceptualLoss nothingElse = new PerceptualLoss(
                vgg,
                new Objective(
                        Vgg.VGG19, 0, 0, 0, Objective.DEFAULT.contentLayers(), Objective.DEFAULT.styleLayers(), 36),
                List.of(new StyleTarget(style, 0), new StyleTarget(style, 0)));

        try (Teacher teacher = Teacher.open(folder, List.of("y", "x"), 5, Precision.FLOAT32, manager);
                Training training = training(narrow, plan, Precision.FLOAT32, lesson(nothingElse, 2, 0, teacher))) {
            List<Losses> heard = new ArrayList<>();
            training.run((step, losses) -> heard.add(losses), () -> true);

            assertThat(heard.get(0).total()).isCloseTo(5 * heard.get(0).imitation(), within(1e-5f));
            assertThat(heard.get(29).imitation()).isLessThan(0.7f * heard.get(0).imitation());
        }
        assertThatThrownBy(() -> Teacher.open(folder, List.of("z"), 5, Precision.FLOAT32, manager))
                .isInstanceOf(ModelException.class)
                .hasMessage(
                        "the teacher in " + teacherFolder + " knows none, x, y, but not z; name the styles as it does");
    }

    /** Compares as arrays of bits do: AssertJ looks into arrays that are values of a map. */
    private static Map<String, float[]> values(Weights weights) {
        Map<String, float[]> values = new LinkedHashMap<>();
        weights.byName().forEach((name, tensor) -> values.put(name, tensor.toFloatArray()));
        return values;
    }

    @Test
    void runThatIsToldToStopEndsBetweenTwoSteps() {
        List<Integer> steps = new ArrayList<>();
        try (Training training = training(SIX_STEPS)) {
            training.run((step, losses) -> steps.add(step), () -> steps.size() < 2);
            assertThat(training.step()).isEqualTo(2);
        }
        assertThat(steps).containsExactly(1, 2);
    }

    @Test
    void finishedRunHasNothingLeftToDo() {
        try (Training training = training(SIX_STEPS)) {
            training.run(TrainingTest::ignore, () -> true);
            training.save(checkpoint, List.of());
        }
        try (Training training = training(SIX_STEPS)) {
            training.run(
                    (step, losses) -> {
                        throw new AssertionError("step " + step);
                    },
                    () -> true);
            assertThat(training.step()).isEqualTo(6);
        }
    }

    @Test
    void checkpointOfAnotherWidthIsRefused() {
        startFrom(Weights.initial(new TransformerNet(1.0 / 8), manager, 1));
        assertThatThrownBy(() -> training(SIX_STEPS))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("the checkpoint is damaged: tensor ")
                .hasMessageContaining("stem.weight should have shape (2, 3, 9, 9) but has (4, 3, 9, 9)");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 10, 1000, 10_000, 40_000})
    void checkpointCutOffIsRefusedWhereverTheCutIs(int length) throws IOException {
        startFrom(Weights.initial(NET, manager, 1));
        byte[] whole = Files.readAllBytes(checkpoint);
        assertThat(whole.length).isGreaterThan(50_000);
        Files.write(checkpoint, Arrays.copyOf(whole, length));

        assertThatThrownBy(() -> training(SIX_STEPS))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(checkpoint + " is not a checkpoint")
                .hasMessageContaining("delete it to start afresh");
    }

    @Test
    void arraysOfSomethingElseAreNoCheckpoint() throws IOException {
        Files.copy(Golden.path("tiny_vgg.safetensors"), checkpoint);
        assertThatThrownBy(() -> training(SIX_STEPS))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("is not a checkpoint of a training run");
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void divergenceNamesTheStepAndTheOption(Precision precision) {
        Weights weights = Weights.initial(NET, manager, 1);
        weights.get("head.weight").muli(1e38f); // what a rate far too high leads to
        startFrom(weights);
        try (Training training = training(new TrainingPlan(6, 2, 0.5, 1), precision)) {
            assertThatThrownBy(() -> training.run(TrainingTest::ignore, () -> true))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("at step 1: the weights diverged")
                    .hasMessageContaining("lower --learning-rate than 0.5");
        }
    }
}
