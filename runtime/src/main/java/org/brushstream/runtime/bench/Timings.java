package org.brushstream.runtime.bench;

import java.util.Collection;
import java.util.List;

/**
 * The times of many frames in short.
 *
 * @param frames how many there were, at least 1
 * @param medianMillis half of them took no longer; the mean of the middle two if there is no middle one
 * @param p99Millis 99 in 100 took no longer: the smallest of the times of which that is true (the "nearest rank"), so that
 *     of fewer than 100 it is the longest
 */
public record Timings(int frames, double medianMillis, double p99Millis) {
    /**
     * Sums up.
     *
     * @param millis at least one, in any order
     */
    public static Timings of(Collection<Double> millis) {
        List<Double> sorted = millis.stream().sorted().toList();
        int rank = (int) Math.ceil(sorted.size() * 99 / 100.0);
        return new Timings(sorted.size(), median(sorted), sorted.get(rank - 1));
    }

    /**
     * The middle.
     *
     * @param values at least one, in any order
     */
    public static double median(Collection<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("there is no median of nothing");
        }
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
