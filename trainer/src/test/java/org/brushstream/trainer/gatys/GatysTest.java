package org.brushstream.trainer.gatys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.trainer.Golden;
import org.brushstream.trainer.loss.Losses;
import org.brushstream.trainer.loss.Objective;
import org.brushstream.trainer.loss.PerceptualLoss;
import org.brushstream.trainer.loss.Pooling;
import org.brushstream.trainer.loss.StyleGrams;
import org.brushstream.trainer.loss.VggFeatures;
import org.brushstream.trainer.picture.Pictures;
import org.brushstream.trainer.script.Precision;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class GatysTest {
    private final NDManager manager = NDManager.newBaseManager();
    private final NDArray photo = Pictures.read(Golden.path("photos/a.png"), 32, manager);
    private final VggFeatures vgg = eye(Pooling.MAX);
    private final StyleGrams grams = grams(vgg);
    private final PerceptualLoss judge = new PerceptualLoss(vgg, Objective.DEFAULT, grams);

    private VggFeatures eye(Pooling pooling) {
        return VggFeatures.open(Golden.path("tiny_vgg.safetensors"), pooling, Precision.FLOAT32, manager);
    }

    private StyleGrams grams(VggFeatures eye) {
        NDArray style = Pictures.read(Golden.path("style.png"), 36, manager); // its own size
        return new StyleGrams(eye, Objective.DEFAULT.styleLayers(), style);
    }

    @AfterEach
    void close() {
        grams.close();
        vgg.close();
        manager.close();
    }

    private static GatysPlan plan(GatysPlan.Method method) {
        return new GatysPlan(method, 5, 2, 100, GatysPlan.Start.CONTENT, 1, 32, 32);
    }

    private Gatys start(GatysPlan.Method method) {
        return new Gatys(judge, plan(method), photo, photo);
    }

    @ParameterizedTest
    @EnumSource(Pooling.class)
    void firstIterationsOfAdamAreThoseOfPlainPyTorch(Pooling pooling) {
        Map<String, NDArray> golden = Golden.arrays("gatys.npz", manager);
        String name = pooling == Pooling.MAX ? "max." : "average.";
        float[] losses = Golden.array(golden, name + "losses").toFloatArray(); // 11 rows of 4
        NDArray start = Golden.array(golden, "start");
        try (VggFeatures eye = eye(pooling);
                StyleGrams style = grams(eye);
                Gatys gatys = new Gatys(
                        new PerceptualLoss(eye, Objective.DEFAULT, style), plan(GatysPlan.Method.ADAM), photo, start)) {
            requireClose(gatys.losses(), losses, 0);
            for (int iteration = 1; iteration <= 10; iteration++) {
                assertThat(gatys.step()).isTrue();
                requireClose(gatys.losses(), losses, iteration);
            }
            // Of 20 grey levels of way. Sums in another order round otherwise; where a gradient passes 0 that matters,
            // since Adam makes whole steps of small gradients too.
            NDArray pixels = Golden.array(golden, name + "pixels");
            assertThat(Golden.largestDifference(gatys.pixels().toFloatArray(), pixels.toFloatArray()))
                    .isLessThan(0.1f);
            assertThat(gatys.pixels().sub(pixels).abs().mean().getFloat()).isLessThan(0.001f);
            assertThat(Golden.largestDifference(gatys.pixels().toFloatArray(), start.toFloatArray()))
                    .isGreaterThan(15);
        }
    }

    private static void requireClose(Losses found, float[] expected, int iteration) {
        Percentage close = Percentage.withPercentage(0.05);
        assertThat(found.content()).isCloseTo(expected[4 * iteration], close);
        assertThat(found.style()).isCloseTo(expected[4 * iteration + 1], close);
        assertThat(found.variation()).isCloseTo(expected[4 * iteration + 2], close);
        assertThat(found.total()).isCloseTo(expected[4 * iteration + 3], close);
    }

    @Test
    void lbfgsNeverIncreasesTheTotalAndGoesFarBelowTheStart() {
        try (Gatys gatys = start(GatysPlan.Method.LBFGS)) {
            float first = gatys.losses().total();
            float last = first;
            for (int iteration = 0; iteration < 40 && gatys.step(); iteration++) {
                assertThat(gatys.losses().total()).isLessThan(last);
                last = gatys.losses().total();
            }
            assertThat(last).isLessThan(first / 3);
            assertThat(gatys.bestLosses()).isEqualTo(gatys.losses());
        }
    }

    @ParameterizedTest
    @EnumSource(GatysPlan.Method.class)
    void saidLossesAreThoseOfThePixels(GatysPlan.Method method) {
        try (Gatys gatys = start(method)) {
            for (int iteration = 0; iteration < 5; iteration++) {
                gatys.step();
            }
            assertThat(lossesOf(gatys.pixels())).isEqualTo(gatys.losses());
            assertThat(lossesOf(gatys.best())).isEqualTo(gatys.bestLosses());
        }
    }

    private Losses lossesOf(NDArray picture) {
        return judge.compare(picture, judge.content(photo)).losses();
    }

    @Test
    void bestOfAdamIsTheLowestAndNotTheLast() {
        // A rate this high jumps about: the last total is not the lowest.
        GatysPlan wild = new GatysPlan(GatysPlan.Method.ADAM, 1, 60, 20, GatysPlan.Start.CONTENT, 1, 32, 32);
        try (Gatys gatys = new Gatys(judge, wild, photo, photo)) {
            List<Losses> seen = new ArrayList<>(List.of(gatys.losses()));
            for (int iteration = 0; iteration < 20; iteration++) {
                gatys.step();
                seen.add(gatys.losses());
            }
            float lowest = seen.stream().map(Losses::total).min(Float::compare).orElseThrow();
            assertThat(seen.get(20).total()).isGreaterThan(lowest);
            assertThat(gatys.bestLosses().total()).isEqualTo(lowest);
            assertThat(lossesOf(gatys.best())).isEqualTo(gatys.bestLosses());
        }
    }

    @ParameterizedTest
    @EnumSource(GatysPlan.Method.class)
    void startBelongsToTheCallerAndIsNotMoved(GatysPlan.Method method) {
        float[] before = photo.toFloatArray();
        try (Gatys gatys = start(method)) {
            gatys.step();
            assertThat(gatys.pixels().toFloatArray()).isNotEqualTo(before);
        }
        assertThat(photo.toFloatArray()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(GatysPlan.Method.class)
    void memoryDoesNotGrowWithIterations(GatysPlan.Method method) {
        try (Gatys gatys = start(method)) {
            for (int iteration = 0; iteration < 20; iteration++) { // the history of L-BFGS is full
                gatys.step();
            }
            int arrays = manager.getManagedArrays().size();
            for (int iteration = 0; iteration < 300; iteration++) {
                gatys.step();
            }
            assertThat(manager.getManagedArrays().size()).isLessThanOrEqualTo(arrays);
        }
    }

    @ParameterizedTest
    @EnumSource(GatysPlan.Method.class)
    void closedPaintingLeavesNothingBehind(GatysPlan.Method method) {
        int arrays = manager.getManagedArrays().size();
        try (Gatys gatys = start(method)) {
            gatys.step();
            assertThat(manager.getManagedArrays().size()).isGreaterThan(arrays);
        }
        assertThat(manager.getManagedArrays().size()).isEqualTo(arrays);
    }

    @ParameterizedTest
    @EnumSource(GatysPlan.Method.class)
    void greyPaintingIsOneWhoseColoursAreAllGrey(GatysPlan.Method method) {
        NDArray grey = Luminance.of(photo);
        try (Gatys gatys = new Gatys(judge, plan(method), grey, grey)) {
            float first = gatys.losses().total();
            for (int iteration = 0; iteration < 10; iteration++) {
                gatys.step();
            }
            assertThat(gatys.pixels().getShape()).isEqualTo(new Shape(1, 1, 32, 32));
            assertThat(gatys.bestLosses().total()).isLessThan(first);
            NDArray shown = Gatys.coloured(gatys.pixels());
            assertThat(judge.compare(shown, judge.content(Gatys.coloured(grey))).losses())
                    .isEqualTo(gatys.losses());
        }
    }

    @Test
    void noiseIsTheSameForASeedAndOfMeanMiddleGrey() {
        Shape shape = new Shape(1, 3, 50, 40);
        float[] noise = Gatys.noise(shape, 7, manager).toFloatArray();
        assertThat(Gatys.noise(shape, 7, manager).toFloatArray()).isEqualTo(noise);
        assertThat(Gatys.noise(shape, 8, manager).toFloatArray()).isNotEqualTo(noise);

        double sum = 0;
        double squares = 0;
        for (float value : noise) {
            sum += value;
            squares += (value - 127.5) * (value - 127.5);
        }
        // Four standard errors: of a mean 50 / sqrt(6000), of a deviation 50 / sqrt(12000).
        assertThat(sum / noise.length).isCloseTo(127.5, within(2.6));
        assertThat(Math.sqrt(squares / noise.length)).isCloseTo(50, within(1.8));
    }

    @ParameterizedTest
    @EnumSource(GatysPlan.Method.class)
    void weightsBeyondTheRangeOfNumbersAreRefusedInOneSentence(GatysPlan.Method method) {
        Objective objective = Objective.DEFAULT.withStyle(1e39).withStyleSize(36); // above 3.4e38
        PerceptualLoss infinite = new PerceptualLoss(vgg, objective, grams);
        assertThatThrownBy(() -> new Gatys(infinite, plan(method), photo, photo))
                .isInstanceOf(ModelException.class)
                .hasMessage("the loss is Infinity at iteration 0 already; choose smaller weights");
    }
}
