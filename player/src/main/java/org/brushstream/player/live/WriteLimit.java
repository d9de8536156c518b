package org.brushstream.player.live;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Ends writes to sockets that take too long, as to a browser that sleeps: their threads are interrupted, which closes a
 * {@link java.nio.channels.SocketChannel} under them. Thread-safe.
 */
final class WriteLimit implements AutoCloseable {
    /** What writes. */
    @FunctionalInterface
    interface Write {
        void run() throws IOException;
    }

    private final long nanos;
    private final Map<Thread, Long> begun = new HashMap<>(); // under the lock of this, as is the next
    private boolean closed;

    /** @param longest that one write may take; it is ended after up to a fourth more */
    WriteLimit(Duration longest) {
        nanos = longest.toNanos();
        Thread thread = new Thread(this::watch, "live-write-limit");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Writes, on the calling thread, which is interrupted if it takes too long.
     *
     * @throws IOException as the write does; {@link java.nio.channels.ClosedByInterruptException} if it took too long
     */
    void write(Write write) throws IOException {
        synchronized (this) {
            begun.put(Thread.currentThread(), System.nanoTime());
        }
        try {
            write.run();
        } finally {
            synchronized (this) { // from here on nobody interrupts this thread, which does other things next
                begun.remove(Thread.currentThread());
            }
        }
    }

    private synchronized void watch() {
        try {
            while (!closed) {
                wait(Math.max(1, nanos / 4_000_000));
                long now = System.nanoTime();
                begun.forEach((thread, since) -> {
                    if (now - since > nanos) {
                        thread.interrupt();
                    }
                });
            }
        } catch (InterruptedException e) {
            // nobody does that
        }
    }

    /** Watches no more. Closing twice is harmless. */
    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
