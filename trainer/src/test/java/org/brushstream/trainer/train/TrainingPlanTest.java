package org.brushstream.trainer.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TrainingPlanTest {
    @ParameterizedTest
    @CsvSource({"5, 0.25", "10, 0.5", "20, 1", "115, 0.85648", "210, 0.51", "305, 0.16352", "400, 0.02"})
    void rateOfFourHundredStepsRisesOverTwentyAndFallsAlongACosine(int step, double share) {
        // By hand: at a quarter of the fall half a cosine stands at (1 + sqrt(0.5)) / 2 = 0.85355, at three quarters at
        // 0.14645; of it 98 % are added to 2 %: 0.85648 and 0.16352. 115 and 305 are a quarter and three
        // quarters of 380 behind 20.
        assertThat(new TrainingPlan(400, 4, 0.002, 1).learningRateAt(step)).isCloseTo(0.002 * share, within(2e-7));
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
