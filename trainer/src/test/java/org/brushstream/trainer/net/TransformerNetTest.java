package org.brushstream.trainer.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.List;
import java.util.Map;
import org.brushstream.trainer.Golden;
import org.brushstream.trainer.StyledGolden;
import org.brushstream.trainer.script.Precision;
import org.brushstream.trainer.script.Scalar;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
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
        assertThat(painted.getShape()).isEqualTo(new Shape(1, 3, 36, 44));
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
            return net.paint(Golden.array(golden, "photo"), ones(1), Weights.of(NET, golden));
        }
    }

    /** As many pictures in the only style there is. */
    private NDArray ones(int pictures) {
        return manager.ones(new Shape(pictures, 1));
    }

    @ParameterizedTest
    @MethodSource("org.brushstream.trainer.StyledGolden#kinds")
    void paintsMixedStylesLikeTheSameNetInPyTorch(Stem stem, Norm norm) {
        StyledGolden golden = new StyledGolden(stem, norm, manager);
        float[] expected = golden.array("painted").toFloatArray();

        try (CompiledNet net = new CompiledNet(golden.net(), Precision.FLOAT32)) {
            NDArray painted = net.paint(golden.photos(), golden.styleWeights(), golden.weights());
            assertThat(painted.getShape()).isEqualTo(new Shape(2, 3, 24, 32));
            assertThat(Golden.largestDifference(painted.toFloatArray(), expected))
                    .isLessThan(golden.tolerance());
        }
    }

    @ParameterizedTest
    @MethodSource("org.brushstream.trainer.StyledGolden#kinds")
    void paintsMixedStylesNearlyTheSameInSixteenBits(Stem stem, Norm norm) {
        StyledGolden golden = new StyledGolden(stem, norm, manager);
        NDArray expected = golden.array("painted");

        try (CompiledNet net = new CompiledNet(golden.net(), Precision.BFLOAT16)) {
            NDArray error = net.paint(golden.photos(), golden.styleWeights(), golden.weights())
                    .sub(expected);
            assertThat(rms(error) / rms(expected.sub(expected.mean()))).isBetween(1e-4, 0.05); // as above
        }
    }

    @ParameterizedTest
    @MethodSource("org.brushstream.trainer.StyledGolden#kinds")
    void gradientsOfMixedStylesAreThoseOfPyTorch(Stem stem, Norm norm) {
        StyledGolden golden = new StyledGolden(stem, norm, manager);
        Weights weights = gradientsOfBrightness(golden, golden.styleWeights());

        Map<String, NDArray> expected = Golden.startingWith("gradient.", golden.arrays());
        // Three tensors of stem and middle, the shortcut and the head; three of each upsampled one.
        assertThat(expected).hasSize(8 + (stem == Stem.FULL ? 6 : stem == Stem.COARSE ? 0 : 3));
        expected.forEach((name, gradient) -> {
            float[] found = weights.get(name).getGradient().toFloatArray();
            float largest = gradient.abs().max().getFloat();
            // Sixteen layers there and back again, in float sums of another order.
            assertThat(Golden.largestDifference(found, gradient.toFloatArray()) / largest)
                    .as(name)
                    .isLessThan(1e-3f);
        });
    }

    @Test
    void styleThatIsNotPaintedWithLearnsNothing() {
        StyledGolden golden = new StyledGolden(Stem.FULL, Norm.INSTANCE, manager);
        Weights weights = gradientsOfBrightness(golden, manager.create(new float[][] {{0, 1, 0}, {0, 1, 0}}));

        weights.byName().forEach((name, tensor) -> {
            if (name.contains(".norm.")) {
                NDArray gradient = tensor.getGradient(); // {3, C}
                assertThat(gradient.get(0).toFloatArray()).as(name).containsOnly(0);
                assertThat(gradient.get(1).abs().sum().getFloat()).as(name).isGreaterThan(0);
                assertThat(gradient.get(2).toFloatArray()).as(name).containsOnly(0);
            }
        });
    }

    /** The golden weights, with the gradients of the mean of (painted / 255)^2. */
    private static Weights gradientsOfBrightness(StyledGolden golden, NDArray styleWeights) {
        Weights weights = golden.weights();
        weights.byName().values().forEach(tensor -> tensor.setRequiresGradient(true));
        try (CompiledNet net = new CompiledNet(golden.net(), Precision.FLOAT32);
                GradientCollector tape = Engine.getInstance().newGradientCollector()) {
            NDArray painted = net.paint(golden.photos(), styleWeights, weights);
            tape.backward(Scalar.times(painted, 1 / 255.0).square().mean());
        }
        return weights;
    }

    @Test
    void picturesAndStyleWeightsThatDoNotFitAreRefused() {
        StyledGolden golden = new StyledGolden(Stem.QUARTER, Norm.INSTANCE, manager);
        try (CompiledNet net = new CompiledNet(golden.net(), Precision.FLOAT32)) {
            NDArray odd = manager.ones(new Shape(2, 3, 24, 34));
            assertThatThrownBy(() -> net.paint(odd, golden.styleWeights(), golden.weights()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("nets take multiples of 4 pixels, not (2, 3, 24, 34)");
            assertThatThrownBy(() -> net.paint(golden.photos(), ones(2), golden.weights()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("photos (2, 3, 24, 32) painted in 3 styles need a weight for each, not (2, 1)");
        }
    }

    private static double rms(NDArray array) {
        return Math.sqrt(array.square().mean().getFloat());
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
    void coarseStemsBeginWithBlocksOfPixelsAndEndInSuch() {
        assertThat(ends(new TransformerNet(1, Stem.HALF, 1)))
                .containsExactly(
                        "stem 12>64 k5 /1 x1", "down1 64>128 k3 /2 x1", "up1 128>64 k3 /1 x2", "head 64>3 k5 /1 x2");
        assertThat(ends(new TransformerNet(1, Stem.QUARTER, 1)))
                .containsExactly("stem 48>128 k3 /1 x1", "up1 128>64 k3 /1 x2", "head 64>3 k5 /1 x2");
        assertThat(ends(new TransformerNet(1, Stem.COARSE, 1)))
                .containsExactly("stem 48>128 k3 /1 x1", "head 128>3 k9 /1 x4");
    }

    @Test
    void kernelOverRepeatedPixelsIsSummedByHand() {
        Convolution doubled = new Convolution("up", 1, 1, 3, 1, 2, 1, Norm.STATIC, true);
        float[] learned = {
            1, 2, 4,
            8, 16, 32,
            64, 128, 256
        };
        // The upper left of four pixels sees its own small pixel in the four taps below and right of the middle.
        assertThat(doubled.subpixel(learned))
                .containsExactly(
                        1, 6, 0, 72, 432, 0, 0, 0, 0, // upper left: rows 1 | 8 + 64, columns left | middle + right
                        0, 3, 4, 0, 216, 288, 0, 0, 0, // upper right
                        0, 0, 0, 9, 54, 0, 64, 384, 0, // lower left
                        0, 0, 0, 0, 27, 36, 0, 192, 256); // lower right
    }

    @Test
    void kernelThatReachesBeyondTheNextPixelIsRefused() {
        assertThatThrownBy(() -> new Convolution("up", 1, 1, 7, 1, 2, 1, Norm.STATIC, true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a kernel of 7 reaches further than one pixel beyond blocks of 2");
    }

    /** All convolutions but those of the residual blocks. */
    private static List<String> ends(TransformerNet net) {
        return net.convolutions().stream()
                .filter(c -> !c.name().startsWith("residual"))
                .map(c -> "%s %d>%d k%d /%d x%d"
                        .formatted(c.name(), c.inputs(), c.outputs(), c.kernel(), c.stride(), c.block()))
                .toList();
    }

    @Test
    void descriptionNamesWhatIsUnlikeThePaper() {
        assertThat(new TransformerNet(0.5).description())
                .isEqualTo("Johnson transformer net, instance norm, nearest upsampling, width 0.5");
        assertThat(new TransformerNet(0.5, Stem.HALF, 9).description())
                .isEqualTo("Johnson transformer net, conditional instance norm for 9 styles, nearest upsampling,"
                        + " half stem, width 0.5");
        assertThat(new TransformerNet(0.5, Stem.COARSE, Norm.STATIC, 1).description())
                .isEqualTo("Johnson transformer net, static norm, nearest upsampling, coarse stem, width 0.5");
    }

    @Test
    void netWithoutStylesIsRefused() {
        assertThatThrownBy(() -> new TransformerNet(1, Stem.FULL, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a net knows 1 to 1024 styles, not 0");
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
