package org.brushstream.trainer.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class StyleTurnsTest {
    private static List<Integer> round(StyleTurns turns, long number) {
        int styles = turns.styles();
        return LongStream.range(number * styles, (number + 1) * styles)
                .mapToObj(turns::styleOf)
                .toList();
    }

    @Test
    void everyStyleComesOnceInEachRound() {
        for (int styles = 1; styles <= 12; styles++) {
            for (long number : new long[] {0, 1, 7, 1_000_000_000L}) {
                assertThat(round(new StyleTurns(styles, 3), number))
                        .containsExactlyInAnyOrderElementsOf(LongStream.range(0, styles)
                                .mapToObj(i -> (int) i)
                                .toList());
            }
        }
    }

    @Test
    void orderChangesFromRoundToRoundAndWithTheSeedOnly() {
        Set<List<Integer>> orders = new HashSet<>();
        for (long number = 0; number < 200; number++) {
            orders.add(round(new StyleTurns(4, 1), number));
        }
        assertThat(orders).hasSize(24); // all permutations of four
        assertThat(round(new StyleTurns(9, 1), 5))
                .isEqualTo(round(new StyleTurns(9, 1), 5))
                .isNotEqualTo(round(new StyleTurns(9, 2), 5));
    }
}
