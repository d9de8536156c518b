package org.brushstream.trainer.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/**
 * The learned tensors of a net by name, float32, in the order in which the net uses them: convolutions {outputs, inputs,
 * kernel, kernel}, scales and shifts of norms {styles, outputs}, the last bias {outputs}, the shortcut {styles, 3}.
 *
 * <p>They belong to the manager they were made with and live until it is closed.
 */
public final class Weights {
    private static final String HEAD_WEIGHT = "head.weight";
    private static final float HEAD_SCALE = 0.1f; // of fresh weights, with static norm
    private static final float RESIDUAL_SCALE = 0.3f; // so that five sums do not let maps grow far

    private final Map<String, NDArray> tensors;

    private Weights(Map<String, NDArray> tensors) {
        this.tensors = tensors;
    }

    /**
     * Fresh weights. With instance norm: convolutions uniform in +-1/sqrt(inputs x kernel^2), torch's default (He et al. 2015
     * with a = sqrt 5); norms start as scale 1, shift 0, the shortcut as 0, the same for every style.
     *
     * <p>With static norm nothing else keeps maps in range: convolutions are normal with deviation sqrt(2 / (inputs x
     * kernel^2)) (He et al. 2015, equation 10), what residual blocks add is scaled by {@value #RESIDUAL_SCALE}, and the last
     * layer's weights are {@value #HEAD_SCALE} of that, so that a fresh net paints grey.
     *
     * @param seed the same seed gives the same weights on every machine
     */
    public static Weights initial(TransformerNet net, NDManager manager, long seed) {
        Random random = new Random(seed);
        boolean normal = net.norm() == Norm.STATIC;
        Map<String, NDArray> tensors = new LinkedHashMap<>();
        shapes(net).forEach((name, shape) -> {
            if (shape.dimension() == 4) {
                float scale = name.equals(HEAD_WEIGHT) ? HEAD_SCALE : 1;
                float[] values = normal ? normal(shape, scale, random) : uniform(shape, random);
                tensors.put(name, manager.create(values, shape));
            } else if (name.endsWith(".norm.weight")) {
                boolean residual = name.endsWith(".b.norm.weight");
                tensors.put(name, normal && residual ? manager.full(shape, RESIDUAL_SCALE) : manager.ones(shape));
            } else {
                tensors.put(name, manager.zeros(shape));
            }
        });
        return new Weights(tensors);
    }

    /**
     * Weights that were stored.
     *
     * @param stored tensors by name; others may be among them
     * @throws IllegalArgumentException if one that the net needs is absent or has another shape
     */
    public static Weights of(TransformerNet net, Map<String, NDArray> stored) {
        Map<String, NDArray> tensors = new LinkedHashMap<>();
        shapes(net).forEach((name, shape) -> {
            NDArray tensor = stored.get(name);
            if (tensor == null || !tensor.getShape().equals(shape)) {
                throw new IllegalArgumentException("tensor " + name + " should have shape " + shape + " but "
                        + (tensor == null ? "is absent" : "has " + tensor.getShape())
                        + "; was it trained with another width, stem or number of styles?");
            }
            tensors.put(name, tensor.toType(DataType.FLOAT32, false));
        });
        return new Weights(tensors);
    }

    /**
     * The weights of {@link TransformerNet#ofOneStyle()} that paints as this net does in one mix of its styles: each norm's
     * rows are summed once and for all. What styles share is the same arrays, not copies.
     *
     * @param net that these are the weights of
     * @param styleWeights what is taken of each style, of sum 1; below 0 and above 1 is allowed
     */
    public Weights folded(TransformerNet net, float[] styleWeights) {
        if (styleWeights.length != net.styles()) {
            throw new IllegalArgumentException(
                    net.styles() + " styles need a weight for each, not " + styleWeights.length);
        }
        Map<String, NDArray> folded = new LinkedHashMap<>(tensors);
        for (Convolution c : net.convolutions()) {
            if (c.normalised()) {
                folded.put(c.normScale(), sum(get(c.normScale()), styleWeights));
                folded.put(c.normShift(), sum(get(c.normShift()), styleWeights));
            }
        }
        folded.put(TransformerNet.SHORTCUT, sum(get(TransformerNet.SHORTCUT), styleWeights));
        return new Weights(folded);
    }

    /** The weighted sum of the rows of {S, C}: {1, C}. */
    private static NDArray sum(NDArray rows, float[] weights) {
        float[] values = rows.toFloatArray();
        int channels = values.length / weights.length;
        float[] sums = new float[channels];
        for (int channel = 0; channel < channels; channel++) {
            double sum = 0;
            for (int style = 0; style < weights.length; style++) {
                sum += (double) weights[style] * values[style * channels + channel];
            }
            sums[channel] = (float) sum;
        }
        return rows.getManager().create(sums, new Shape(1, channels));
    }

    private static float[] uniform(Shape shape, Random random) {
        long inputs = shape.get(1) * shape.get(2) * shape.get(3); // channels x kernel^2
        float bound = (float) (1 / Math.sqrt((double) inputs));
        float[] values = new float[(int) shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = bound * (2 * random.nextFloat() - 1);
        }
        return values;
    }

    private static float[] normal(Shape shape, float scale, Random random) {
        double inputs = (double) shape.get(1) * shape.get(2) * shape.get(3); // channels x kernel^2
        float[] values = new float[(int) shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (scale * Math.sqrt(2 / inputs) * random.nextGaussian());
        }
        return values;
    }

    private static Map<String, Shape> shapes(TransformerNet net) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        for (Convolution c : net.convolutions()) {
            shapes.put(c.weight(), c.weightShape());
            if (c.normalised()) {
                Shape rows = new Shape(net.styles(), c.outputs());
                shapes.put(c.normScale(), rows);
                shapes.put(c.normShift(), rows);
            } else {
                shapes.put(c.bias(), new Shape(c.outputs()));
            }
        }
        shapes.put(TransformerNet.SHORTCUT, new Shape(net.styles(), 3));
        return shapes;
    }

    /** Whether the tensor of that name has a row for each style; all others are shared. */
    public static boolean isByStyle(String name) {
        return name.contains(".norm.") || name.equals(TransformerNet.SHORTCUT);
    }

    /** The tensor of that name, which must exist. */
    public NDArray get(String name) {
        NDArray tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("no tensor is called " + name);
        }
        return tensor;
    }

    /** All tensors by name, in order; a view. */
    public Map<String, NDArray> byName() {
        return tensors;
    }
}
