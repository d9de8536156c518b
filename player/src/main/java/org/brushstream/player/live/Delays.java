package org.brushstream.player.live;

import java.util.ArrayDeque;
import java.util.Deque;

/** The delays of the last seconds, from the camera to the window, and what they were like. Not thread-safe. */
final class Delays {
    private static final long KEPT_NANOS = 5_000_000_000L;

    /**
     * One frame's.
     *
     * @param nanos when it was drawn, of {@link System#nanoTime()}
     */
    private record Delay(long nanos, double millis) {}

    private final Deque<Delay> delays = new ArrayDeque<>();

    /** A frame that was captured and drawn at these moments, of {@link System#nanoTime()}. */
    void add(long capturedNanos, long drawnNanos) {
        delays.addLast(new Delay(drawnNanos, (drawnNanos - capturedNanos) / 1e6));
        while (drawnNanos - delays.getFirst().nanos() > KEPT_NANOS) {
            delays.removeFirst();
        }
    }

    /**
     * A quantile, by nearest rank.
     *
     * @param share 0.5 for the median, 0.99 for the worst of a hundred
     * @return milliseconds; 0 where nothing was measured
     */
    double quantile(double share) {
        double[] sorted = delays.stream().mapToDouble(Delay::millis).sorted().toArray();
        return sorted.length == 0 ? 0 : sorted[(int) Math.ceil(share * sorted.length) - 1];
    }
}
