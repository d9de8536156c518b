package org.brushstream.trainer.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TrainingPlanTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "6, 1", "7, 1", "8, 0.75", "9, 0.5", "10, 0.25"})
    void rateOfTenStepsFallsOverTheLastThree(int step, double share) {
        // By hand: the fall starts at 7 and would end at 11, four equal parts.
        assertThat(new TrainingPlan(10, 4, 0.002, 1).learningRateAt(step)).isCloseTo(0.002 * share, within(1e-12));
    }

    @Test
    void rateNeverReachesZeroNorExceedsItsStart() {
        for (int steps = 1; steps <= 50; steps++) {
            TrainingPlan plan = new TrainingPlan(steps, 1, 1, 1);
            for (int step = 1; step <= steps; step++) {
                assertThat(plan.learningRateAt(step))
                        .as("%d of %d", step, steps)
                        .isGreaterThan(0)
                        .isLessThanOrEqualTo(1);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 4, 0.001", "5, 0, 0.001", "5, 4, 0", "5, 4, -1", "5, 4, 1.01", "5, 4, NaN"})
    void impossiblePlansAreRefused(int steps, int batch, double rate) {
        assertThatThrownBy(() -> new TrainingPlan(steps, batch, rate, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(steps + " steps of " + batch + " at " + rate);
    }
}
