package org.brushstream.trainer.export;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Nodes and constants of an ONNX graph as they are written down; a value is known by its name. */
final class OnnxGraph {
    private final GraphProto.Builder graph = GraphProto.newBuilder();

    /** The graph so far, without name, inputs and outputs. */
    GraphProto.Builder builder() {
        return graph;
    }

    /** A node without attributes; gives the name of its result. */
    String node(String operator, String... inputs) {
        return end(start(operator, inputs));
    }

    /** A node that still lacks something. */
    NodeProto.Builder start(String operator, String... inputs) {
        return NodeProto.newBuilder().setOpType(operator).addAllInput(List.of(inputs));
    }

    /** Adds the node and gives the name of its result. */
    String end(NodeProto.Builder node) {
        String result = node.getOpType().toLowerCase(Locale.ROOT) + "_" + graph.getNodeCount();
        graph.addNode(node.setName(result).addOutput(result));
        return result;
    }

    /** Gives the result of the last node another name. */
    void rename(String result, String name) {
        NodeProto.Builder last = graph.getNodeBuilder(graph.getNodeCount() - 1);
        if (!last.getOutput(0).equals(result)) {
            throw new IllegalArgumentException(result + " is not the last value of the graph");
        }
        last.setOutput(0, name);
    }

    String transpose(String x, long... axes) {
        return end(start("Transpose", x).addAttribute(integers("perm", axes)));
    }

    /** @param shape with 0 for a length as it was and -1 for what is left over */
    String reshape(String x, long... shape) {
        return node("Reshape", x, constant("shape", shape));
    }

    String cast(String x, TensorProto.DataType type) {
        return end(start("Cast", x).addAttribute(integer("to", type.getNumber())));
    }

    /**
     * Mirrors rows and columns at both ends, the edge itself not repeated; needs more of them than that.
     *
     * @param counts how many at each end of each axis
     */
    String mirror(String x, long... counts) {
        long[] pads = Arrays.copyOf(counts, 2 * counts.length); // before, then after
        System.arraycopy(counts, 0, pads, counts.length, counts.length);
        return end(start("Pad", x, constant("pads", pads)).addAttribute(text("mode", "reflect")));
    }

    /** Cuts as much off both ends of some axes. */
    String cut(String x, int count, long... axes) {
        long[] from = new long[axes.length];
        long[] to = new long[axes.length];
        Arrays.fill(from, count);
        Arrays.fill(to, -count);
        return node("Slice", x, constant("from", from), constant("to", to), constant("axes", axes));
    }

    static AttributeProto integer(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    static AttributeProto integers(String name, long... values) {
        AttributeProto.Builder attribute =
                AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
        for (long value : values) {
            attribute.addInts(value);
        }
        return attribute.build();
    }

    static AttributeProto real(String name, float value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.FLOAT)
                .setF(value)
                .build();
    }

    static AttributeProto text(String name, String value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.STRING)
                .setS(ByteString.copyFromUtf8(value))
                .build();
    }

    String scalar(float value) {
        return constant("scalar", new float[] {value});
    }

    String constant(String purpose, float[] values, long... shape) {
        return tensor(purpose + "_" + graph.getInitializerCount(), values, shape);
    }

    String constant(String purpose, long[] values) {
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

    /** One uint8. */
    String constant(String purpose, byte value) {
        String name = purpose + "_" + graph.getInitializerCount();
        return tensor(name, TensorProto.DataType.UINT8, new byte[] {value});
    }

    /** Named constants, float32; {@code shape} is empty for one number. */
    String tensor(String name, float[] values, long... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return tensor(name, TensorProto.DataType.FLOAT, bytes.array(), shape);
    }

    /** Named constants, int32. */
    String tensor(String name, int[] values, long... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(values);
        return tensor(name, TensorProto.DataType.INT32, bytes.array(), shape);
    }

    /** Named constants of a type of one byte, or of several in little-endian order. */
    String tensor(String name, TensorProto.DataType type, byte[] values, long... shape) {
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setName(name)
                .setDataType(type.getNumber())
                .setRawData(ByteString.copyFrom(values));
        for (long length : shape) {
            tensor.addDims(length);
        }
        graph.addInitializer(tensor);
        return name;
    }
}
