package org.brushstream.trainer.export;

import org.brushstream.trainer.net.Convolution;
import org.brushstream.trainer.net.Weights;

/**
 * A convolution of a net of one style, with all that is multiplied and added in it: gain, static scale and shift. Where it
 * has blocks, the kernel is that for the input itself ({@link Convolution#subpixel}).
 */
final class FoldedConvolution {
    private final float[] kernel;
    private final float[] bias;

    private FoldedConvolution(float[] kernel, float[] bias) {
        this.kernel = kernel;
        this.bias = bias;
    }

    static FoldedConvolution of(Convolution c, Weights weights) {
        float[] learned = weights.get(c.weight()).toFloatArray();
        float[] shifts = weights.get(c.normalised() ? c.normShift() : c.bias()).toFloatArray();
        float[] scales = new float[c.outputs()];
        for (int output = 0; output < scales.length; output++) {
            scales[output] = c.gain();
        }
        if (c.normalised()) {
            float[] normScales = weights.get(c.normScale()).toFloatArray();
            for (int output = 0; output < scales.length; output++) {
                scales[output] *= normScales[output];
            }
        }
        int perOutput = learned.length / c.outputs();
        for (int i = 0; i < learned.length; i++) {
            learned[i] *= scales[i / perOutput];
        }
        float[] bias = new float[c.outputs() * c.places()];
        for (int i = 0; i < bias.length; i++) {
            float shift = shifts[i / c.places()];
            bias[i] = c.normalised() ? shift : c.gain() * shift;
        }
        return new FoldedConvolution(c.subpixel(learned), bias);
    }

    /** {outputs, inputs, side, side}, row by row; the outputs are those of all places. */
    float[] kernel() {
        return kernel;
    }

    /** Of each output. */
    float[] bias() {
        return bias;
    }
}
