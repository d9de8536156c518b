package org.brushstream.runtime.live;

import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.frame.FrameSource;
import org.brushstream.runtime.media.MediaException;

/** A camera that gives a frame when a test says so, and that can be unplugged. */
final class FakeCamera implements CameraOpener {
    /** What the reader finds: a frame to give, or that the plug was pulled. */
    private enum Event {
        FRAME,
        UNPLUGGED
    }

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final AtomicInteger frames = new AtomicInteger();
    final AtomicInteger opened = new AtomicInteger();
    final AtomicInteger closed = new AtomicInteger();
    private volatile boolean plugged = true;

    /** The next frame; its timestamp is its number, from 0. */
    void give() {
        events.add(Event.FRAME);
    }

    void unplug() {
        plugged = false;
        events.add(Event.UNPLUGGED);
    }

    void plug() {
        plugged = true;
    }

    @Override
    public FrameSource open(FrameSize size) {
        if (!plugged) {
            throw new MediaException("there is no fake camera");
        }
        opened.incrementAndGet();
        return new FrameSource() {
            @Override
            public Frame read() {
                try {
                    if (events.take() == Event.UNPLUGGED) {
                        throw new MediaException("the fake camera was pulled out");
                    }
                    return new Frame(size, frames.getAndIncrement(), ByteBuffer.allocate(size.rgbBytes()));
                } catch (InterruptedException e) {
                    throw (CancellationException) new CancellationException("interrupted").initCause(e);
                }
            }

            @Override
            public void close() {
                closed.incrementAndGet();
            }
        };
    }
}
