package org.brushstream.trainer.export;

/**
 * A kernel in int8 and its bias in int32. The weights of an output stand for multiples of its own scale, symmetric around 0;
 * the bias for multiples of that times the scale of the input, as the sums of products do (Jacob et al. 2018,
 * arXiv:1712.05877, section 2.4).
 */
final class QuantizedKernel {
    private static final int LARGEST_WEIGHT = 127;
    private static final double LARGEST_BIAS = 1 << 30; // of int32, as much again left for the sum

    private final byte[] weights;
    private final float[] scales;
    private final int[] bias;
    private final float[] biasScales;

    private QuantizedKernel(byte[] weights, float[] scales, int[] bias, float[] biasScales) {
        this.weights = weights;
        this.scales = scales;
        this.bias = bias;
        this.biasScales = biasScales;
    }

    /**
     * Rounds to the nearest.
     *
     * @param weights {outputs, ...}, output by output
     * @param bias of each output
     * @param inputScale what a step of the input stands for
     */
    static QuantizedKernel of(float[] weights, float[] bias, float inputScale) {
        int outputs = bias.length;
        int each = weights.length / outputs;
        byte[] bytes = new byte[weights.length];
        float[] scales = new float[outputs];
        int[] sums = new int[outputs];
        float[] sumScales = new float[outputs];
        for (int output = 0; output < outputs; output++) {
            double largest = 0;
            for (int i = output * each; i < (output + 1) * each; i++) {
                largest = Math.max(largest, Math.abs(weights[i]));
            }
            // An output of next to no weights may have a bias that is large beside them.
            double least = Math.max(Float.MIN_NORMAL, Math.abs(bias[output]) / (LARGEST_BIAS * inputScale));
            scales[output] = (float) Math.max(largest / LARGEST_WEIGHT, least);
            for (int i = output * each; i < (output + 1) * each; i++) {
                bytes[i] = (byte) Math.round(weights[i] / scales[output]);
            }
            sumScales[output] = inputScale * scales[output];
            sums[output] = (int) Math.rint((double) bias[output] / sumScales[output]);
        }
        return new QuantizedKernel(bytes, scales, sums, sumScales);
    }

    /** Within -127..127, as many as there were. */
    byte[] weights() {
        return weights;
    }

    /** What a step of the weights stands for, by output. */
    float[] scales() {
        return scales;
    }

    /** By output. */
    int[] bias() {
        return bias;
    }

    /** What a step of the bias stands for, by output. */
    float[] biasScales() {
        return biasScales;
    }
}
