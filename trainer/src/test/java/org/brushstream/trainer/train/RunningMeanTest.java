package org.brushstream.trainer.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RunningMeanTest {
    private final NDManager manager = NDManager.newBaseManager();
    private final NDArray weight = manager.create(new float[] {10});
    private final Map<String, NDArray> weights = Map.of("w", weight);

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void meanFollowsTheWeightsSlowerAndSlower() {
        weight.setRequiresGradient(true);
        RunningMean mean = new RunningMean(0.9, weights, Map.of(), manager);
        move(21);

        mean.update(1, weights);
        assertThat(value(mean)).isCloseTo(10 + 11 * 20 / 21f, within(1e-5f)); // 1/21 of the old is left

        mean.update(1_000, weights); // 1000/1020 is more than 0.9
        assertThat(value(mean)).isCloseTo(21 - 0.9f * (11 / 21f), within(1e-5f));
    }

    @Test
    void interruptedMeanGoesOnWhereItStood() {
        RunningMean mean = new RunningMean(0.9, weights, Map.of(), manager);
        move(21);
        mean.update(180, weights); // 0.9 of 10 and a tenth of 21

        RunningMean resumed = new RunningMean(0.9, weights, mean.state(), manager);

        assertThat(value(resumed)).isCloseTo(11.1f, within(1e-5f));
        assertThat(mean.state()).containsOnlyKeys("average.w");
    }

    @Test
    void withoutDecayThereIsNone() {
        assertThat(new RunningMean(0, weights, Map.of(), manager).isKept()).isFalse();
    }

    private void move(float to) {
        manager.create(new float[] {to}).copyTo(weight);
    }

    private static float value(RunningMean mean) {
        return mean.byName().values().iterator().next().toFloatArray()[0];
    }
}
