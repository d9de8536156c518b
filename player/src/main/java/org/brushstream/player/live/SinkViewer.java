package org.brushstream.player.live;

import java.util.function.Consumer;
import org.brushstream.runtime.frame.FrameSink;
import org.brushstream.runtime.live.LiveFrame;
import org.brushstream.runtime.live.LiveViewer;
import org.brushstream.runtime.media.MediaException;
import org.jspecify.annotations.Nullable;

/**
 * Hands painted pictures to a sink on a thread of its own, as to a virtual camera: always the newest, so that a sink that
 * waits costs it pictures and nobody else time.
 */
public final class SinkViewer implements LiveViewer, AutoCloseable {
    private final FrameSink sink;
    private final Consumer<String> failed;
    private final Thread thread = new Thread(this::run, "live-sink");

    private @Nullable LiveFrame newest; // under the lock of this, as is the next
    private boolean closed;

    /**
     * Begins.
     *
     * @param sink closed with this
     * @param failed told in one sentence when the sink takes no more; nothing is written from then on
     */
    public SinkViewer(FrameSink sink, Consumer<String> failed) {
        this.sink = sink;
        this.failed = failed;
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public synchronized void show(LiveFrame frame) {
        newest = frame;
        notifyAll();
    }

    private void run() {
        try (sink) {
            while (true) {
                LiveFrame frame;
                synchronized (this) {
                    while (newest == null && !closed) {
                        wait();
                    }
                    if (closed || newest == null) {
                        sink.finish();
                        return;
                    }
                    frame = newest;
                    newest = null;
                }
                sink.write(frame.painted());
            }
        } catch (MediaException e) {
            failed.accept(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) { // a mistake, but nobody else would hear of it
            failed.accept("the picture is not handed on any more: " + e);
        } catch (InterruptedException e) {
            // nobody does that
        }
    }

    /** Waits until the picture that is being written is; closing twice is harmless. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        boolean interrupted = false;
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
}
