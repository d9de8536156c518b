package org.brushstream.trainer.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.Map;
import org.brushstream.trainer.net.TransformerNet;
import org.brushstream.trainer.net.Weights;
import org.brushstream.trainer.script.Scalar;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one wild gradient may do. The formula itself is compared with PyTorch's in {@code TrainingTest}. */
final class AdamTest {
    private static final double RATE = 0.01;

    private NDManager manager;
    private Weights weights;
    private Adam adam;
    private int step;

    @BeforeEach
    void start() {
        manager = NDManager.newBaseManager();
        weights = Weights.initial(new TransformerNet(1.0 / 32), manager, 1);
        weights.byName().values().forEach(weight -> weight.setRequiresGradient(true));
        adam = new Adam(weights.byName(), Map.of(), manager);
        step = 0;
        for (int i = 0; i < 100; i++) {
            stepWithGradient(1);
        }
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void steadyGradientOfOneMovesByTheLearningRate() {
        assertThat(moveOf(1)).isCloseTo(-RATE, within(RATE / 100));
    }

    @Test
    void gradientsAreStillFollowedAfterAWildOne() {
        stepWithGradient(1e8f);
        for (int i = 0; i < 100; i++) {
            stepWithGradient(1);
        }
        // by hand: limited to 2, it leaves a second moment of 1.015, so 0.993 of the rate; unlimited, 2e-6 of it
        assertThat(moveOf(1)).isCloseTo(-0.993 * RATE, within(RATE / 500));
    }

    @Test
    void gradientThatOverflowedIsDropped() {
        // nine tenths of the first moment are left, and nearly all of the second
        assertThat(moveOf(Float.POSITIVE_INFINITY)).isCloseTo(-0.9 * RATE, within(RATE / 100));
        assertThat(moveOf(1)).isCloseTo(-0.91 * RATE, within(RATE / 100));
    }

    private double moveOf(float gradient) {
        float before = first();
        stepWithGradient(gradient);
        return (double) first() - before;
    }

    private float first() {
        return weights.get("head.bias").toFloatArray()[0];
    }

    private void stepWithGradient(float gradient) {
        try (NDManager scope = manager.newSubManager();
                GradientCollector tape = Engine.getInstance().newGradientCollector()) {
            NDArray loss = scope.create(0f);
            for (NDArray weight : weights.byName().values()) {
                loss = loss.add(Scalar.times(weight, gradient).sum());
            }
            tape.backward(loss);
        }
        adam.step(++step, RATE);
    }
}
