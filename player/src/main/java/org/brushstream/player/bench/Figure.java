package org.brushstream.player.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.brushstream.runtime.bench.Timings;

/**
 * A number that was measured in several rounds.
 *
 * @param median of the rounds
 * @param lowest of the rounds
 * @param highest of the rounds
 * @param rounds what each of them gave, in order; at least one
 */
public record Figure(double median, double lowest, double highest, List<Double> rounds) {
    public Figure {
        rounds = List.copyOf(rounds);
        if (rounds.isEmpty()) {
            throw new IllegalArgumentException("a figure has at least one round");
        }
    }

    /** From what each round gave. */
    public static Figure of(List<Double> rounds) {
        return new Figure(Timings.median(rounds), Collections.min(rounds), Collections.max(rounds), rounds);
    }

    /**
     * How many times another figure of the same run this one is: round by round, since a machine is faster at one time than
     * at another. Rounds that only one of them has are left out.
     */
    public Figure timesThatOf(Figure other) {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < Math.min(rounds.size(), other.rounds.size()); round++) {
            ratios.add(rounds.get(round) / other.rounds.get(round));
        }
        return of(ratios);
    }
}
