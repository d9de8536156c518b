package org.brushstream.runtime.frame;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Writes to another sink on a thread of its own, so that encoding overlaps with what the writer does.
 *
 * <p>At most {@code capacity} frames wait in the queue and one more is held by the thread. A failure of the sink comes out
 * of the next {@link #write} or {@link #finish}, once; later calls do nothing.
 */
public final class WriteBehind implements FrameSink {
    /** What travels through the queue: a frame, or the wish to finish. */
    private sealed interface Item {
        record Next(Frame frame) implements Item {}

        record Finish() implements Item {}
    }

    private final FrameSink sink;
    private final BlockingQueue<Item> queue;
    private final Thread writer;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private boolean failed;

    /**
     * @param sink owned from now on: closed with this one
     * @param capacity frames that may wait, at least 1
     */
    public WriteBehind(FrameSink sink, int capacity) {
        this.sink = sink;
        this.queue = new ArrayBlockingQueue<>(capacity);
        this.writer = new Thread(this::writeAll, "brushstream-write-behind");
        writer.setDaemon(true);
        writer.start();
    }

    private void writeAll() {
        try {
            while (queue.take() instanceof Item.Next next) {
                sink.write(next.frame());
            }
            sink.finish();
        } catch (RuntimeException | Error e) {
            failure.set(e);
        } catch (InterruptedException e) {
            // close() interrupts: the result is not wanted any more
        }
    }

    @Override
    public void write(Frame frame) {
        put(new Item.Next(frame));
    }

    @Override
    public void finish() {
        put(new Item.Finish());
        Waiting.on(() -> {
            writer.join();
            return writer;
        });
        throwFailure();
    }

    private void put(Item item) {
        // The writer is the only one who makes room, and it is gone after a failure: wait in slices and look.
        boolean queued = false;
        while (!queued && !failed) {
            boolean gone = !writer.isAlive(); // looked at first: a failure is set before the thread ends
            throwFailure();
            if (gone) {
                throw new IllegalStateException("the sink is finished or closed");
            }
            queued = Waiting.on(() -> queue.offer(item, 50, TimeUnit.MILLISECONDS));
        }
    }

    private void throwFailure() {
        Throwable cause = failure.getAndSet(null);
        if (cause != null) {
            failed = true;
            throw Waiting.rethrow(cause);
        }
    }

    @Override
    public void close() {
        Waiting.stop(writer);
        sink.close();
    }
}
