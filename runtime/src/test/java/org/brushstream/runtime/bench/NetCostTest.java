package org.brushstream.runtime.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.brushstream.runtime.model.TinyOnnx.DYNAMIC;
import static org.brushstream.runtime.model.TinyOnnx.FLOAT;
import static org.brushstream.runtime.model.TinyOnnx.ints;
import static org.brushstream.runtime.model.TinyOnnx.number;

import java.util.List;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.runtime.model.StyleModel;
import org.brushstream.runtime.model.TinyOnnx;
import org.junit.jupiter.api.Test;

/** Products counted by hand. */
final class NetCostTest {
    private static final FrameSize SIZE = new FrameSize(12, 8);

    @Test
    void convolutionIsCountedForEveryValueItGives() {
        // 6x4 pixels of 2 channels, each of 3 channels times 3x3: 24 * 2 * 27 = 1296
        TinyOnnx net = TinyOnnx.floats(DYNAMIC, DYNAMIC)
                .floats("w", List.of(2L, 3L, 3L, 3L), new float[54])
                .node("Conv", List.of("input", "w"), "small", ints("strides", 2, 2), ints("pads", 1, 1, 1, 1))
                // 12x8 pixels of 3 channels again: 24 inputs of 2 channels, each times 3 channels of 2x2: 24 * 2 * 12 =
                // 576
                .floats("v", List.of(2L, 3L, 2L, 2L), new float[24])
                .node("ConvTranspose", List.of("small", "v"), "output", ints("strides", 2, 2));

        assertThat(count(net)).isEqualTo(new NetCost(1296 + 576, 0, false));
    }

    @Test
    void groupsHaveFewerProducts() {
        // 12x8 pixels of 3 channels, each of its own channel times 3x3: 96 * 3 * 9 = 2592
        TinyOnnx net = TinyOnnx.floats(DYNAMIC, DYNAMIC)
                .floats("w", List.of(3L, 1L, 3L, 3L), new float[27])
                .node("Conv", List.of("input", "w"), "output", number("group", 3), ints("pads", 1, 1, 1, 1));

        assertThat(count(net)).isEqualTo(new NetCost(2592, 0, false));
    }

    @Test
    void matrixProductIsCountedOverItsInnerSide() {
        // {1, 3, 8, 12} times {12, 12}: 3 * 8 * 12 values of 12 products each: 3456
        TinyOnnx net = TinyOnnx.floats(DYNAMIC, DYNAMIC)
                .floats("w", List.of(12L, 12L), new float[144])
                .node("MatMul", List.of("input", "w"), "output");

        assertThat(count(net)).isEqualTo(new NetCost(3456, 0, false));
    }

    @Test
    void gemmIsCountedWhicheverWayItsFactorsLie() {
        // {2, 5} transposed times {2, 7}: 5 * 7 values of 2 products each: 70
        TinyOnnx net = TinyOnnx.floats(DYNAMIC, DYNAMIC)
                .floats("a", List.of(2L, 5L), new float[10])
                .floats("b", List.of(2L, 7L), new float[14])
                .node("Gemm", List.of("a", "b"), "product", number("transA", 1))
                .node("ReduceSum", List.of("product"), "sum", number("keepdims", 0))
                .node("Add", List.of("input", "sum"), "output");

        assertThat(count(net)).isEqualTo(new NetCost(70, 0, false));
    }

    @Test
    void convolutionBetweenDequantizedTensorsIsOneOfBytes() {
        // 12x8 pixels of 3 channels, each of 3 channels times 1x1: 96 * 3 * 3 = 864
        TinyOnnx net = TinyOnnx.floats(DYNAMIC, DYNAMIC)
                .floats("scale", List.of(), 1)
                .floats("w", List.of(3L, 3L, 1L, 1L), new float[9])
                .node("QuantizeLinear", List.of("input", "scale"), "q")
                .node("DequantizeLinear", List.of("q", "scale"), "x")
                .node("QuantizeLinear", List.of("w", "scale"), "qw")
                .node("DequantizeLinear", List.of("qw", "scale"), "dw")
                .node("Conv", List.of("x", "dw"), "output");

        assertThat(count(net)).isEqualTo(new NetCost(0, 864, false));
    }

    @Test
    void quantisedConvolutionIsOneOfBytes() {
        // 12x8 pixels of 3 channels, each of 3 channels times 3x3: 96 * 3 * 27 = 7776
        TinyOnnx net = TinyOnnx.floats(DYNAMIC, DYNAMIC)
                .floats("scale", List.of(), 1)
                .floats("zero", List.of(), 0)
                .floats("w", List.of(3L, 3L, 3L, 3L), new float[81])
                .node("QuantizeLinear", List.of("zero", "scale"), "z")
                .node("QuantizeLinear", List.of("input", "scale"), "q")
                .node("QuantizeLinear", List.of("w", "scale"), "qw")
                .node(
                        "QLinearConv",
                        List.of("q", "scale", "z", "qw", "scale", "z", "scale", "z"),
                        "qy",
                        ints("pads", 1, 1, 1, 1))
                .node("DequantizeLinear", List.of("qy", "scale"), "output");

        assertThat(count(net)).isEqualTo(new NetCost(0, 7776, false));
    }

    @Test
    void framesArePaddedToWhatANetTakesBeforeItsProductsAreCounted() {
        // Without a card multiples of 4 are taken: 9x7 becomes 12x8.
        TinyOnnx net = TinyOnnx.floats(DYNAMIC, DYNAMIC)
                .floats("w", List.of(3L, 3L, 1L, 1L), new float[9])
                .node("Conv", List.of("input", "w"), "output");

        assertThat(NetCost.of(StyleModel.of("tiny", "test", net.build()), new FrameSize(9, 7)))
                .isEqualTo(new NetCost(864, 0, false));
    }

    @Test
    void netThatTakesBytesSaysSo() {
        assertThat(NetCost.of(StyleModel.of("identity", "test", TinyOnnx.identity()), SIZE))
                .isEqualTo(new NetCost(0, 0, true));
    }

    @Test
    void gmacAndShareOfThePeakFollowFromTheProducts() {
        NetCost net = new NetCost(3_000_000_000L, 40_000_000_000L, true);
        PeakSpeed peak = new PeakSpeed(300, 2_000);

        assertThat(net.gmac()).isEqualTo(43);
        // 6 / 300 s and 80 / 2000 s are 20 and 40 ms
        assertThat(peak.share(net, 120)).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void netThatCannotRunIsNamed() {
        TinyOnnx net = TinyOnnx.floats(DYNAMIC, DYNAMIC)
                .input("second", FLOAT, 1, 3, 5, 5)
                .node("Concat", List.of("input", "second"), "output", number("axis", 1));

        assertThatThrownBy(() -> count(net))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("the multiplications of model 'tiny' (test) at 12x8 cannot be counted");
    }

    private static NetCost count(TinyOnnx net) {
        return NetCost.of(StyleModel.of("tiny", "test", net.build()), SIZE);
    }
}
