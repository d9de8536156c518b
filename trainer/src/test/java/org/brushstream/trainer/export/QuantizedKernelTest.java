package org.brushstream.trainer.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class QuantizedKernelTest {
    @Test
    void weightsAreRoundedToMultiplesOfTheirOutputsOwnScale() {
        float[] weights = {
            1.27f,
            -0.5f,
            0.004f, // scale 0.01: 127, -50, 0.4
            -2.54f,
            0.03f,
            0 // scale 0.02: -127, 1.5 and 0
        };
        QuantizedKernel kernel = QuantizedKernel.of(weights, new float[] {0.1f, -1}, 3, 1, 0.5f);

        assertThat(kernel.weights()).containsExactly(127, -50, 0, -127, 2, 0);
        assertThat(kernel.scales()).containsExactly(new float[] {0.01f, 0.02f}, within(1e-8f));
        // A step of the sum is 0.5 x 0.01 and 0.5 x 0.02: 0.1 are 20 of the former, -1 are 100 of the latter.
        assertThat(kernel.bias()).containsExactly(20, -100);
        assertThat(kernel.biasScales()).containsExactly(new float[] {0.005f, 0.01f}, within(1e-8f));
    }

    @Test
    void biasOfAnOutputWithoutWeightsIsKept() {
        QuantizedKernel kernel = QuantizedKernel.of(new float[] {0, 0}, new float[] {-7, 0}, 1, 1, 0.5f);
        assertThat(kernel.weights()).containsExactly(0, 0);
        assertThat(kernel.bias()[0] * (double) kernel.biasScales()[0]).isCloseTo(-7, within(1e-5));
        assertThat(kernel.bias()[1]).isZero();
    }

    @Test
    void placesOfABlockHaveTheSameScaleAndTheSameSumOfEachInput() {
        float[] weights = { // two places of one output, two inputs of three taps
            1.27f, 0.104f, 0.104f, 0.3f, 0, 0, // 1.478 and 0.3
            0.6358f, 0.6362f, 0.206f, 0.1f, 0.1f, 0.1f
        };
        QuantizedKernel kernel = QuantizedKernel.of(weights, new float[] {1, 1}, 3, 2, 1);

        assertThat(kernel.scales()).containsExactly(new float[] {0.01f, 0.01f}, within(1e-8f));
        // 147.8 steps are 148, but to the nearest 127 + 10 + 10 and 64 + 64 + 21 come out: in each place the tap that
        // is
        // nearest to its other neighbour goes there, of 10.4 and 10.4 the first, and 63.58.
        assertThat(kernel.weights()).containsExactly(127, 11, 10, 30, 0, 0, 63, 64, 21, 10, 10, 10);
        assertThat(kernel.bias()).containsExactly(100, 100);
    }
}
