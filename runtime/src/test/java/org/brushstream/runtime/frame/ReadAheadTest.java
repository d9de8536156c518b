package org.brushstream.runtime.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.brushstream.runtime.frame.Fakes.CountingSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
final class ReadAheadTest {
    /** Opens a gate for each read, so that a test knows when the thread has read how far. */
    private static final class AnnouncedSource implements FrameSource {
        final CountingSource counting;
        final Semaphore begun = new Semaphore(0);

        @Nullable
        Thread reader;

        AnnouncedSource(int frames) {
            this.counting = new CountingSource(frames, null);
        }

        @Override
        public @Nullable Frame read() {
            reader = Thread.currentThread();
            begun.release();
            return counting.read();
        }

        @Override
        public void close() {
            counting.close();
        }
    }

    @Test
    void keepsTheOrderAndEndsForEver() {
        try (ReadAhead ahead = new ReadAhead(new CountingSource(100, null), 3)) {
            for (int i = 0; i < 100; i++) {
                assertThat(ahead.read()).isEqualTo(Fakes.frame(i));
            }
            assertThat(ahead.read()).isNull();
            assertThat(ahead.read()).isNull();
        }
    }

    @Test
    void readsNoFurtherAheadThanItsCapacityAndOne() throws InterruptedException {
        AnnouncedSource source = new AnnouncedSource(1000);
        try (ReadAhead ahead = new ReadAhead(source, 4)) {
            source.begun.acquire(5); // four to wait in the queue, one in the thread's hands
            awaitBlocked(source);
            assertThat(source.counting.reads).hasValue(5);

            ahead.read();
            source.begun.acquire();
            awaitBlocked(source);
            assertThat(source.counting.reads).hasValue(6);
        }
    }

    private static void awaitBlocked(AnnouncedSource source) {
        Thread reader = source.reader;
        while (reader == null || reader.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
            reader = source.reader;
        }
    }

    @Test
    void aFailureComesAfterTheFramesBeforeItOnceAndAsItIs() {
        RuntimeException failure = new RuntimeException("the original");
        CountingSource source = new CountingSource(2, failure);
        try (ReadAhead ahead = new ReadAhead(source, 4)) {
            assertThat(ahead.read()).isEqualTo(Fakes.frame(0));
            assertThat(ahead.read()).isEqualTo(Fakes.frame(1));
            assertThatThrownBy(ahead::read).isSameAs(failure);
            assertThat(ahead.read()).isNull();
        }
        assertThat(source.closes).hasValue(1);
    }

    @Test
    void closingWhileTheThreadWaitsForRoomEndsItBeforeTheSourceIsClosed() throws InterruptedException {
        AnnouncedSource source = new AnnouncedSource(1000);
        ReadAhead ahead = new ReadAhead(source, 1);
        source.begun.acquire(2);
        awaitBlocked(source);

        ahead.close();

        assertThat(source.reader).isNotNull().matches(thread -> !thread.isAlive());
        assertThat(source.counting.closes).hasValue(1);
        assertThat(ahead.read()).isNull();
    }

    @Test
    void closingWhileTheSourceIsBusyWaitsForIt() throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        CountingSource counting = new CountingSource(1, null);
        FrameSource uninterruptible = new FrameSource() {
            @Override
            public @Nullable Frame read() {
                inside.countDown();
                boolean interrupted = false;
                while (!interrupted) { // as a native decoder: sees no interrupt until it is done
                    Thread.onSpinWait();
                    interrupted = Thread.currentThread().isInterrupted();
                }
                assertThat(counting.closes).hasValue(0);
                return counting.read();
            }

            @Override
            public void close() {
                counting.close();
            }
        };
        ReadAhead ahead = new ReadAhead(uninterruptible, 1);
        inside.await();

        ahead.close();

        assertThat(counting.reads).hasValue(1);
        assertThat(counting.closes).hasValue(1);
    }

    @Test
    void anInterruptedReaderIsToldSoAndStaysInterrupted() {
        Semaphore never = new Semaphore(0);
        FrameSource blocked = new FrameSource() {
            @Override
            public @Nullable Frame read() {
                try {
                    never.acquire();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return null;
            }

            @Override
            public void close() {}
        };
        try (ReadAhead ahead = new ReadAhead(blocked, 1)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(ahead::read).isInstanceOf(CancellationException.class);
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        }
        assertThat(Thread.interrupted()).isTrue(); // close() keeps the flag too; cleared here for the next test
    }
}
