package org.brushstream.runtime.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RealTimeTest {
    private static final long MS = 1_000_000;

    private final RealTime clock = new RealTime();

    @Test
    void framesAreDueAtTheirDistanceFromTheFirst() {
        assertThat(clock.due(40_000, 1000 * MS)).isEqualTo(1000 * MS);
        assertThat(clock.due(80_000, 1001 * MS)).isEqualTo(1040 * MS);
        assertThat(clock.due(120_000, 1090 * MS)).as("a little late").isEqualTo(1080 * MS);
        assertThat(clock.due(160_000, 1091 * MS)).as("it catches up").isEqualTo(1120 * MS);
    }

    @Test
    void whoIsFarBehindStartsAfresh() {
        clock.due(0, 1000 * MS);
        assertThat(clock.due(40_000, 1291 * MS)).as("251 ms late").isEqualTo(1291 * MS);
        assertThat(clock.due(80_000, 1292 * MS)).isEqualTo(1331 * MS);
    }
}
