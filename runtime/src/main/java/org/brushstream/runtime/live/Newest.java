package org.brushstream.runtime.live;

import org.jspecify.annotations.Nullable;

/** A place for one thing between two threads: a newer one takes the place of what nobody has fetched yet. */
final class Newest<T> {
    private @Nullable T waiting;

    /** Gives back what was there and will now never be fetched, or null. */
    synchronized @Nullable T put(T newer) {
        T dropped = waiting;
        waiting = newer;
        notifyAll();
        return dropped;
    }

    /** Waits for the next one; null if none comes in that time. */
    synchronized @Nullable T fetch(long patienceNanos) throws InterruptedException {
        long end = System.nanoTime() + patienceNanos;
        while (waiting == null) {
            long millis = (end - System.nanoTime() + 999_999) / 1_000_000;
            if (millis <= 0) {
                return null;
            }
            wait(millis);
        }
        T fetched = waiting;
        waiting = null;
        return fetched;
    }
}
