package org.brushstream.runtime.media;

import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.LockSupport;

/** Waiting that an interrupt ends. */
final class Pause {
    private Pause() {}

    /**
     * Waits until a moment of {@link System#nanoTime()}; at once if it is past.
     *
     * @throws CancellationException if the thread is interrupted, its flag stays set
     */
    static void until(long nanos) {
        for (long rest; (rest = nanos - System.nanoTime()) > 0; ) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("interrupted while waiting for a frame");
            }
            LockSupport.parkNanos(rest);
        }
    }
}
