package org.brushstream.runtime.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.brushstream.runtime.frame.Fakes.RememberingSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
final class WriteBehindTest {
    private final RuntimeException failure = new RuntimeException("the original");

    @Test
    void keepsTheOrderAndHasWrittenAllOnceFinished() {
        RememberingSink sink = new RememberingSink();
        try (WriteBehind behind = new WriteBehind(sink, 3)) {
            for (int i = 0; i < 50; i++) {
                behind.write(Fakes.frame(i));
            }
            behind.finish();
            assertThat(sink.written).hasSize(50).isSorted();
            assertThat(sink.finishes).hasValue(1);
        }
        assertThat(sink.closes).hasValue(1);
    }

    @Test
    void takesNoMoreThanItsCapacityAndOneFromAFastWriter() throws InterruptedException {
        Semaphore gate = new Semaphore(0);
        RememberingSink sink = new RememberingSink(gate, -1, failure);
        AtomicInteger accepted = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(1);
        try (WriteBehind behind = new WriteBehind(sink, 2)) {
            Thread fast = new Thread(() -> {
                for (int i = 0; i < 10; i++) {
                    behind.write(Fakes.frame(i));
                    accepted.incrementAndGet();
                }
                done.countDown();
            });
            fast.start();
            sink.entered.acquire(); // frame 0 is in the sink, held at the gate
            while (accepted.get() < 3 || fast.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            assertThat(accepted).hasValue(3); // one in the sink, two queued, the fourth waits

            gate.release(10);
            done.await();
            behind.finish();
        }
        assertThat(sink.written).hasSize(10).isSorted();
    }

    @Test
    void aFailingFrameComesOutOfALaterCallOnceAndAsItIs() {
        RememberingSink sink = new RememberingSink(new Semaphore(9), 0, failure);
        try (WriteBehind behind = new WriteBehind(sink, 1)) {
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 9; i++) {
                            behind.write(Fakes.frame(i));
                        }
                    })
                    .isSameAs(failure);
            behind.write(Fakes.frame(9)); // told once
            behind.finish();
        }
        assertThat(sink.written).isEmpty();
        assertThat(sink.finishes).hasValue(0);
        assertThat(sink.closes).hasValue(1);
    }

    @Test
    void aFailureOfTheLastFrameComesOutOfFinish() throws InterruptedException {
        Semaphore gate = new Semaphore(0);
        RememberingSink sink = new RememberingSink(gate, 1, failure);
        try (WriteBehind behind = new WriteBehind(sink, 2)) {
            behind.write(Fakes.frame(0));
            behind.write(Fakes.frame(1));
            sink.entered.acquire();
            gate.release(2);
            assertThatThrownBy(behind::finish).isSameAs(failure);
        }
        assertThat(sink.finishes).hasValue(0);
    }

    @Test
    void aFailureToFinishComesOutOfFinish() {
        RememberingSink sink = new RememberingSink(new Semaphore(9), Long.MAX_VALUE, failure);
        try (WriteBehind behind = new WriteBehind(sink, 2)) {
            behind.write(Fakes.frame(0));
            assertThatThrownBy(behind::finish).isSameAs(failure);
        }
        assertThat(sink.closes).hasValue(1);
    }

    @Test
    void closedWithoutFinishItFinishesNothingAndEndsItsThread() throws InterruptedException {
        Semaphore gate = new Semaphore(0);
        AtomicInteger closedWhileBusy = new AtomicInteger();
        RememberingSink sink = new RememberingSink(gate, -1, failure);
        WriteBehind behind = new WriteBehind(sink, 2);
        behind.write(Fakes.frame(0));
        behind.write(Fakes.frame(1));
        behind.write(Fakes.frame(2));
        sink.entered.acquire();
        Thread closer = new Thread(() -> {
            behind.close();
            closedWhileBusy.set(sink.written.size());
        });
        closer.start();
        while (closer.getState() != Thread.State.WAITING) { // joins the writer, who is inside the sink
            Thread.onSpinWait();
        }
        assertThat(sink.closes).hasValue(0);

        gate.release(3);
        closer.join();

        assertThat(closedWhileBusy).hasValue(1); // the frame in the sink was let through, the queue was dropped
        assertThat(sink.finishes).hasValue(0);
        assertThat(sink.closes).hasValue(1);
    }

    @Test
    void aFrameAfterTheEndIsAMistakeAndDoesNotHang() {
        try (WriteBehind behind = new WriteBehind(new RememberingSink(), 1)) {
            behind.finish();
            assertThatThrownBy(() -> behind.write(Fakes.frame(0))).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(behind::finish).isInstanceOf(IllegalStateException.class);
        }
    }
}
