package org.brushstream.player.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class DelaysTest {
    private static final long MILLI = 1_000_000;

    private final Delays delays = new Delays();

    @Test
    void quantilesAreByNearestRank() {
        assertThat(delays.quantile(0.5)).isZero();
        for (int i = 200; i >= 1; i--) { // 1 to 200 ms
            delays.add(1000 * MILLI - i * MILLI, 1000 * MILLI);
        }

        assertThat(delays.quantile(0.5)).isEqualTo(100);
        assertThat(delays.quantile(0.99)).isEqualTo(198);
    }

    @Test
    void whatIsOlderThanFiveSecondsIsForgotten() {
        delays.add(0, 900 * MILLI);
        delays.add(5800 * MILLI, 5830 * MILLI);
        assertThat(delays.quantile(0.99)).isEqualTo(900);

        delays.add(5900 * MILLI, 5940 * MILLI);

        assertThat(delays.quantile(0.99)).isEqualTo(40);
    }
}
