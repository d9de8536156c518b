package org.brushstream.trainer.export;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import org.brushstream.trainer.net.Convolution;
import org.brushstream.trainer.net.Norm;
import org.brushstream.trainer.net.Operators;
import org.brushstream.trainer.net.Weights;

/**
 * Writes a static net of one style down as nodes of an ONNX graph that calculate in bytes: maps of uint8, kernels of int8 with
 * a scale for each output, biases of int32.
 *
 * <p>Every map stands between QuantizeLinear and DequantizeLinear, with ordinary operators in between: a runtime that knows
 * nothing of bytes calculates the same in floats, ONNX Runtime fuses the three to one integer operator (Jacob et al. 2018,
 * arXiv:1712.05877, is the arithmetic). Blocks of pixels are moved with the channels of a pixel side by side, as bytes come
 * and go, and as that operator wants them: runs of {@code 3 block} bytes, where planes would be taken apart byte by byte. So
 * channels of blocks are in another order inside than in the net, and kernels are reordered to it.
 */
final class QuantizedOperators implements Operators<QuantizedOperators.Signal> {
    /** What the net's operators pass on. */
    sealed interface Signal {}

    /**
     * A map of bytes.
     *
     * @param name of uint8 {1, C, H, W}
     * @param range what the bytes stand for
     * @param offset to be added to that
     * @param block side of the blocks that its channels hold, in the order row, column, channel; 1 for none
     */
    private record Bytes(String name, ByteRange range, float offset, int channels, int block) implements Signal {}

    /**
     * A convolution whose result has no range yet: what follows decides on it.
     *
     * @param shift added to the result
     */
    private record Convolved(Bytes from, Convolution convolution, float shift) implements Signal {}

    private final Weights weights;
    private final Calibration calibration;
    private final OnnxGraph graph;

    QuantizedOperators(Weights weights, Calibration calibration, OnnxGraph graph) {
        this.weights = weights;
        this.calibration = calibration;
        this.graph = graph;
    }

    /** The bytes of a photo, {1, H, W, 3}, as levels 0..255. */
    Signal photo(String rgb) {
        return new Bytes(graph.transpose(rgb, 0, 3, 1, 2), ByteRange.PIXELS, 0, 3, 1);
    }

    /** A painting in levels as bytes, {1, H, W, 3}. */
    String pixels(Signal painting) {
        Bytes bytes = (Bytes) painting;
        if (!bytes.range().equals(ByteRange.PIXELS) || bytes.offset() != 0) {
            throw new IllegalArgumentException("these are no levels: " + bytes);
        }
        return graph.transpose(bytes.name(), 0, 2, 3, 1);
    }

    /** Only shifts: whatever scales is part of a convolution. A shift of bytes is a matter of what they stand for. */
    @Override
    public Signal affine(Signal x, float scale, float shift) {
        if (scale != 1) {
            throw notInBytes("the scaling of a map");
        }
        if (x instanceof Convolved convolved) {
            return new Convolved(convolved.from(), convolved.convolution(), convolved.shift() + shift);
        }
        Bytes bytes = (Bytes) x;
        // Zero is where padding is: the nearest byte, and what it is off by goes through the convolutions as an offset.
        float step = bytes.range().scale();
        float total = bytes.offset() + shift - step * bytes.range().zero();
        int zero = Math.max(0, Math.min(255, Math.round(-total / step)));
        return new Bytes(bytes.name(), new ByteRange(step, zero), total + step * zero, bytes.channels(), bytes.block());
    }

    @Override
    public Signal spaceToDepth(Signal x, int block) {
        Bytes bytes = (Bytes) x;
        long run = (long) block * bytes.channels();
        String rows = graph.reshape(graph.transpose(bytes.name(), 0, 2, 3, 1), 0, 0, -1, run); // {1, H, W/b, b C}
        String split = graph.reshape(rows, -1, block, 0, run); // {H/b, b, W/b, b C}
        String joined = graph.reshape(graph.transpose(split, 0, 2, 1, 3), 0, 0, -1); // {H/b, W/b, b b C}
        String map = graph.node("Unsqueeze", joined, graph.constant("axes", new long[] {0}));
        return new Bytes(
                graph.transpose(map, 0, 3, 1, 2),
                bytes.range(),
                bytes.offset(),
                bytes.channels() * block * block,
                block);
    }

    @Override
    public Signal depthToSpace(Signal x, int block) {
        Bytes bytes = (Bytes) x;
        int channels = bytes.channels() / (block * block);
        long run = (long) block * channels;
        String map = graph.transpose(bytes.name(), 0, 2, 3, 1);
        String joined = graph.node("Squeeze", map, graph.constant("axes", new long[] {0})); // {h, w, b b C}
        String split = graph.transpose(graph.reshape(joined, 0, 0, block, run), 0, 2, 1, 3); // {h, b, w, b C}
        String rows = graph.reshape(split, 1, -1, 0, run); // {1, h b, w, b C}
        String pixels = graph.reshape(rows, 0, 0, -1, channels);
        return new Bytes(graph.transpose(pixels, 0, 3, 1, 2), bytes.range(), bytes.offset(), channels, 1);
    }

    @Override
    public Signal convolve(Signal x, Convolution c) {
        if (c.norm() != Norm.STATIC) {
            throw notInBytes("instance norm");
        }
        return new Convolved((Bytes) x, c, 0);
    }

    @Override
    public Signal relu(Signal x) {
        Convolved convolved = (Convolved) x;
        return written(convolved, calibration.ofRelu(convolved.convolution())); // byte 0 is 0: what is less is cut off
    }

    @Override
    public Signal add(Signal x, Signal y) {
        Convolved convolved = (Convolved) y;
        Bytes second = written(convolved, calibration.of(convolved.convolution()));
        return sum((Bytes) x, second, calibration.ofSum(convolved.convolution()));
    }

    /** The last sum of a net, in levels. */
    @Override
    public Signal addShare(Signal x, Signal y, String share, int block) {
        Convolved painted = (Convolved) x;
        float[] shares = weights.get(share).toFloatArray();
        float largest = 0;
        for (float of : shares) {
            largest = Math.max(largest, Math.abs(of));
        }
        if (largest == 0) {
            return written(painted, ByteRange.PIXELS);
        }
        Bytes photo = (Bytes) y;
        int channels = photo.channels();
        float[] diagonal = new float[channels * channels];
        float[] bias = new float[channels];
        for (int channel = 0; channel < channels; channel++) {
            float of = shares[channel % shares.length]; // the last in the order of blocks
            diagonal[channel * (channels + 1)] = of;
            bias[channel] = of * photo.offset();
        }
        float reach = largest * 127.5f; // levels; grey has no share
        Kernel kernel = new Kernel(share, diagonal, bias, 1, 1, 1);
        String shared = convolution(photo, kernel, ByteRange.of(-reach, reach));
        Bytes ofPhoto = new Bytes(shared, ByteRange.of(-reach, reach), 0, channels, block);
        // Beyond this no share brings a pixel back into 0..255.
        Bytes ofNet = written(painted, calibration.within(painted.convolution(), painted.shift(), -reach, 255 + reach));
        return sum(ofNet, ofPhoto, ByteRange.PIXELS);
    }

    @Override
    public Signal instanceNorm(Signal x, Convolution after) {
        throw notInBytes("instance norm");
    }

    @Override
    public Signal upsampleNearest(Signal x) {
        throw notInBytes("the enlargement of a map");
    }

    private static IllegalArgumentException notInBytes(String what) {
        return new IllegalArgumentException(what + " has no form in bytes");
    }

    private Bytes sum(Bytes x, Bytes y, ByteRange range) {
        String sum = graph.node("Add", real(x), real(y));
        return new Bytes(quantized(sum, range), range, 0, x.channels(), y.block());
    }

    private Bytes written(Convolved convolved, ByteRange range) {
        Convolution c = convolved.convolution();
        Bytes from = convolved.from();
        FoldedConvolution folded = FoldedConvolution.of(c, weights);
        int area = c.side() * c.side();
        int outputs = c.outputs() * c.places();
        float[] kernel = new float[folded.kernel().length];
        float[] bias = new float[outputs];
        for (int output = 0; output < outputs; output++) {
            int source = netChannel(output, c.outputs(), c.places());
            double offset = 0;
            for (int input = 0; input < c.inputs(); input++) {
                int places = from.block() * from.block();
                int channel = netChannel(input, c.inputs() / places, places);
                for (int tap = 0; tap < area; tap++) {
                    float weight = folded.kernel()[(source * c.inputs() + channel) * area + tap];
                    kernel[(output * c.inputs() + input) * area + tap] = weight;
                    offset += weight * from.offset();
                }
            }
            bias[output] = (float) (folded.bias()[source] + convolved.shift() + offset);
        }
        String name = convolution(from, new Kernel(c.name(), kernel, bias, c.side(), c.stride(), c.places()), range);
        return new Bytes(name, range, 0, outputs, c.block());
    }

    /** Place in the net's order, channels before places, of what is the n-th in the order of blocks. */
    private static int netChannel(int n, int channels, int places) {
        return n % channels * places + n / channels;
    }

    /** Of a convolution as it is written: in the order of blocks. */
    @SuppressWarnings("ArrayRecordComponent") // lives for a moment
    private record Kernel(String name, float[] values, float[] bias, int side, int stride, int places) {}

    private String convolution(Bytes from, Kernel kernel, ByteRange range) {
        int outputs = kernel.bias().length;
        QuantizedKernel bytes = QuantizedKernel.of(
                kernel.values(),
                kernel.bias(),
                kernel.side() * kernel.side(),
                kernel.places(),
                from.range().scale());
        long[] shape = {outputs, from.channels(), kernel.side(), kernel.side()};
        String name = kernel.name();
        String weight = perOutput(
                graph.tensor(name + ".weight", TensorProto.DataType.INT8, bytes.weights(), shape),
                graph.tensor(name + ".weight.scale", bytes.scales(), outputs));
        String bias = perOutput(
                graph.tensor(name + ".bias", bytes.bias(), outputs),
                graph.tensor(name + ".bias.scale", bytes.biasScales(), outputs));
        int padding = kernel.side() / 2;
        NodeProto.Builder node = graph.start("Conv", real(from), weight, bias)
                .addAttribute(OnnxGraph.integers("kernel_shape", kernel.side(), kernel.side()))
                .addAttribute(OnnxGraph.integers("strides", kernel.stride(), kernel.stride()))
                .addAttribute(OnnxGraph.integers("pads", padding, padding, padding, padding));
        return quantized(graph.end(node), range);
    }

    /** With a scale for each output; zero stands for 0. */
    private String perOutput(String tensor, String scales) {
        return graph.end(graph.start("DequantizeLinear", tensor, scales).addAttribute(OnnxGraph.integer("axis", 0)));
    }

    private String real(Bytes bytes) {
        return graph.node("DequantizeLinear", bytes.name(), scale(bytes.range()), zero(bytes.range()));
    }

    private String quantized(String real, ByteRange range) {
        return graph.node("QuantizeLinear", real, scale(range), zero(range));
    }

    private String scale(ByteRange range) {
        return graph.constant("scale", new float[] {range.scale()});
    }

    private String zero(ByteRange range) {
        return graph.constant("zero", (byte) range.zero());
    }
}
