package org.brushstream.runtime.infer;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.runtime.model.StyleModel;

/**
 * How a model takes and gives its picture, as far as its inputs and its one output tell.
 *
 * @param input name of the picture's input
 * @param layout of input and output
 * @param height rows the input takes, pixels; {@value #ANY} if any number
 * @param width columns the input takes, pixels; {@value #ANY} if any number
 * @param styles weights that its second input takes, {@value #STYLE_WEIGHTS}; 0 if it has none
 */
record PicturePorts(String input, Layout layout, int height, int width, int styles) {
    static final int ANY = -1;

    /** The name of the second input of nets that hold several styles: float32, {styles}. */
    static final String STYLE_WEIGHTS = "style_weights";

    /** The two ways to lay out a picture that are understood. */
    enum Layout {
        /** uint8, {1, height, width, 3}: Brushstream's own models. */
        BYTES(OnnxJavaType.UINT8, 1, 2, 3),
        /** float32, {1, 3, height, width}: what PyTorch exports. */
        FLOATS(OnnxJavaType.FLOAT, 2, 3, 1);

        private final OnnxJavaType type;
        private final int heightAxis;
        private final int widthAxis;
        private final int channelAxis;

        Layout(OnnxJavaType type, int heightAxis, int widthAxis, int channelAxis) {
            this.type = type;
            this.heightAxis = heightAxis;
            this.widthAxis = widthAxis;
            this.channelAxis = channelAxis;
        }

        /** Whether a tensor may be one picture so laid out; unknown dimensions, {@value #ANY}, may be anything. */
        boolean fits(TensorInfo tensor) {
            long[] shape = tensor.getShape();
            return tensor.type == type
                    && shape.length == 4
                    && (shape[0] == 1 || shape[0] == ANY)
                    && (shape[channelAxis] == 3 || shape[channelAxis] == ANY);
        }

        long height(long[] shape) {
            return shape[heightAxis];
        }

        long width(long[] shape) {
            return shape[widthAxis];
        }

        long[] shape(FrameSize size) {
            long[] shape = {1, 1, 1, 1};
            shape[heightAxis] = size.height();
            shape[widthAxis] = size.width();
            shape[channelAxis] = 3;
            return shape;
        }
    }

    /** Looks at the model's ports; a {@link ModelException} tells what does not fit. */
    static PicturePorts of(StyleModel model, OrtSession session) throws OrtException {
        Map<String, NodeInfo> inputs = new LinkedHashMap<>(session.getInputInfo());
        int styles = inputs.size() == 2 && inputs.containsKey(STYLE_WEIGHTS)
                ? styles(model, inputs.remove(STYLE_WEIGHTS))
                : 0;
        NodeInfo input = single(model, "input", inputs);
        NodeInfo output = single(model, "output", session.getOutputInfo());
        for (Layout layout : Layout.values()) {
            if (fits(layout, input) && fits(layout, output)) {
                long[] shape = ((TensorInfo) input.getInfo()).getShape();
                return new PicturePorts(
                        input.getName(),
                        layout,
                        Math.toIntExact(layout.height(shape)),
                        Math.toIntExact(layout.width(shape)),
                        styles);
            }
        }
        throw new ModelException(("%s takes %s and gives %s; a style net takes and gives uint8 {1, height, width, 3}"
                        + " or float32 {1, 3, height, width}")
                .formatted(model, text(input), text(output)));
    }

    private static int styles(StyleModel model, NodeInfo port) {
        if (port.getInfo() instanceof TensorInfo tensor
                && tensor.type == OnnxJavaType.FLOAT
                && tensor.getShape().length == 1
                && tensor.getShape()[0] > 1) {
            return Math.toIntExact(tensor.getShape()[0]);
        }
        throw new ModelException("%s takes %s as '%s'; a net of several styles takes float32 {number of styles}"
                .formatted(model, text(port), STYLE_WEIGHTS));
    }

    private static NodeInfo single(StyleModel model, String kind, Map<String, NodeInfo> ports) {
        if (ports.size() != 1) {
            throw new ModelException(
                    "%s has %d %ss %s; a style net has one".formatted(model, ports.size(), kind, ports.keySet()));
        }
        return ports.values().iterator().next();
    }

    private static boolean fits(Layout layout, NodeInfo port) {
        return port.getInfo() instanceof TensorInfo tensor && layout.fits(tensor);
    }

    private static String text(NodeInfo port) {
        return port.getInfo() instanceof TensorInfo tensor ? text(tensor) : "no tensor";
    }

    /** As in {@code float32 {1, 3, 224, 224}}; a question mark for what may change. */
    static String text(TensorInfo tensor) {
        String type = tensor.type == OnnxJavaType.FLOAT
                ? "float32"
                : tensor.type.toString().toLowerCase(Locale.ROOT);
        return type + " {"
                + Arrays.toString(tensor.getShape()).replaceAll("[\\[\\]]", "").replace("-1", "?") + "}";
    }
}
