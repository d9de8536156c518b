package org.brushstream.runtime.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.brushstream.runtime.model.TinyOnnx.DYNAMIC;
import static org.brushstream.runtime.model.TinyOnnx.FLOAT;
import static org.brushstream.runtime.model.TinyOnnx.UINT8;
import static org.brushstream.runtime.model.TinyOnnx.ints;
import static org.brushstream.runtime.model.TinyOnnx.number;
import static org.brushstream.runtime.model.TinyOnnx.text;

import java.util.List;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.runtime.model.StyleModel;
import org.brushstream.runtime.model.TinyOnnx;
import org.junit.jupiter.api.Test;

/** Products counted by hand. */
final class NetCostTest {
    private static final FrameSize SIZE = new FrameSize(24, 16);

    @Test
    void convolutionIsCountedForEveryValueItGives() {
        // 12x8 pixels of 2 channels, each of 3 channels times 3x3: 96 * 2 * 27 = 5184
        TinyOnnx net = TinyOnnx.floats(DYNAMIC, DYNAMIC)
                .floats("w", List.of(2L, 3L, 3L, 3L), new float[54])
                .node("Conv", List.of("input", "w"), "small", ints("strides", 2, 2), ints("pads", 1, 1, 1, 1))
                // 24x16 pixels of 3 channels again: 96 inputs of 2 channels, each times 3 channels of 2x2:
                // 96 * 2 * 12 = 2304
                .floats("v", List.of(2L, 3L, 2L, 2L), new float[24])
                .node("ConvTranspose", List.of("small", "v"), "output", ints("strides", 2, 2));

        assertThat(count(net)).isEqualTo(new NetCost(5184 + 2304, 0, false));
    }

    @Test
    void groupsHaveFewerProducts() {
        // 24x16 pixels of 3 channels, each of its own channel times 3x3: 384 * 3 * 9 = 10368
        TinyOnnx net = TinyOnnx.floats(DYNAMIC, DYNAMIC)
                .floats("w", List.of(3L, 1L, 3L, 3L), new float[27])
                .node("Conv", List.of("input", "w"), "output", number("group", 3), ints("pads", 1, 1, 1, 1));

        assertThat(count(net)).isEqualTo(new NetCost(10368, 0, false));
    }

    @Test
    void matrixProductIsCountedOverItsInnerSide() {
        // {1, 3, 16, 24} times {24, 24}: 3 * 16 * 24 values of 24 products each: 27648
        TinyOnnx net = TinyOnnx.floats(DYNAMIC, DYNAMIC)
                .floats("w", List.of(24L, 24L), new float[576])
                .node("MatMul", List.of("input", "w"), "output");

        assertThat(count(net)).isEqualTo(new NetCost(27648, 0, false));
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
        // 24x16 pixels of 3 channels, each of 3 channels times 1x1: 384 * 3 * 3 = 3456
        TinyOnnx net = TinyOnnx.floats(DYNAMIC, DYNAMIC)
                .floats("scale", List.of(), 1)
                .floats("w", List.of(3L, 3L, 1L, 1L), new float[9])
                .node("QuantizeLinear", List.of("input", "scale"), "q")
                .node("DequantizeLinear", List.of("q", "scale"), "x")
                .node("QuantizeLinear", List.of("w", "scale"), "qw")
                .node("DequantizeLinear", List.of("qw", "scale"), "dw")
                .node("Conv", List.of("x", "dw"), "output");

        assertThat(count(net)).isEqualTo(new NetCost(0, 3456, false));
    }

    @Test
    void quantisedConvolutionIsOneOfBytes() {
        // 24x16 pixels of 3 channels, each of 3 channels times 3x3: 384 * 3 * 27 = 31104
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

        assertThat(count(net)).isEqualTo(new NetCost(0, 31104, false));
    }

    @Test
    void framesArePaddedToWhatANetTakesBeforeItsProductsAreCounted() {
        // Without a card multiples of 4 are taken, and at least 16: 21x7 becomes 24x16.
        TinyOnnx net = TinyOnnx.floats(DYNAMIC, DYNAMIC)
                .floats("w", List.of(3L, 3L, 1L, 1L), new float[9])
                .node("Conv", List.of("input", "w"), "output");

        assertThat(NetCost.of(StyleModel.of("tiny", "test", net.build()), new FrameSize(21, 7)))
                .isEqualTo(new NetCost(3456, 0, false));
    }

    @Test
    void freeChannelsOfOtherMakersAreThree() {
        // 24x16 pixels, since pads that mirror 8 pixels need more than 8 rows; each of 3 channels times 17x17, 3 times
        TinyOnnx net = new TinyOnnx()
                .input("input", FLOAT, DYNAMIC, DYNAMIC, DYNAMIC, DYNAMIC)
                .output("output", FLOAT, DYNAMIC, DYNAMIC, DYNAMIC, DYNAMIC)
                .floats("w", List.of(3L, 3L, 17L, 17L), new float[9 * 17 * 17])
                .longs("pads", 0, 0, 8, 8, 0, 0, 8, 8)
                .node("Pad", List.of("input", "pads"), "padded", text("mode", "reflect"))
                .node("Conv", List.of("padded", "w"), "output");

        assertThat(NetCost.of(StyleModel.of("other", "test", net.build()), new FrameSize(24, 8)))
                .isEqualTo(new NetCost(384 * 3 * 3 * 17 * 17, 0, false));
    }

    @Test
    void bytesWithFreeChannelsLieSideBySide() {
        TinyOnnx net = new TinyOnnx()
                .input("rgb", UINT8, DYNAMIC, DYNAMIC, DYNAMIC, DYNAMIC)
                .output("painted", FLOAT, DYNAMIC, DYNAMIC, DYNAMIC, DYNAMIC)
                .floats("w", List.of(3L, 5L), new float[15])
                .node("Cast", List.of("rgb"), "floats", number("to", FLOAT))
                .node("MatMul", List.of("floats", "w"), "painted");

        // 24x16 pixels of 5 values, each of 3 products
        assertThat(count(net)).isEqualTo(new NetCost(384 * 5 * 3, 0, true));
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
                .hasMessageStartingWith("the multiplications of model 'tiny' (test) at 24x16 cannot be counted");
    }

    private static NetCost count(TinyOnnx net) {
        return NetCost.of(StyleModel.of("tiny", "test", net.build()), SIZE);
    }
}
