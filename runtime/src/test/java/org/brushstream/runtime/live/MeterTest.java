package org.brushstream.runtime.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class MeterTest {
    private static final long MS = 1_000_000;

    private final Meter meter = new Meter();

    @Test
    void ratesAreIntervalsOfTheLastSeconds() {
        for (long i = 0; i <= 100; i++) {
            meter.captured(i * 50 * MS);
            if (i % 2 == 0) {
                meter.shown(i * 50 * MS, MS);
            }
        }
        assertThat(meter.cameraRate(5000 * MS)).isCloseTo(20, within(1e-9));
        assertThat(meter.shownRate(5000 * MS)).isCloseTo(10, within(1e-9));
        assertThat(meter.captured()).isEqualTo(101);
        assertThat(meter.painted()).isEqualTo(51);
    }

    @Test
    void ratesFallWhenNothingComesAnyMore() {
        for (long i = 0; i <= 20; i++) {
            meter.captured(i * 50 * MS);
        }
        assertThat(meter.cameraRate(2000 * MS)).isCloseTo(20, within(1e-9)); // a second is waited
        assertThat(meter.cameraRate(2500 * MS)).isCloseTo(8, within(1e-9)); // 20 intervals in 2.5 s
        assertThat(meter.cameraRate(9000 * MS)).isZero();
    }

    @Test
    void delaysAreGivenByNearestRank() {
        assertThat(meter.medianMillis()).isZero();
        for (long i = 1; i <= 100; i++) {
            meter.shown(i * MS, (101 - i) * MS);
        }
        assertThat(meter.medianMillis()).isEqualTo(50);
        assertThat(meter.p99Millis()).isEqualTo(99);
        meter.shown(4000 * MS, 7 * MS); // all others are older than three seconds
        assertThat(meter.p99Millis()).isEqualTo(7);
    }
}
