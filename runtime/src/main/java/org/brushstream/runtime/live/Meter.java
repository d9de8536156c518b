package org.brushstream.runtime.live;

import java.util.ArrayDeque;
import java.util.Deque;

/** Counts frames, and measures rates and delays of the last few seconds. Its caller says what time it is, in nanoseconds. */
final class Meter {
    private static final long WINDOW = 3_000_000_000L;
    private static final long STALLED = 1_000_000_000L;
    private static final int LARGEST = 1024; // times kept: enough for three seconds of the fastest camera
    private static final double SECOND = 1e9;
    private static final double MILLI = 1e6;
    private static final double P99 = 0.99;

    /** Moments at which something happened. */
    private static final class Moments {
        private final Deque<Long> moments = new ArrayDeque<>();
        private long count;

        void add(long now) {
            count++;
            moments.add(now);
            if (moments.size() > LARGEST) {
                moments.remove();
            }
            forget(now);
        }

        private void forget(long now) {
            while (!moments.isEmpty() && now - moments.element() > WINDOW) {
                moments.remove();
            }
        }

        /** Per second; goes down while nothing happens. */
        double rate(long now) {
            forget(now);
            if (moments.size() < 2) {
                return 0;
            }
            long last = now - moments.getLast() > STALLED ? now : moments.getLast();
            return (moments.size() - 1) * SECOND / Math.max(1, last - moments.element());
        }
    }

    private record Delay(long moment, long nanos) {}

    private final Moments captured = new Moments();
    private final Moments shown = new Moments();
    private final Deque<Delay> delays = new ArrayDeque<>();
    private long dropped;

    synchronized void captured(long now) {
        captured.add(now);
    }

    synchronized void dropped() {
        dropped++;
    }

    /** @param delay from the camera to the viewers, nanoseconds */
    synchronized void shown(long now, long delay) {
        shown.add(now);
        delays.add(new Delay(now, delay));
        while (delays.size() > LARGEST || now - delays.element().moment() > WINDOW) {
            delays.remove();
        }
    }

    /** Frames from the camera. */
    synchronized long captured() {
        return captured.count;
    }

    /** Frames that viewers were shown. */
    synchronized long painted() {
        return shown.count;
    }

    /** Frames that never will be. */
    synchronized long lost() {
        return dropped;
    }

    synchronized double cameraRate(long now) {
        return captured.rate(now);
    }

    synchronized double shownRate(long now) {
        return shown.rate(now);
    }

    /** Half of the delays are no longer, in milliseconds; 0 if there are none. */
    synchronized double medianMillis() {
        return quantile(0.5);
    }

    synchronized double p99Millis() {
        return quantile(P99);
    }

    /** The nearest rank: the smallest delay that so large a part of all does not exceed. */
    private double quantile(double part) {
        if (delays.isEmpty()) {
            return 0;
        }
        long[] sorted = delays.stream().mapToLong(Delay::nanos).sorted().toArray();
        return sorted[Math.max(0, (int) Math.ceil(part * sorted.length) - 1)] / MILLI;
    }
}
