package org.brushstream.trainer.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.brushstream.trainer.Golden;
import org.brushstream.trainer.picture.Pictures;
import org.brushstream.trainer.script.Precision;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StyleGramsTest {
    private static final List<String> LAYERS = List.of("relu1_1", "relu3_1");

    private final NDManager manager = NDManager.newBaseManager();
    private final VggFeatures vgg = VggFeatures.open(Golden.path("tiny_vgg.safetensors"), Precision.FLOAT32, manager);
    private final NDArray a = Pictures.read(Golden.path("photos/a.png"), 32, manager);
    private final NDArray b = Pictures.read(Golden.path("style.png"), 36, manager);

    @AfterEach
    void close() {
        vgg.close();
        manager.close();
    }

    @Test
    void meanWeighsThePicturesByTheRatioOfTheirWeights() {
        try (StyleGrams mixed = new StyleGrams(vgg, LAYERS, List.of(a, b), List.of(3.0, 1.0))) {
            for (String layer : LAYERS) {
                double[] gramA = gram(a, layer);
                double[] gramB = gram(b, layer);
                float[] mean = mixed.mean(layer).toFloatArray();
                double fromA = 0;
                double fromB = 0;
                double norm = 0;
                for (int i = 0; i < mean.length; i++) {
                    double byHand = (3 * gramA[i] + gramB[i]) / 4;
                    assertThat((double) mean[i]).isCloseTo(byHand, within(1e-5 * Math.abs(byHand) + 1e-6));
                    fromA += Math.pow(gramA[i] - byHand, 2);
                    fromB += Math.pow(gramB[i] - byHand, 2);
                    norm += byHand * byHand;
                }
                List<Map<String, Double>> distances = mixed.distances();
                assertThat(of(distances.get(0), layer)).isCloseTo(Math.sqrt(fromA / norm), within(1e-5));
                assertThat(of(distances.get(1), layer)).isCloseTo(Math.sqrt(fromB / norm), within(1e-5));
                // G_b - mean = -3 (G_a - mean): three times the weight keeps a three times as near.
                assertThat(of(distances.get(1), layer) / of(distances.get(0), layer))
                        .isCloseTo(3, within(1e-3));
            }
        }
    }

    private double[] gram(NDArray picture, String layer) {
        float[] gram = Gram.matrix(
                        Objects.requireNonNull(vgg.of(picture, List.of(layer)).get(layer)))
                .toFloatArray();
        double[] values = new double[gram.length];
        for (int i = 0; i < gram.length; i++) {
            values[i] = gram[i];
        }
        return values;
    }

    private static double of(Map<String, Double> distances, String layer) {
        return Objects.requireNonNull(distances.get(layer), layer);
    }

    @Test
    void onePictureAloneIsItsOwnMean() {
        try (StyleGrams alone = new StyleGrams(vgg, LAYERS, a)) {
            assertThat(alone.distances()).containsExactly(Map.of("relu1_1", 0.0, "relu3_1", 0.0));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void impossibleWeightsAreRefused(double weight) {
        assertThatThrownBy(() -> new StyleGrams(vgg, LAYERS, List.of(a, b), List.of(1.0, weight)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("above 0, not " + weight);
    }

    @Test
    void everyPictureNeedsAWeight() {
        assertThatThrownBy(() -> new StyleGrams(vgg, LAYERS, List.of(a, b), List.of(1.0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 style pictures have 1 weights");
    }
}
