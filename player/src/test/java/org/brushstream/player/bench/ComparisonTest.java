package org.brushstream.player.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ComparisonTest {
    @Test
    void everyLineIsItsSpeedNowOverItsSpeedThen() {
        Comparison comparison = Comparison.of(Benchmarks.of(30, 60, "P"), Benchmarks.of(10, 20, "P"));

        assertThat(comparison.lines())
                .containsExactly(
                        new Comparison.Line("great-wave 640x360 cpu", 3, 1, 1), // medians 45 and 15
                        new Comparison.Line("great-wave 640x360 cuda", 3, 1, 1),
                        new Comparison.Line("PyTorch 1.13.0 640x360", 1, 1, 1));
        assertThat(comparison.warnings()).isEmpty();
    }

    @Test
    void runsOnDifferentMachinesAreWarnedOf() {
        Comparison comparison = Comparison.of(Benchmarks.of(10, 20, "new"), Benchmarks.of(10, 20, "old"));

        assertThat(comparison.warnings()).containsExactly("the processor differs: new now, old then");
        assertThat(MarkdownTables.of(comparison, "old.json"))
                .contains("Times as fast as in old.json:")
                .contains("| great-wave 640x360 cpu | 1.00x | 1.00x | 1.00x |")
                .contains("Not to be relied on: the processor differs: new now, old then.");
    }

    @Test
    void ratiosOfOneRunAreTakenRoundByRound() {
        // The machine was half as fast in the second round: 20/2, 10/1, 12/1
        Figure ratio = Figure.of(List.of(20.0, 10.0, 12.0)).timesThatOf(Figure.of(List.of(2.0, 1.0, 1.0, 5.0)));

        assertThat(ratio).isEqualTo(new Figure(10, 10, 12, List.of(10.0, 10.0, 12.0)));
    }
}
