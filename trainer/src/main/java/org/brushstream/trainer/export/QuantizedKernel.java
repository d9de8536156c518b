package org.brushstream.trainer.export;

/**
 * A kernel in int8 and its bias in int32. The weights of an output stand for multiples of its own scale, symmetric around 0;
 * the bias for multiples of that times the scale of the input, as the sums of products do (Jacob et al. 2018,
 * arXiv:1712.05877, section 2.4).
 *
 * <p>The places of a block are outputs of their own, but on flat ground they must not differ, or the grid of blocks shows in
 * every calm sky. Before rounding they do not: the weights that an input has in a place sum up to the same in all places. So
 * places share a scale, and are rounded so that these sums stay equal.
 */
final class QuantizedKernel {
    private static final int LARGEST_WEIGHT = 127;
    private static final double LARGEST_BIAS = 1 << 30; // of int32, as much again left for the sum

    private static final long NO_SUM = Long.MIN_VALUE;

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
     * Rounds to the nearest, but for what keeps places of a block equal on flat ground.
     *
     * @param weights {outputs, inputs, area}, output by output; the places of a block are {@code outputs / places} apart
     * @param bias of each output
     * @param area taps of an input
     * @param places of a block; 1 for none
     * @param inputScale what a step of the input stands for
     */
    static QuantizedKernel of(float[] weights, float[] bias, int area, int places, float inputScale) {
        int outputs = bias.length;
        int each = weights.length / outputs;
        int channels = outputs / places;
        QuantizedKernel kernel =
                new QuantizedKernel(new byte[weights.length], new float[outputs], new int[outputs], new float[outputs]);
        for (int channel = 0; channel < channels; channel++) {
            float scale = scale(weights, bias, channel, channels, inputScale);
            float sumScale = inputScale * scale;
            for (int output = channel; output < outputs; output += channels) {
                kernel.scales[output] = scale;
                kernel.biasScales[output] = sumScale;
                kernel.bias[output] = (int) Math.rint((double) bias[channel] / sumScale);
                for (int input = 0; input < each / area; input++) {
                    long sum = Math.round(sum(weights, channel * each + input * area, area) / scale);
                    if (places == 1) {
                        sum = NO_SUM;
                    }
                    kernel.round(weights, output * each + input * area, area, scale, sum);
                }
            }
        }
        return kernel;
    }

    /** For all places of a channel. */
    private static float scale(float[] weights, float[] bias, int channel, int channels, float inputScale) {
        int each = weights.length / bias.length;
        double largest = 0;
        for (int output = channel; output < bias.length; output += channels) {
            for (int i = output * each; i < (output + 1) * each; i++) {
                largest = Math.max(largest, Math.abs(weights[i]));
            }
        }
        // An output of next to no weights may have a bias that is large beside them.
        double least = Math.max(Float.MIN_NORMAL, Math.abs(bias[channel]) / (LARGEST_BIAS * inputScale));
        return (float) Math.max(largest / LARGEST_WEIGHT, least);
    }

    private static double sum(float[] weights, int from, int count) {
        double sum = 0;
        for (int i = from; i < from + count; i++) {
            sum += weights[i];
        }
        return sum;
    }

    /** Rounds the taps of an input; then moves those that were nearest to the other side, until they have the sum. */
    private void round(float[] exact, int from, int area, float scale, long sum) {
        long missing = sum;
        for (int i = from; i < from + area; i++) {
            weights[i] = (byte) Math.round(exact[i] / scale);
            missing -= weights[i];
        }
        while (sum != NO_SUM && missing != 0) {
            int step = missing > 0 ? 1 : -1;
            int nearest = -1;
            double most = Double.NEGATIVE_INFINITY;
            for (int i = from; i < from + area; i++) {
                double left = step * ((double) exact[i] / scale - weights[i]);
                if (left > most && Math.abs(weights[i] + step) <= LARGEST_WEIGHT) {
                    most = left;
                    nearest = i;
                }
            }
            weights[nearest] += (byte) step;
            missing -= step;
        }
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
