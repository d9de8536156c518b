package org.brushstream.trainer.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class WeightsTest {
    private static final TransformerNet NET = new TransformerNet(0.25);

    private final NDManager manager = NDManager.newBaseManager();

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void sameSeedGivesSameWeightsAndAnotherSeedOthers() {
        float[] first = Weights.initial(NET, manager, 5).get("stem.weight").toFloatArray();
        assertThat(Weights.initial(NET, manager, 5).get("stem.weight").toFloatArray())
                .isEqualTo(first);
        assertThat(Weights.initial(NET, manager, 6).get("stem.weight").toFloatArray())
                .isNotEqualTo(first);
    }

    @Test
    void freshConvolutionsAreUniformWithinTorchsBound() {
        NDArray weight = Weights.initial(NET, manager, 1).get("residual1.a.weight"); // 32 x 32 x 3 x 3
        float bound = (float) (1 / Math.sqrt(32 * 9));

        assertThat(weight.abs().max().getFloat()).isBetween(0.99f * bound, bound);
        assertThat(weight.mean().getFloat()).isCloseTo(0, within(0.02f * bound)); // 9,216 values: 3 deviations
        assertThat(weight.square().mean().getFloat()).isCloseTo(bound * bound / 3, within(0.05f * bound * bound));
    }

    @Test
    void freshNormsDoNothingAndBiasesAreZero() {
        Weights weights = Weights.initial(NET, manager, 1);
        assertThat(weights.get("up1.norm.weight").toFloatArray()).hasSize(16).containsOnly(1);
        assertThat(weights.get("up1.norm.bias").toFloatArray()).hasSize(16).containsOnly(0);
        assertThat(weights.get("head.bias").toFloatArray()).containsExactly(0, 0, 0);
    }

    @Test
    void freshConvolutionsOfStaticNetsKeepTheirInputsVariance() {
        Weights weights = Weights.initial(new TransformerNet(0.25, Stem.QUARTER, Norm.STATIC, 2), manager, 1);
        float variance = 2f / (32 * 9); // He et al. 2015, equation 10
        NDArray weight = weights.get("residual1.a.weight"); // 32 x 32 x 3 x 3
        assertThat(weight.mean().getFloat()).isCloseTo(0, within(0.002f)); // 9,216 values: 2 deviations
        assertThat(weight.square().mean().getFloat()).isCloseTo(variance, within(0.05f * variance));
        assertThat(weights.get("head.weight").square().mean().getFloat()) // 16 channels, 5 x 5, a tenth
                .isCloseTo(0.01f * 2 / (16 * 25), within(0.1f * 0.01f * 2 / (16 * 25)));
        assertThat(weights.get("up1.norm.weight").toFloatArray()).containsOnly(1);
        assertThat(weights.get("residual5.a.norm.weight").toFloatArray()).containsOnly(1);
        assertThat(weights.get("residual5.b.norm.weight").toFloatArray()).containsOnly(0.3f);
        assertThat(weights.get("residual5.b.norm.bias").toFloatArray()).containsOnly(0);
    }

    @Test
    void freshStylesAreAllAlikeAndConvolutionsShared() {
        Weights weights = Weights.initial(new TransformerNet(0.25, Stem.FULL, 3), manager, 1);
        assertThat(weights.get("up1.norm.weight").getShape()).isEqualTo(new Shape(3, 16));
        assertThat(weights.get("up1.norm.weight").toFloatArray()).containsOnly(1);
        assertThat(weights.get("up1.norm.bias").getShape()).isEqualTo(new Shape(3, 16));
        assertThat(weights.get("up1.weight").getShape()).isEqualTo(new Shape(16, 32, 3, 3));
        assertThat(weights.get("up1.weight").toFloatArray())
                .isEqualTo(Weights.initial(NET, manager, 1).get("up1.weight").toFloatArray());
    }

    @Test
    void oneStyleMoreCostsTwoNumbersAChannel() {
        // By hand: 1,674,435 numbers in convolutions; 32 + 64 + 128 + 10 x 128 + 64 + 32 = 1,600 channels with a scale
        // and a
        // shift each, and three shares of the photo: a style is 0.19 % of a net, as in Dumoulin et al. 2016.
        assertThat(parameters(new TransformerNet(1))).isEqualTo(1_674_435 + 3_203);
        assertThat(parameters(new TransformerNet(1, Stem.FULL, 2))).isEqualTo(1_674_435 + 2 * 3_203);
    }

    private long parameters(TransformerNet net) {
        return Weights.initial(net, manager, 1).byName().values().stream()
                .mapToLong(NDArray::size)
                .sum();
    }

    @Test
    void storedWeightsOfAnotherNetAreRefusedByTensorAndShape() {
        Map<String, NDArray> stored =
                new LinkedHashMap<>(Weights.initial(NET, manager, 1).byName());
        stored.put("down1.weight", manager.zeros(new Shape(8, 8, 3, 3)));
        assertThatThrownBy(() -> Weights.of(NET, stored))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tensor down1.weight should have shape (16, 8, 3, 3) but has (8, 8, 3, 3);"
                        + " was it trained with another width, stem or number of styles?");

        stored.remove("down1.weight");
        assertThatThrownBy(() -> Weights.of(NET, stored)).hasMessageContaining("down1.weight should have shape");
        assertThatThrownBy(() -> Weights.of(NET, stored)).hasMessageContaining("is absent");
    }
}
