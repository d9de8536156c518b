package org.brushstream.player.live;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.live.LiveFrame;
import org.jspecify.annotations.Nullable;

/**
 * Prepares what the window draws, on a thread of its own: the newest frame at the size of the view, the source on the left of
 * the split. Whatever is not drawn in time is replaced by what is newer; nothing queues.
 */
final class PictureComposer implements AutoCloseable {
    /**
     * A picture that is ready to be drawn, as it is.
     *
     * @param drawing the same size as the view's rectangle; belongs to the thread that draws until it takes the next one
     * @param frame what is on it
     */
    record Ready(BufferedImage drawing, LiveFrame frame) {}

    private static final int BUFFERS = 3; // one is drawn, one is ready, one is written

    private final Runnable whenReady;
    private final Thread thread = new Thread(this::run, "live-picture");
    private final BufferedImage[] buffers = new BufferedImage[BUFFERS];

    private @Nullable LiveFrame frame; // all below under the lock of this
    private @Nullable FrameSize view;
    private double split;
    private boolean changed;
    private boolean closed;
    private @Nullable Ready ready;
    private @Nullable Ready drawn;

    private @Nullable PictureScaler scaler; // of the thread alone

    /** @param whenReady called on the composer's thread after each picture */
    PictureComposer(Runnable whenReady) {
        this.whenReady = whenReady;
        thread.setDaemon(true);
        thread.start();
    }

    /** The newest frame; from any thread, returns at once. */
    synchronized void frame(LiveFrame newest) {
        frame = newest;
        changed = true;
        notifyAll();
    }

    /**
     * How it is to be drawn from now on.
     *
     * @param size in pixels of the display
     * @param split where the painted picture begins, 0 to 1 of the width
     */
    synchronized void view(FrameSize size, double split) {
        if (!size.equals(view) || split != this.split) {
            view = size;
            this.split = split;
            changed = true;
            notifyAll();
        }
    }

    /** The newest picture; the one given before may be written over from now on. */
    synchronized @Nullable Ready take() {
        if (ready != null) {
            drawn = ready;
            ready = null;
        }
        return drawn;
    }

    private void run() {
        try {
            while (true) {
                LiveFrame next;
                FrameSize size;
                double from;
                synchronized (this) {
                    while (!closed && (!changed || frame == null || view == null)) {
                        wait();
                    }
                    if (closed || frame == null || view == null) {
                        return;
                    }
                    changed = false;
                    next = frame;
                    size = view;
                    from = split;
                }
                BufferedImage drawing = compose(next, size, from);
                synchronized (this) {
                    ready = new Ready(drawing, next);
                }
                whenReady.run();
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    private BufferedImage compose(LiveFrame next, FrameSize size, double from) {
        if (scaler == null
                || !scaler.from().equals(next.painted().size())
                || !scaler.to().equals(size)) {
            scaler = new PictureScaler(next.painted().size(), size);
        }
        BufferedImage drawing = free(size);
        int[] pixels = ((DataBufferInt) drawing.getRaster().getDataBuffer()).getData();
        int column = (int) Math.round(from * size.width());
        scaler.scale(next.source(), pixels, 0, column);
        scaler.scale(next.painted(), pixels, column, size.width());
        return drawing;
    }

    /** A picture of this size that is neither drawn nor waits for it. */
    private synchronized BufferedImage free(FrameSize size) {
        for (int i = 0; i < BUFFERS; i++) {
            BufferedImage buffer = buffers[i];
            boolean used = buffer != null
                    && ((drawn != null && drawn.drawing() == buffer) || (ready != null && ready.drawing() == buffer));
            if (!used) {
                if (buffer == null || buffer.getWidth() != size.width() || buffer.getHeight() != size.height()) {
                    buffer = new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_RGB);
                    buffers[i] = buffer;
                }
                return buffer;
            }
        }
        throw new IllegalStateException("two of three pictures are used at most");
    }

    /** Ends the thread. Closing twice is harmless. */
    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
