package org.brushstream.trainer.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.trainer.Golden;
import org.brushstream.trainer.picture.Pictures;
import org.brushstream.trainer.script.Precision;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PerceptualLossTest {
    private final NDManager manager = NDManager.newBaseManager();
    private final VggFeatures vgg = VggFeatures.open(Golden.path("tiny_vgg.safetensors"), Precision.FLOAT32, manager);
    private final NDArray style = Pictures.read(Golden.path("style.png"), 36, manager); // its own size
    private final StyleGrams grams = new StyleGrams(vgg, Objective.DEFAULT.styleLayers(), style);
    private final PerceptualLoss loss = new PerceptualLoss(vgg, Objective.DEFAULT, grams);

    @AfterEach
    void close() {
        grams.close();
        vgg.close();
        manager.close();
    }

    @Test
    void termsAndGradientAreThoseOfPlainPyTorch() {
        Map<String, NDArray> golden = Golden.arrays("perceptual.npz", manager);
        NDArray painted = Golden.array(golden, "painted");
        painted.setRequiresGradient(true);
        PerceptualLoss.Terms terms;
        try (GradientCollector tape = Engine.getInstance().newGradientCollector()) {
            terms = loss.compare(painted, loss.content(photos()));
            tape.backward(terms.total());
        }

        // Both calculate in 32 bits, with sums in another order.
        float[] expected = Golden.array(golden, "terms").toFloatArray();
        Percentage close = Percentage.withPercentage(0.01);
        assertThat(terms.content().getFloat()).isCloseTo(expected[0], close);
        assertThat(terms.style().getFloat()).isCloseTo(expected[1], close);
        assertThat(loss.style(painted).getFloat()).isCloseTo(expected[1], close);
        assertThat(terms.variation().getFloat()).isCloseTo(expected[2], close);
        assertThat(terms.total().getFloat()).isCloseTo(expected[3], close);
        float[] gradient = Golden.array(golden, "gradient").toFloatArray(); // around 4e-4
        assertThat(Golden.largestDifference(painted.getGradient().toFloatArray(), gradient))
                .isLessThan(1e-6f);
    }

    @Test
    void eachPictureIsJudgedByItsOwnStyleAsInPlainPyTorch() {
        Map<String, NDArray> golden = Golden.arrays("perceptual.npz", manager);
        NDArray painted = Golden.array(golden, "many");
        painted.setRequiresGradient(true);
        NDArray other = style.flip(2).neg().add(255);
        try (StyleGrams otherGrams = new StyleGrams(vgg, Objective.DEFAULT.styleLayers(), other)) {
            PerceptualLoss many = new PerceptualLoss(
                    vgg,
                    Objective.DEFAULT,
                    List.of(StyleTarget.photo(), new StyleTarget(otherGrams, 2.5), new StyleTarget(grams, 4)));
            NDArray photos = NDArrays.concat(new NDList(photos(), photos().get(new NDIndex(":1"))));
            PerceptualLoss.Terms terms;
            try (GradientCollector tape = Engine.getInstance().newGradientCollector()) {
                terms = many.compare(painted, many.content(photos), new int[] {2, 0, 1});
                tape.backward(terms.total());
            }

            Losses losses = terms.losses();
            float[] found = {losses.content(), losses.style(), losses.variation(), losses.reproduction(), losses.total()
            };
            float[] expected = Golden.array(golden, "many_terms").toFloatArray();
            assertThat(found).containsExactly(expected, within(1e-4f)); // 32 bits, sums in another order
            float[] gradient = Golden.array(golden, "many_gradient").toFloatArray(); // around 3e-4
            assertThat(Golden.largestDifference(painted.getGradient().toFloatArray(), gradient))
                    .isLessThan(1e-6f);
            assertThat(many.distances(photos)[0]).isZero();
            assertThat(many.distances(style)[2]).isZero();
            assertThat(many.distances(style)[1])
                    .isEqualTo(many.distances(style)[1])
                    .isPositive();
        }
    }

    @Test
    void gradientDoesNotDependOnWhenGarbageIsCollected() throws InterruptedException {
        Map<String, NDArray> golden = Golden.arrays("perceptual.npz", manager);
        NDArray painted = Golden.array(golden, "painted");
        painted.setRequiresGradient(true);
        PerceptualLoss.Content content = loss.content(photos());
        try (GradientCollector tape = Engine.getInstance().newGradientCollector()) {
            PerceptualLoss.Terms terms = loss.compare(painted, content);
            reuseWhatIsGarbage();
            tape.backward(terms.total());
        }
        float[] gradient = Golden.array(golden, "gradient").toFloatArray();
        assertThat(Golden.largestDifference(painted.getGradient().toFloatArray(), gradient))
                .isLessThan(1e-6f); // as above
    }

    /** Numbers that DJL gave up to the garbage collector become NaN. */
    private static void reuseWhatIsGarbage() throws InterruptedException {
        for (int round = 0; round < 3; round++) {
            System.gc();
            Thread.sleep(20); // buffers are freed by another thread
            for (int i = 0; i < 1000; i++) {
                ByteBuffer.allocateDirect(Float.BYTES).putFloat(0, Float.NaN);
            }
        }
    }

    @Test
    void photoItselfHasNoContentLossAndStylePictureNoStyleLoss() {
        NDArray photos = photos();
        PerceptualLoss.Terms ofPhotos = loss.compare(photos, loss.content(photos));
        assertThat(ofPhotos.content().getFloat()).isZero();
        assertThat(ofPhotos.style().getFloat()).isGreaterThan(0.01f);

        PerceptualLoss.Terms ofStyle = loss.compare(style, loss.content(style.mul(0.5f)));
        assertThat(ofStyle.style().getFloat()).isZero();
        assertThat(ofStyle.content().getFloat()).isGreaterThan(0.01f);
    }

    @Test
    void variationOfThreeByThreePixelsMatchesHandCalculation() {
        // Each channel 0 1 3 / 0 1 3 / 6 7 9: across 1 + 2 in every row, down 0 and 6 in every column.
        float[] channel = {0, 1, 3, 0, 1, 3, 6, 7, 9};
        NDArray plane = manager.create(channel, new Shape(1, 1, 3, 3));
        NDArray picture = NDArrays.concat(new NDList(plane, plane, plane), 1);
        float byHand = (1.5f + 3f) / 255; // mean of 1 and 2, mean of 0 and 6

        // Three pixels are too few for deeper layers.
        Objective shallow = new Objective(Vgg.VGG19, 1, 1, 1, List.of("relu1_1"), List.of("relu1_1"), 36);
        try (StyleGrams shallowGrams = new StyleGrams(vgg, shallow.styleLayers(), style)) {
            PerceptualLoss shallowLoss = new PerceptualLoss(vgg, shallow, shallowGrams);
            PerceptualLoss.Terms terms = shallowLoss.compare(picture, shallowLoss.content(picture));
            assertThat(terms.variation().getFloat()).isCloseTo(byHand, within(1e-7f));
        }
    }

    @Test
    void judgingLeavesNothingBehindInLongLivedMemory() {
        PerceptualLoss.Content content = loss.content(photos());
        int before = manager.getManagedArrays().size();
        try (NDManager scope = manager.newSubManager()) {
            loss.compare(scope.zeros(new Shape(2, 3, 32, 32)), content).losses();
        }
        assertThat(manager.getManagedArrays().size()).isEqualTo(before); // those of all managers below it too
    }

    @Test
    void blackPhotoDoesNotDivideByZero() {
        NDArray black = manager.zeros(new Shape(1, 3, 32, 32));
        assertThat(loss.compare(black, loss.content(black)).total().getFloat()).isFinite();
    }

    @Test
    void totalWeighsTheTerms() {
        Objective objective = new Objective(Vgg.VGG19, 3, 0, 7, List.of("relu1_1", "relu2_1"), List.of("relu1_1"), 36);
        try (StyleGrams weightedGrams = new StyleGrams(vgg, objective.styleLayers(), style)) {
            PerceptualLoss weighted = new PerceptualLoss(vgg, objective, weightedGrams);
            NDArray photos = photos();
            PerceptualLoss.Terms terms = weighted.compare(photos.mul(0.8f), weighted.content(photos));
            float byHand =
                    3 * terms.content().getFloat() + 7 * terms.variation().getFloat();

            assertThat(terms.content().getFloat()).isPositive();
            assertThat(terms.total().getFloat()).isCloseTo(byHand, Percentage.withPercentage(0.001));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"relu6_1", "relu1_3", "conv1_1", ""})
    void unknownLayersAreRefusedWithTheListOfThoseThatExist(String layer) {
        assertThatThrownBy(() -> new Objective(Vgg.VGG19, 1, 1, 1, List.of(layer), List.of("relu1_1"), 384))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("VGG-19 has no layer " + layer)
                .hasMessageContaining("relu1_1, relu1_2, relu2_1");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
    void impossibleLossWeightsAreRefused(double weight) {
        assertThatThrownBy(() -> new Objective(Vgg.VGG19, weight, 1, 1, List.of("relu1_1"), List.of("relu1_1"), 384))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Double.toString(weight));
    }

    private NDArray photos() {
        return NDArrays.concat(new NDList(
                Pictures.read(Golden.path("photos/a.png"), 32, manager),
                Pictures.read(Golden.path("photos/b.png"), 32, manager)));
    }
}
