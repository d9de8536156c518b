package org.brushstream.trainer.export;

import ai.djl.ndarray.NDArray;
import ai.onnx.proto.OnnxMl.NodeProto;
import org.brushstream.trainer.net.Convolution;
import org.brushstream.trainer.net.Norm;
import org.brushstream.trainer.net.Operators;
import org.brushstream.trainer.net.Weights;

/** Writes a net down as nodes of an ONNX graph that calculate in floats; a value is known by its name. */
final class OnnxOperators implements Operators<String> {
    private static final float EPSILON = 1e-5f; // of instance norm, as in training

    /** The input that says what the picture has of each style, {styles}; nets of one style have none. */
    static final String STYLE_WEIGHTS = "style_weights";

    private final Weights weights;
    private final int styles;
    private final OnnxGraph graph;

    OnnxOperators(Weights weights, int styles, OnnxGraph graph) {
        this.weights = weights;
        this.styles = styles;
        this.graph = graph;
    }

    @Override
    public String affine(String x, float scale, float shift) {
        String scaled = scale == 1 ? x : graph.node("Mul", x, graph.scalar(scale));
        return graph.node("Add", scaled, graph.scalar(shift));
    }

    @Override
    public String spaceToDepth(String x, int block) {
        // ONNX counts places in the block before channels, torch the other way round. With one channel a picture there
        // is no
        // difference, and to see the channels of the only picture as pictures moves no memory.
        String planes = graph.reshape(x, -1, 1, 0, 0); // 0: as it was
        String blocks =
                graph.end(graph.start("SpaceToDepth", planes).addAttribute(OnnxGraph.integer("blocksize", block)));
        return graph.reshape(blocks, 1, -1, 0, 0);
    }

    @Override
    public String depthToSpace(String x, int block) {
        return graph.end(graph.start("DepthToSpace", x)
                .addAttribute(OnnxGraph.integer("blocksize", block))
                .addAttribute(OnnxGraph.text("mode", "CRD"))); // channels before places, as in torch
    }

    @Override
    public String convolve(String x, Convolution c) {
        if (c.norm() == Norm.INSTANCE) {
            return c.normalised()
                    ? convolution(mirrored(x, c), c, 0, kernel(c))
                    : convolution(mirrored(x, c), c, 0, kernel(c), bias(c));
        }
        if (styles == 1 || !c.normalised()) {
            return convolution(x, c, c.padding(), kernel(c), bias(c));
        }
        String y = convolution(x, c, c.padding(), kernel(c));
        String scaled = graph.node("Mul", y, graph.reshape(channels(c.normScale(), c.places()), 1, -1, 1, 1));
        return graph.node("Add", scaled, graph.reshape(channels(c.normShift(), c.places()), 1, -1, 1, 1));
    }

    private String mirrored(String x, Convolution c) {
        int pixels = c.padding();
        return graph.mirror(x, 0, 0, pixels, pixels); // N, C, H, W
    }

    private String convolution(String x, Convolution c, int zeros, String... learned) {
        NodeProto.Builder node = graph.start("Conv", x)
                .addAttribute(OnnxGraph.integers("kernel_shape", c.side(), c.side()))
                .addAttribute(OnnxGraph.integers("strides", c.stride(), c.stride()));
        if (zeros > 0) {
            node.addAttribute(OnnxGraph.integers("pads", zeros, zeros, zeros, zeros));
        }
        for (String tensor : learned) {
            node.addInput(tensor);
        }
        return graph.end(node);
    }

    /** Of a static net of one style with the norm's scale in it. */
    private String kernel(Convolution c) {
        float[] values = folds(c)
                ? FoldedConvolution.of(c, weights).kernel()
                : c.subpixel(times(c.gain(), weights.get(c.weight()).toFloatArray()));
        return graph.tensor(c.weight(), values, (long) c.outputs() * c.places(), c.inputs(), c.side(), c.side());
    }

    private boolean folds(Convolution c) {
        return c.norm() == Norm.STATIC && styles == 1;
    }

    /** The bias; of a static net of one style the norm's shift. */
    private String bias(Convolution c) {
        float[] bias = FoldedConvolution.of(c, weights).bias();
        return graph.tensor(c.normalised() ? c.normShift() : c.bias(), bias, bias.length);
    }

    private static float[] times(float gain, float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] *= gain;
        }
        return values;
    }

    @Override
    public String instanceNorm(String x, Convolution after) {
        return graph.end(
                graph.start("InstanceNormalization", x, channels(after.normScale(), 1), channels(after.normShift(), 1))
                        .addAttribute(OnnxGraph.real("epsilon", EPSILON)));
    }

    @Override
    public String addShare(String x, String y, String share, int block) {
        String shares = graph.reshape(channels(share, block * block), 1, -1, 1, 1);
        return graph.node("Add", x, graph.node("Mul", y, shares));
    }

    @Override
    public String relu(String x) {
        return graph.node("Relu", x);
    }

    @Override
    public String upsampleNearest(String x) {
        NodeProto.Builder resize = graph.start("Resize", x, "", graph.constant("scales", new float[] {1, 1, 2, 2}, 4))
                .addAttribute(OnnxGraph.text("mode", "nearest"))
                .addAttribute(OnnxGraph.text("coordinate_transformation_mode", "asymmetric"))
                .addAttribute(OnnxGraph.text("nearest_mode", "floor"));
        return graph.end(resize);
    }

    @Override
    public String add(String x, String y) {
        return graph.node("Add", x, y);
    }

    String clip(String x, float low, float high) {
        return graph.node("Clip", x, graph.scalar(low), graph.scalar(high));
    }

    /**
     * What the picture has of the rows of a tensor {styles, C}: {C x times}, each of them as often as that. A mix costs a sum a
     * channel, and nothing a pixel.
     */
    private String channels(String name, int times) {
        NDArray tensor = weights.get(name);
        float[] rows = tensor.toFloatArray();
        float[] repeated = new float[rows.length * times];
        for (int i = 0; i < repeated.length; i++) {
            repeated[i] = rows[i / times];
        }
        long columns = tensor.getShape().get(1) * times;
        return styles > 1
                ? graph.node("MatMul", STYLE_WEIGHTS, graph.tensor(name, repeated, styles, columns))
                : graph.tensor(name, repeated, columns);
    }
}
