package org.brushstream.runtime.media;

/**
 * When frames with times are due, as if they came from a camera. A reader that has fallen behind by more than
 * {@value #PATIENCE_MILLIS} ms is forgiven: the clock is set back rather than frames hurried through.
 */
final class RealTime {
    private static final long PATIENCE_MILLIS = 250;

    private long start;
    private boolean started;

    /**
     * When a frame is due; the first one is at once.
     *
     * @param micros the frame's time, not before that of the last
     * @param nowNanos by {@link System#nanoTime()}
     * @return by the same clock; may be past
     */
    long due(long micros, long nowNanos) {
        long due = start + micros * 1000;
        if (!started || nowNanos - due > PATIENCE_MILLIS * 1_000_000) {
            started = true;
            start = nowNanos - micros * 1000;
            due = nowNanos;
        }
        return due;
    }
}
