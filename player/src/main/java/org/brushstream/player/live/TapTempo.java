package org.brushstream.player.live;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Finds the tempo of somebody who taps along: the median of the last intervals, so that one tap that came late or was missed
 * changes little. After a rest of two seconds counting begins again. Not thread-safe.
 */
final class TapTempo {
    private static final long REST_NANOS = 2_000_000_000L;
    private static final long BOUNCE_NANOS = 100_000_000L; // nobody taps faster: a key that bounces, or is held
    private static final int INTERVALS = 8; // two bars of four

    private final Deque<Long> intervals = new ArrayDeque<>();
    private long last;
    private long lastRaw; // bounces included: while a key is held there is never a rest
    private boolean tapped;

    /**
     * One tap.
     *
     * @param nanos when, of {@link System#nanoTime()}; not before the tap before
     * @return what all taps since the last rest make: nothing for the first
     */
    Optional<Tempo> tap(long nanos) {
        long interval = nanos - last;
        boolean bounced = tapped && nanos - lastRaw < BOUNCE_NANOS;
        lastRaw = nanos;
        if (bounced) {
            return tempo();
        }
        if (!tapped || interval > REST_NANOS) {
            intervals.clear();
        } else {
            intervals.addLast(interval);
            if (intervals.size() > INTERVALS) {
                intervals.removeFirst();
            }
        }
        tapped = true;
        last = nanos;
        return tempo();
    }

    private Optional<Tempo> tempo() {
        if (intervals.isEmpty()) {
            return Optional.empty();
        }
        long[] sorted = intervals.stream().mapToLong(Long::longValue).sorted().toArray();
        int middle = sorted.length / 2;
        long median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return Optional.of(new Tempo(last, median));
    }
}
