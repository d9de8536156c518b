package org.brushstream.runtime.frame;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Reads another source on a thread of its own, so that decoding overlaps with what the reader does.
 *
 * <p>At most {@code capacity} frames wait in the queue and one more is held by the thread. A failure of the source comes
 * out of the {@link #read()} that would have returned the frame, once; later reads say that the stream has ended.
 */
public final class ReadAhead implements FrameSource {
    /** What travels through the queue: a frame, the end, or the failure that ended it. */
    private sealed interface Item {
        record Next(Frame frame) implements Item {}

        record End() implements Item {}

        record Failure(Throwable cause) implements Item {}
    }

    private final FrameSource source;
    private final BlockingQueue<Item> queue;
    private final Thread reader;
    private boolean ended;

    /**
     * Starts reading at once.
     *
     * @param source owned from now on: closed with this one
     * @param capacity frames that may wait, at least 1
     */
    public ReadAhead(FrameSource source, int capacity) {
        this.source = source;
        this.queue = new ArrayBlockingQueue<>(capacity);
        this.reader = new Thread(this::readAll, "brushstream-read-ahead");
        reader.setDaemon(true);
        reader.start();
    }

    private void readAll() {
        try {
            Item last = new Item.End();
            try {
                for (Frame frame; (frame = source.read()) != null; ) {
                    queue.put(new Item.Next(frame));
                }
            } catch (RuntimeException | Error e) {
                last = new Item.Failure(e);
            }
            queue.put(last);
        } catch (InterruptedException e) {
            // close() interrupts: nobody reads any more
        }
    }

    @Override
    public @Nullable Frame read() {
        if (ended) {
            return null;
        }
        Item item = Waiting.on(queue::take);
        if (item instanceof Item.Next next) {
            return next.frame();
        }
        ended = true;
        if (item instanceof Item.Failure failure) {
            throw Waiting.rethrow(failure.cause());
        }
        return null;
    }

    @Override
    public void close() {
        ended = true;
        Waiting.stop(reader);
        source.close();
    }
}
