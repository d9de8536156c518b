package org.brushstream.trainer.net;

import ai.djl.ndarray.types.Shape;

/**
 * A convolution and what is learned with it.
 *
 * @param name unique within its net; its tensors are {@code name.weight} and either {@code name.bias} or
 *     {@code name.norm.weight} and {@code name.norm.bias}
 * @param inputs channels in
 * @param outputs channels out
 * @param kernel side in pixels, odd
 * @param stride pixels
 * @param normalised whether instance norm follows; a bias would be subtracted again by it, so there is none then
 */
public record Convolution(String name, int inputs, int outputs, int kernel, int stride, boolean normalised) {
    public String weight() {
        return name + ".weight";
    }

    /** The bias; only without instance norm. */
    public String bias() {
        return name + ".bias";
    }

    /** What instance norm multiplies with, {styles, outputs}; only with it. */
    public String normScale() {
        return name + ".norm.weight";
    }

    /** What instance norm adds, {styles, outputs}; only with it. */
    public String normShift() {
        return name + ".norm.bias";
    }

    /** {outputs, inputs, kernel, kernel}. */
    public Shape weightShape() {
        return new Shape(outputs, inputs, kernel, kernel);
    }

    /** Rows and columns of padding that keep the size at stride 1. */
    public int padding() {
        return kernel / 2;
    }
}
