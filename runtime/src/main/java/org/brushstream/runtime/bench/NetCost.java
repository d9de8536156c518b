package org.brushstream.runtime.bench;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.model.ModelCard;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.runtime.model.StyleModel;

/**
 * What a net multiplies for one frame: convolutions and matrix products, each multiplication with its addition counted once
 * (so that a GMAC is two of the operations of {@link PeakSpeed}). Padding counts as the net does it; everything else, norms
 * and resizing among it, is not counted.
 *
 * @param floatProducts of floats
 * @param byteProducts of 8-bit numbers: quantised operators, and those between {@code DequantizeLinear} nodes, which
 *     ONNX Runtime makes such of
 * @param takesBytes whether frames go in as bytes; else as float planes
 */
public record NetCost(long floatProducts, long byteProducts, boolean takesBytes) {
    private static final int USUAL_MULTIPLE = 4; // as OrtStylizer's
    private static final int MIN_SIDE = 16; // likewise: less is too little for pads that mirror the picture
    private static final int CHANNELS = 3;

    public NetCost {
        if (floatProducts < 0 || byteProducts < 0) {
            throw new IllegalArgumentException("no count of products: " + floatProducts + ", " + byteProducts);
        }
    }

    /** All products, in thousands of millions. */
    public double gmac() {
        return (floatProducts + byteProducts) / 1e9;
    }

    /**
     * Counts by running the net once on the processor, with outputs added that tell the shapes of what is multiplied.
     *
     * @param size of the frames; padded first to what the net takes
     * @throws ModelException if the net does not run
     */
    public static NetCost of(StyleModel model, FrameSize size) {
        GraphProbe probe;
        try {
            probe = GraphProbe.of(model.onnx());
        } catch (IOException e) {
            throw new ModelException(model + " is no ONNX model, or only a part of one; fetch or export it again", e);
        }
        try (OrtSession.SessionOptions options = OrtAccess.options(model);
                OrtSession session =
                        OrtAccess.ENVIRONMENT.createSession(probe.onnx().toByteArray(), options)) {
            Map<String, OnnxTensor> inputs = inputs(session, model, size);
            try (OrtSession.Result result = session.run(inputs)) {
                return count(probe, shapes(result), takesBytes(session));
            } finally {
                inputs.values().forEach(OnnxTensor::close);
            }
        } catch (OrtException e) {
            throw new ModelException(
                    "the multiplications of %s at %s cannot be counted: %s"
                            .formatted(
                                    model,
                                    size,
                                    String.valueOf(e.getMessage())
                                            .lines()
                                            .findFirst()
                                            .orElse("")),
                    e);
        }
    }

    private static NetCost count(GraphProbe probe, Map<String, long[]> shapes, boolean takesBytes) {
        long floats = 0;
        long bytes = 0;
        for (GraphProbe.Product product : probe.products()) {
            if (product.bytes()) {
                bytes += product.count(shapes);
            } else {
                floats += product.count(shapes);
            }
        }
        return new NetCost(floats, bytes, takesBytes);
    }

    private static Map<String, long[]> shapes(OrtSession.Result result) throws OrtException {
        Map<String, long[]> shapes = new HashMap<>();
        for (var output : result) {
            if (output.getValue() instanceof OnnxTensor tensor && tensor.getInfo().type == OnnxJavaType.INT64) {
                long[] shape = new long[Math.toIntExact(tensor.getInfo().getNumElements())];
                tensor.getLongBuffer().get(shape);
                shapes.put(output.getKey(), shape);
            }
        }
        return shapes;
    }

    private static boolean takesBytes(OrtSession session) throws OrtException {
        return session.getInputInfo().values().stream()
                .anyMatch(port -> port.getInfo() instanceof TensorInfo tensor && tensor.type == OnnxJavaType.UINT8);
    }

    /** A black picture, and nothing of any style. */
    private static Map<String, OnnxTensor> inputs(OrtSession session, StyleModel model, FrameSize size)
            throws OrtException {
        Map<String, OnnxTensor> inputs = new HashMap<>();
        for (NodeInfo port : session.getInputInfo().values()) {
            if (port.getInfo() instanceof TensorInfo tensor) {
                inputs.put(port.getName(), zeros(tensor, shape(tensor, model, size)));
            }
        }
        return inputs;
    }

    private static long[] shape(TensorInfo tensor, StyleModel model, FrameSize size) {
        long[] shape = tensor.getShape().clone();
        if (shape.length == 4) {
            boolean channelsLast = shape[3] == CHANNELS || tensor.type == OnnxJavaType.UINT8;
            fill(shape, 0, 1);
            fill(shape, channelsLast ? 1 : 2, padded(size.height(), model));
            fill(shape, channelsLast ? 2 : 3, padded(size.width(), model));
            fill(shape, channelsLast ? 3 : 1, CHANNELS); // some makers leave them free as well
        }
        for (int side = 0; side < shape.length; side++) {
            fill(shape, side, 1);
        }
        return shape;
    }

    private static void fill(long[] shape, int side, int pixels) {
        if (shape[side] < 0) {
            shape[side] = pixels;
        }
    }

    private static int padded(int pixels, StyleModel model) {
        int multiple = model.card().map(ModelCard::sizeMultiple).orElse(USUAL_MULTIPLE);
        return (Math.max(pixels, MIN_SIDE) + multiple - 1) / multiple * multiple;
    }

    private static OnnxTensor zeros(TensorInfo tensor, long[] shape) throws OrtException {
        long elements = 1;
        for (long side : shape) {
            elements *= side;
        }
        boolean bytes = tensor.type == OnnxJavaType.UINT8;
        ByteBuffer memory = ByteBuffer.allocateDirect(Math.toIntExact(elements * (bytes ? 1 : Float.BYTES)))
                .order(ByteOrder.nativeOrder());
        return bytes
                ? OnnxTensor.createTensor(OrtAccess.ENVIRONMENT, memory, shape, OnnxJavaType.UINT8)
                : OnnxTensor.createTensor(OrtAccess.ENVIRONMENT, memory.asFloatBuffer(), shape);
    }
}
