package org.brushstream.runtime.bench;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A model that tells, beside its picture, the shapes of everything it multiplies: each is a small output more, so that
 * whatever rounds, pads or resizes on the way is counted as ONNX Runtime does it.
 *
 * @param onnx the model file with these outputs
 * @param products what it multiplies, in the order of the file; those in bodies of loops and branches are left out
 */
record GraphProbe(ByteString onnx, List<Product> products) {
    /** In front of the name of a tensor: the output that is its shape. */
    private static final String SHAPE_OF = "brushstream_shape_of_";

    private static final int GRAPH = 7; // of ModelProto
    private static final int NODE = 1; // of GraphProto
    private static final int INPUT = 1; // of NodeProto, as are those below
    private static final int OUTPUT = 2;
    private static final int OPERATOR = 4;

    /** Where an operator that multiplies has its second factor; the first is the first input. */
    private static final Map<String, Integer> SECOND_FACTOR = Map.of(
            "Conv", 1,
            "ConvTranspose", 1,
            "Gemm", 1,
            "MatMul", 1,
            "QLinearConv", 3,
            "QLinearMatMul", 3,
            "ConvInteger", 1,
            "MatMulInteger", 1);

    /** Whose factors are bytes by definition. */
    private static final Set<String> OF_BYTES = Set.of("QLinearConv", "QLinearMatMul", "ConvInteger", "MatMulInteger");

    /** One operator with its tensors by name; {@code bytes} tells whether ONNX Runtime can multiply 8-bit numbers there. */
    record Product(String operator, boolean bytes, String first, String second, String result) {
        /**
         * Multiplications, each with its addition.
         *
         * @param shapes of tensors by name
         */
        long count(Map<String, long[]> shapes) {
            long[] a = shape(first, shapes);
            long[] b = shape(second, shapes);
            long[] y = shape(result, shapes);
            return switch (operator) {
                case "Conv", "QLinearConv", "ConvInteger" ->
                    volume(y) * (volume(b) / b[0]); // b: out x in/groups x kernel
                case "ConvTranspose" -> volume(a) * (volume(b) / b[0]); // b: in x out/groups x kernel
                case "Gemm" -> volume(a) * y[1]; // a: m x k, either way round
                default -> volume(y) * a[a.length - 1]; // a: ... x m x k
            };
        }

        private long[] shape(String tensor, Map<String, long[]> shapes) {
            long[] shape = shapes.get(output(tensor));
            if (shape == null) {
                throw new IllegalArgumentException("the shape of '" + tensor + "' is not known");
            }
            return shape;
        }

        private static long volume(long[] shape) {
            long volume = 1;
            for (long side : shape) {
                volume *= side;
            }
            return volume;
        }
    }

    private record Node(String operator, List<String> inputs, List<String> outputs) {}

    /** The name of the output that is the shape of this tensor. */
    static String output(String tensor) {
        return SHAPE_OF + tensor;
    }

    /** @throws IOException if these bytes are no ONNX model */
    static GraphProbe of(byte[] onnx) throws IOException {
        List<Node> nodes = nodes(onnx);
        Set<String> dequantized = new HashSet<>();
        for (Node node : nodes) {
            if (node.operator().equals("DequantizeLinear")) {
                dequantized.addAll(node.outputs());
            }
        }
        List<Product> products = new ArrayList<>();
        Set<String> tensors = new LinkedHashSet<>();
        for (Node node : nodes) {
            Integer second = SECOND_FACTOR.get(node.operator());
            if (second != null) {
                String a = node.inputs().get(0);
                String b = node.inputs().get(second);
                String y = node.outputs().get(0);
                boolean bytes = OF_BYTES.contains(node.operator()) || dequantized.containsAll(List.of(a, b));
                products.add(new Product(node.operator(), bytes, a, b, y));
                tensors.addAll(List.of(a, b, y));
            }
        }
        OnnxMessage more = new OnnxMessage();
        for (String tensor : tensors) {
            more.node("Shape", output(tensor), tensor).output(output(tensor), OnnxMessage.ElementType.INT64);
        }
        ByteString probed = ByteString.copyFrom(onnx).concat(OnnxMessage.moreOfTheGraph(more));
        return new GraphProbe(probed, List.copyOf(products));
    }

    private static List<Node> nodes(byte[] onnx) throws IOException {
        List<Node> nodes = new ArrayList<>();
        UnknownFieldSet model = UnknownFieldSet.parseFrom(onnx);
        for (ByteString part : messages(model, GRAPH)) { // one, but a field that comes again goes on with the same
            UnknownFieldSet graph = UnknownFieldSet.parseFrom(part);
            for (ByteString bytes : messages(graph, NODE)) {
                UnknownFieldSet node = UnknownFieldSet.parseFrom(bytes);
                nodes.add(new Node(
                        String.join("", texts(node, OPERATOR)), // one, or none
                        texts(node, INPUT),
                        texts(node, OUTPUT)));
            }
        }
        return nodes;
    }

    private static List<ByteString> messages(UnknownFieldSet message, int field) {
        return message.getField(field).getLengthDelimitedList();
    }

    private static List<String> texts(UnknownFieldSet message, int field) {
        return messages(message, field).stream().map(ByteString::toStringUtf8).toList();
    }
}
