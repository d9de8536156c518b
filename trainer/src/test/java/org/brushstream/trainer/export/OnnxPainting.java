package org.brushstream.trainer.export;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What ONNX Runtime makes of a picture with an exported model.
 *
 * @param chw what the model clamps and rounds, planes
 * @param hwc what comes out of it, bytes
 */
record OnnxPainting(FloatBuffer chw, ByteBuffer hwc) {
    /**
     * @param rgb packed, {@code 3 * width * height} bytes
     * @param styleWeights for a model of several styles
     */
    static OnnxPainting of(ModelProto model, byte[] rgb, int width, int height, float... styleWeights)
            throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        ByteBuffer picture = ByteBuffer.allocateDirect(rgb.length).put(rgb).flip();
        long[] shape = {1, height, width, 3};
        byte[] bytes = withFloatOutput(model).toByteArray();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            try (OrtSession session = environment.createSession(bytes, options);
                    OnnxTensor input = OnnxTensor.createTensor(environment, picture, shape, OnnxJavaType.UINT8);
                    OnnxTensor styles = styleWeights.length == 0
                            ? null
                            : OnnxTensor.createTensor(
                                    environment, FloatBuffer.wrap(styleWeights), new long[] {styleWeights.length})) {
                Map<String, OnnxTensor> inputs = new HashMap<>(Map.of("rgb", input));
                if (styles != null) {
                    inputs.put("style_weights", styles);
                }
                try (OrtSession.Result result = session.run(inputs)) {
                    // Both copies: the results end with the block.
                    return new OnnxPainting(
                            ((OnnxTensor) result.get(1)).getFloatBuffer(),
                            ((OnnxTensor) result.get(0)).getByteBuffer());
                }
            }
        }
    }

    /** The model with a second output, in front of the conversion. */
    private static ModelProto withFloatOutput(ModelProto model) {
        List<NodeProto> clips = model.getGraph().getNodeList().stream()
                .filter(node -> node.getOpType().equals("Clip"))
                .toList();
        if (clips.size() != 1) {
            throw new AssertionError(clips.size() + " nodes clamp");
        }
        TypeProto floats = TypeProto.newBuilder()
                .setTensorType(TypeProto.Tensor.newBuilder().setElemType(TensorProto.DataType.FLOAT.getNumber()))
                .build();
        ModelProto.Builder edited = model.toBuilder();
        edited.getGraphBuilder()
                .addOutput(ValueInfoProto.newBuilder()
                        .setName(clips.get(0).getInput(0))
                        .setType(floats));
        return edited.build();
    }
}
