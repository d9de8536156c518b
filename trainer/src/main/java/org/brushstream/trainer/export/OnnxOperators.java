package org.brushstream.trainer.export;

import ai.djl.ndarray.NDArray;
import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;
import org.brushstream.trainer.net.Convolution;
import org.brushstream.trainer.net.Operators;
import org.brushstream.trainer.net.Weights;

/** Writes a net down as nodes of an ONNX graph; a value is known by its name. */
final class OnnxOperators implements Operators<String> {
    private static final float EPSILON = 1e-5f; // of instance norm, as in training

    /** The input that says what the picture has of each style, {styles}; nets of one style have none. */
    static final String STYLE_WEIGHTS = "style_weights";

    private final Weights weights;
    private final int styles;
    private final GraphProto.Builder graph = GraphProto.newBuilder();

    OnnxOperators(Weights weights, int styles) {
        this.weights = weights;
        this.styles = styles;
    }

    /** The graph so far, without name, inputs and outputs. */
    GraphProto.Builder graph() {
        return graph;
    }

    @Override
    public String affine(String x, float scale, float shift) {
        return node("Add", node("Mul", x, scalar(scale)), scalar(shift));
    }

    @Override
    public String spaceToDepth(String x, int block) {
        // ONNX counts places in the block before channels, torch the other way round. With one channel a picture there
        // is no
        // difference, and to see the channels of the only picture as pictures moves no memory.
        String planes = node("Reshape", x, constant("shape", new long[] {-1, 1, 0, 0})); // 0: as it was
        String blocks = end(start("SpaceToDepth", planes)
                .addAttribute(AttributeProto.newBuilder()
                        .setName("blocksize")
                        .setType(AttributeProto.AttributeType.INT)
                        .setI(block)));
        return node("Reshape", blocks, constant("shape", new long[] {1, -1, 0, 0}));
    }

    @Override
    public String reflectionPad(String x, int pixels) {
        long[] pads = {0, 0, pixels, pixels, 0, 0, pixels, pixels}; // N, C, H, W before, then after
        NodeProto.Builder pad = start("Pad", x, constant("pads", pads)).addAttribute(text("mode", "reflect"));
        return end(pad);
    }

    @Override
    public String convolve(String x, Convolution c) {
        NodeProto.Builder convolution = start("Conv", x, learned(c.weight()))
                .addAttribute(integers("kernel_shape", c.kernel(), c.kernel()))
                .addAttribute(integers("strides", c.stride(), c.stride()));
        if (!c.normalised()) {
            convolution.addInput(learned(c.bias()));
        }
        return end(convolution);
    }

    @Override
    public String instanceNorm(String x, Convolution after) {
        NodeProto.Builder norm = start(
                        "InstanceNormalization", x, channels(after.normScale()), channels(after.normShift()))
                .addAttribute(AttributeProto.newBuilder()
                        .setName("epsilon")
                        .setType(AttributeProto.AttributeType.FLOAT)
                        .setF(EPSILON));
        return end(norm);
    }

    @Override
    public String addShare(String x, String y, String share) {
        String shares = node("Reshape", channels(share), constant("shape", new long[] {1, -1, 1, 1}));
        return node("Add", x, node("Mul", y, shares));
    }

    @Override
    public String relu(String x) {
        return node("Relu", x);
    }

    @Override
    public String upsampleNearest(String x) {
        NodeProto.Builder resize = start("Resize", x, "", constant("scales", new float[] {1, 1, 2, 2}, 4))
                .addAttribute(text("mode", "nearest"))
                .addAttribute(text("coordinate_transformation_mode", "asymmetric"))
                .addAttribute(text("nearest_mode", "floor"));
        return end(resize);
    }

    @Override
    public String add(String x, String y) {
        return node("Add", x, y);
    }

    String cast(String x, TensorProto.DataType type) {
        NodeProto.Builder cast = start("Cast", x)
                .addAttribute(AttributeProto.newBuilder()
                        .setName("to")
                        .setType(AttributeProto.AttributeType.INT)
                        .setI(type.getNumber()));
        return end(cast);
    }

    String transpose(String x, long... axes) {
        return end(start("Transpose", x).addAttribute(integers("perm", axes)));
    }

    String clip(String x, float low, float high) {
        return node("Clip", x, scalar(low), scalar(high));
    }

    /** Gives the result of the last node another name. */
    void rename(String result, String name) {
        NodeProto.Builder last = graph.getNodeBuilder(graph.getNodeCount() - 1);
        if (!last.getOutput(0).equals(result)) {
            throw new IllegalArgumentException(result + " is not the last value of the graph");
        }
        last.setOutput(0, name);
    }

    private String node(String operator, String... inputs) {
        return end(start(operator, inputs));
    }

    private NodeProto.Builder start(String operator, String... inputs) {
        return NodeProto.newBuilder().setOpType(operator).addAllInput(List.of(inputs));
    }

    private String end(NodeProto.Builder node) {
        String result = node.getOpType().toLowerCase(Locale.ROOT) + "_" + graph.getNodeCount();
        graph.addNode(node.setName(result).addOutput(result));
        return result;
    }

    private static AttributeProto integers(String name, long... values) {
        AttributeProto.Builder attribute =
                AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
        for (long value : values) {
            attribute.addInts(value);
        }
        return attribute.build();
    }

    private static AttributeProto text(String name, String value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.STRING)
                .setS(ByteString.copyFromUtf8(value))
                .build();
    }

    private String learned(String name) {
        NDArray tensor = weights.get(name);
        return initializer(name, tensor.toFloatArray(), tensor.getShape().getShape());
    }

    /** What the picture has of the rows of a tensor {styles, C}: {C}. A mix costs a sum a channel, and nothing a pixel. */
    private String channels(String name) {
        if (styles > 1) {
            return node("MatMul", STYLE_WEIGHTS, learned(name));
        }
        NDArray tensor = weights.get(name);
        return initializer(name, tensor.toFloatArray(), tensor.getShape().get(1));
    }

    private String scalar(float value) {
        return constant("scalar", new float[] {value});
    }

    private String constant(String purpose, float[] values, long... shape) {
        return initializer(purpose + "_" + graph.getInitializerCount(), values, shape);
    }

    private String constant(String purpose, long[] values) {
        String name = purpose + "_" + graph.getInitializerCount();
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.INT64.getNumber())
                .addDims(values.length);
        for (long value : values) {
            tensor.addInt64Data(value);
        }
        graph.addInitializer(tensor);
        return name;
    }

    private String initializer(String name, float[] values, long... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.FLOAT.getNumber())
                .setRawData(ByteString.copyFrom(bytes));
        for (long length : shape) {
            tensor.addDims(length);
        }
        graph.addInitializer(tensor);
        return name;
    }
}
