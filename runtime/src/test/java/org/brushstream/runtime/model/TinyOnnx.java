package org.brushstream.runtime.model;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Map;

/** Builds ONNX models of a few nodes, so small that their result is known by hand. */
public final class TinyOnnx {
    public static final int FLOAT = TensorProto.DataType.FLOAT.getNumber();
    public static final int UINT8 = TensorProto.DataType.UINT8.getNumber();
    public static final int DYNAMIC = -1;

    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("tiny");
    private final ModelProto.Builder model = ModelProto.newBuilder()
            .setIrVersion(8)
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17));

    /** One node from input to output, dynamic size, bytes in and out as Brushstream's own models have them. */
    public static TinyOnnx bytes() {
        return new TinyOnnx()
                .input("rgb", UINT8, 1, DYNAMIC, DYNAMIC, 3)
                .output("painted", UINT8, 1, DYNAMIC, DYNAMIC, 3);
    }

    /** Float planes in and out as in nets exported from PyTorch; -1 for a size that may change. */
    public static TinyOnnx floats(int height, int width) {
        return new TinyOnnx().input("input", FLOAT, 1, 3, height, width).output("output", FLOAT, 1, 3, height, width);
    }

    /** Bytes that come out as they go in. */
    public static byte[] identity() {
        return bytes().node("Identity", List.of("rgb"), "painted").build();
    }

    public TinyOnnx input(String name, int type, int... shape) {
        graph.addInput(port(name, type, shape));
        return this;
    }

    public TinyOnnx output(String name, int type, int... shape) {
        graph.addOutput(port(name, type, shape));
        return this;
    }

    private static ValueInfoProto port(String name, int type, int... shape) {
        TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder();
        for (int i = 0; i < shape.length; i++) {
            TensorShapeProto.Dimension.Builder dimension = dimensions.addDimBuilder();
            if (shape[i] == DYNAMIC) {
                dimension.setDimParam(name + i);
            } else {
                dimension.setDimValue(shape[i]);
            }
        }
        TypeProto.Tensor.Builder tensor =
                TypeProto.Tensor.newBuilder().setElemType(type).setShape(dimensions);
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }

    public TinyOnnx node(String operator, List<String> inputs, String output, AttributeProto... attributes) {
        graph.addNode(NodeProto.newBuilder()
                .setOpType(operator)
                .addAllInput(inputs)
                .addOutput(output)
                .addAllAttribute(List.of(attributes)));
        return this;
    }

    public static AttributeProto ints(String name, long... values) {
        AttributeProto.Builder attribute =
                AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
        for (long value : values) {
            attribute.addInts(value);
        }
        return attribute.build();
    }

    public static AttributeProto number(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    public static AttributeProto text(String name, String value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.STRING)
                .setS(ByteString.copyFromUtf8(value))
                .build();
    }

    public TinyOnnx floats(String name, List<Long> shape, float... values) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(FLOAT);
        tensor.addAllDims(shape);
        for (float value : values) {
            tensor.addFloatData(value);
        }
        graph.addInitializer(tensor);
        return this;
    }

    /** A float constant whose values, little-endian, lie in another file of the model's folder. */
    public TinyOnnx floatsInFile(String name, List<Long> shape, String file) {
        graph.addInitializer(TensorProto.newBuilder()
                .setName(name)
                .setDataType(FLOAT)
                .addAllDims(shape)
                .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                .addExternalData(
                        StringStringEntryProto.newBuilder().setKey("location").setValue(file)));
        return this;
    }

    public TinyOnnx longs(String name, long... values) {
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.INT64.getNumber())
                .addDims(values.length);
        for (long value : values) {
            tensor.addInt64Data(value);
        }
        graph.addInitializer(tensor);
        return this;
    }

    public TinyOnnx metadata(Map<String, String> metadata) {
        metadata.forEach((key, value) -> model.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        return this;
    }

    public byte[] build() {
        return model.setGraph(graph).build().toByteArray();
    }
}
