package org.brushstream.trainer.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Map;
import org.brushstream.trainer.Golden;
import org.brushstream.trainer.script.Precision;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TransformerNetTest {
    private static final TransformerNet NET = new TransformerNet(1.0 / 16);

    private final NDManager manager = NDManager.newBaseManager();

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void paintsLikeTheSameNetInPyTorch() {
        Map<String, NDArray> golden = Golden.arrays("transformer_net.npz", manager);
        NDArray expected = Golden.array(golden, "painted"); // -31..283

        NDArray painted = paint(golden, Precision.FLOAT32);
        assertThat(painted.getShape()).isEqualTo(new Shape(1, 3, 40, 48)); // of a photo of 37 rows, 45 columns
        // Sixteen layers of float sums in another order: some 1e-6 of the range, with a margin.
        assertThat(Golden.largestDifference(painted.toFloatArray(), expected.toFloatArray()))
                .isLessThan(2e-3f);
    }

    @Test
    void paintsNearlyTheSameInSixteenBits() {
        Map<String, NDArray> golden = Golden.arrays("transformer_net.npz", manager);
        NDArray expected = paint(golden, Precision.FLOAT32);
        NDArray error = paint(golden, Precision.BFLOAT16).sub(expected);

        // Eight bits of mantissa are 0.2 % a value; sixteen layers and five sums let it grow to some percent.
        double deviation = rms(expected.sub(expected.mean()));
        assertThat(rms(error) / deviation).isBetween(1e-4, 0.05);
    }

    private NDArray paint(Map<String, NDArray> golden, Precision precision) {
        try (CompiledNet net = new CompiledNet(NET, precision)) {
            return net.paint(Golden.array(golden, "photo"), Weights.of(NET, golden));
        }
    }

    private static double rms(NDArray array) {
        return Math.sqrt(array.square().mean().getFloat());
    }

    @ParameterizedTest
    @CsvSource({"16, 16, 16, 16", "17, 18, 20, 20", "19, 20, 20, 20", "33, 21, 36, 24"})
    void sizesAreRoundedUpToMultiplesOfFour(int height, int width, int paintedHeight, int paintedWidth) {
        try (CompiledNet net = new CompiledNet(NET, Precision.FLOAT32)) {
            NDArray painted = net.paint(manager.ones(new Shape(2, 3, height, width)), Weights.initial(NET, manager, 1));
            assertThat(painted.getShape()).isEqualTo(new Shape(2, 3, paintedHeight, paintedWidth));
        }
    }

    @Test
    void hasTheConvolutionsOfThePaper() {
        // Johnson et al., supplementary material, table 1: the transposed convolutions have become up1 and up2.
        assertThat(new TransformerNet(1).convolutions())
                .extracting(c -> "%s %dx%dx%d /%d".formatted(c.name(), c.outputs(), c.kernel(), c.kernel(), c.stride()))
                .containsExactly(
                        "stem 32x9x9 /1",
                        "down1 64x3x3 /2",
                        "down2 128x3x3 /2",
                        "residual1.a 128x3x3 /1",
                        "residual1.b 128x3x3 /1",
                        "residual2.a 128x3x3 /1",
                        "residual2.b 128x3x3 /1",
                        "residual3.a 128x3x3 /1",
                        "residual3.b 128x3x3 /1",
                        "residual4.a 128x3x3 /1",
                        "residual4.b 128x3x3 /1",
                        "residual5.a 128x3x3 /1",
                        "residual5.b 128x3x3 /1",
                        "up1 64x3x3 /1",
                        "up2 32x3x3 /1",
                        "head 3x9x9 /1");
    }

    @Test
    void widthMultipliesInnerChannelsOnly() {
        assertThat(new TransformerNet(0.5).convolutions())
                .extracting(Convolution::outputs)
                .containsExactly(16, 32, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 32, 16, 3);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 0.03, 4.1, Double.NaN})
    void impossibleWidthsAreRefused(double width) {
        assertThatThrownBy(() -> new TransformerNet(width))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("width multiplier must lie between 1/32 and 4, not " + width);
    }
}
