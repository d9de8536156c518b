package org.brushstream.runtime.frame;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A source that counts and a sink that remembers. Both may be stopped at a gate, which tests open step by step. */
final class Fakes {
    private Fakes() {}

    /** A frame of one pixel whose number is its timestamp. */
    static Frame frame(long number) {
        return new Frame(new FrameSize(1, 1), number, ByteBuffer.wrap(new byte[] {(byte) number, 2, 3}));
    }

    static final class CountingSource implements FrameSource {
        private final int frames;
        private final @Nullable RuntimeException end;
        final AtomicInteger reads = new AtomicInteger();
        final AtomicInteger closes = new AtomicInteger();

        /** Gives frames 0, 1, ... and then the end, or the failure if there is one. */
        CountingSource(int frames, @Nullable RuntimeException end) {
            this.frames = frames;
            this.end = end;
        }

        @Override
        public @Nullable Frame read() {
            int number = reads.getAndIncrement();
            if (number < frames) {
                return frame(number);
            }
            if (end != null) {
                throw end;
            }
            return null;
        }

        @Override
        public void close() {
            closes.incrementAndGet();
        }
    }

    static final class RememberingSink implements FrameSink {
        final List<Long> written = Collections.synchronizedList(new ArrayList<>());
        final AtomicInteger finishes = new AtomicInteger();
        final AtomicInteger closes = new AtomicInteger();
        final Semaphore entered = new Semaphore(0);
        private final Semaphore gate;
        private final long failAt;
        private final RuntimeException failure;

        /**
         * @param gate a permit is taken for each frame
         * @param failAt number of the frame that fails; -1 for none, {@link Long#MAX_VALUE} for {@link #finish()}
         */
        RememberingSink(Semaphore gate, long failAt, RuntimeException failure) {
            this.gate = gate;
            this.failAt = failAt;
            this.failure = failure;
        }

        /** Takes everything at once. */
        RememberingSink() {
            this(new Semaphore(Integer.MAX_VALUE), -1, new IllegalStateException("never thrown"));
        }

        @Override
        public void write(Frame frame) {
            entered.release();
            gate.acquireUninterruptibly();
            if (frame.timestampMicros() == failAt) {
                throw failure;
            }
            written.add(frame.timestampMicros());
        }

        @Override
        public void finish() {
            if (failAt == Long.MAX_VALUE) {
                throw failure;
            }
            finishes.incrementAndGet();
        }

        @Override
        public void close() {
            closes.incrementAndGet();
        }
    }
}
