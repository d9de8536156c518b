package org.brushstream.runtime.frame;

import java.util.concurrent.CancellationException;

/** How the two decorators wait for their threads, and hand on what happened there. */
final class Waiting {
    /** A call that blocks. */
    interface Blocking<T> {
        T call() throws InterruptedException;
    }

    private Waiting() {}

    /** Waits for the result; an interrupt of the caller becomes a {@link CancellationException}, its flag set again. */
    static <T> T on(Blocking<T> blocking) {
        try {
            return blocking.call();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (CancellationException)
                    new CancellationException("interrupted while waiting for a frame").initCause(e);
        }
    }

    /** Interrupts the thread and waits until it is gone, since it may still be inside a native decoder or encoder. */
    static void stop(Thread thread) {
        boolean interrupted = Thread.interrupted();
        thread.interrupt();
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Throws what the other thread threw, with the caller's stack added so that both ends can be seen. */
    static RuntimeException rethrow(Throwable cause) {
        cause.addSuppressed(new IllegalStateException("the frame was waited for here"));
        if (cause instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) cause;
    }
}
