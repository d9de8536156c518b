package org.brushstream.runtime.bench;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;

/**
 * Writes the little we need of onnx.proto3 (the ONNX standard) without its generated classes, which the runtime does
 * without. Fields are named by the numbers they have there.
 */
final class OnnxMessage {
    /** A number in {@code TensorProto.DataType}. */
    enum ElementType {
        FLOAT(1),
        UINT8(2),
        INT8(3),
        INT32(6),
        INT64(7);

        private final int code;

        ElementType(int code) {
            this.code = code;
        }
    }

    private static final int IR_VERSION = 8; // the one that came with opset 17
    private static final int OPSET = 17;

    private final UnknownFieldSet.Builder fields = UnknownFieldSet.newBuilder();

    /** A {@code ModelProto} around a {@code GraphProto}. */
    static byte[] model(OnnxMessage graph) {
        OnnxMessage opset = new OnnxMessage().number(2, OPSET);
        return new OnnxMessage()
                .number(1, IR_VERSION)
                .message(8, opset)
                .message(7, graph.text(2, "bench"))
                .bytes()
                .toByteArray();
    }

    /** A {@code ModelProto} of a graph alone: behind the bytes of a model, protobuf reads it as more of that model's graph. */
    static ByteString moreOfTheGraph(OnnxMessage graph) {
        return new OnnxMessage().message(7, graph).bytes();
    }

    /** Field {@code node} of a graph. */
    OnnxMessage node(String operator, String output, String... inputs) {
        OnnxMessage node = new OnnxMessage();
        for (String input : inputs) {
            node.text(1, input);
        }
        return message(1, node.text(2, output).text(4, operator));
    }

    /** Field {@code input} of a graph; -1 for a size that may change. */
    OnnxMessage input(String name, ElementType type, long... shape) {
        return message(11, port(name, type, shape));
    }

    /** Field {@code output} of a graph; -1 for a size that may change, no size at all if ONNX Runtime finds out itself. */
    OnnxMessage output(String name, ElementType type, long... shape) {
        return message(12, port(name, type, shape));
    }

    /** Field {@code initializer} of a graph. */
    OnnxMessage constant(String name, ElementType type, byte[] littleEndian, long... shape) {
        OnnxMessage tensor = new OnnxMessage();
        for (long side : shape) {
            tensor.number(1, side);
        }
        return message(5, tensor.number(2, type.code).text(8, name).data(9, ByteString.copyFrom(littleEndian)));
    }

    private static OnnxMessage port(String name, ElementType type, long... shape) {
        OnnxMessage tensor = new OnnxMessage().number(1, type.code);
        if (shape.length > 0) {
            OnnxMessage dimensions = new OnnxMessage();
            for (int i = 0; i < shape.length; i++) {
                OnnxMessage dimension = new OnnxMessage();
                dimensions.message(1, shape[i] < 0 ? dimension.text(2, "side" + i) : dimension.number(1, shape[i]));
            }
            tensor.message(2, dimensions);
        }
        return new OnnxMessage().text(1, name).message(2, new OnnxMessage().message(1, tensor));
    }

    private OnnxMessage number(int field, long value) {
        fields.mergeField(
                field, UnknownFieldSet.Field.newBuilder().addVarint(value).build());
        return this;
    }

    private OnnxMessage text(int field, String value) {
        return data(field, ByteString.copyFromUtf8(value));
    }

    private OnnxMessage message(int field, OnnxMessage value) {
        return data(field, value.bytes());
    }

    private OnnxMessage data(int field, ByteString value) {
        fields.mergeField(
                field,
                UnknownFieldSet.Field.newBuilder().addLengthDelimited(value).build());
        return this;
    }

    private ByteString bytes() {
        return fields.build().toByteString();
    }
}
