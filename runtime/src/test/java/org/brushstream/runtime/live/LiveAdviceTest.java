package org.brushstream.runtime.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.infer.Device;
import org.brushstream.runtime.infer.Precision;
import org.brushstream.runtime.infer.Strength;
import org.brushstream.runtime.model.StyleMix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A net that never ends a frame, and a simulated clock. */
@Timeout(60)
final class LiveAdviceTest {
    private static final FrameSize SIZE = new FrameSize(640, 360);

    private final AtomicLong clock = new AtomicLong();
    private final FakeCamera camera = new FakeCamera();
    private final FakeBrushes brushes = new FakeBrushes();
    private final Semaphore mayEnd = new Semaphore(0);

    /** Gives a frame every 40 ms until that is so. */
    private LiveStatus runUntil(boolean adapt, Predicate<LiveStatus> condition) throws InterruptedException {
        LiveSettings settings = new LiveSettings(
                SIZE, StyleMix.of("100"), Strength.FULL, Device.CPU, Precision.AUTO, 0, Duration.ZERO, false, adapt);
        try (LiveSession session =
                LiveSession.start(settings, camera, Optional.empty(), brushes, clock::get, (file, size) -> {
                    throw new IllegalStateException("nothing is recorded");
                })) {
            brushes.work = frame -> {
                mayEnd.acquireUninterruptibly();
                return frame;
            };
            LiveStatus status = session.status();
            for (int given = 1; !condition.test(status); given++) {
                clock.addAndGet(40_000_000);
                camera.give();
                do {
                    Thread.sleep(1); // until the camera's thread has seen what time it is
                    status = session.status();
                } while (status.captured() < given);
            }
            mayEnd.release(1_000_000);
            return status;
        }
    }

    @Test
    void whoCannotHoldTheRateIsAdvisedToTakeASmallerNet() throws InterruptedException {
        brushes.faster = Optional.of(StyleMix.of("200"));
        LiveStatus status = runUntil(false, now -> now.notice().isPresent());
        assertThat(clock.get()).isGreaterThanOrEqualTo(3_000_000_000L);
        assertThat(status.advice()).contains(new Advice.FasterStyle(StyleMix.of("200")));
        assertThat(status.notice())
                .contains("0 of 25 frames per second are painted; it helps to take the faster style 200");
    }

    @Test
    void aSmallerSizeIsTakenWithoutAskingIfThatIsWanted() throws InterruptedException {
        LiveStatus status = runUntil(true, now -> now.size().equals(new FrameSize(320, 176)));
        assertThat(status.notice())
                .contains("0 of 25 frames per second are painted, therefore: take the smaller size 320x176");
        assertThat(status.style()).isEqualTo(StyleMix.of("100"));
    }
}
