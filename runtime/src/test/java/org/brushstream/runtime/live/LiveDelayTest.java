package org.brushstream.runtime.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.model.StyleMix;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The session's own threads under a simulated clock: the camera, the net and the viewer go on only when it is their time, so
 * that delays are exact on the busiest machine.
 */
@Timeout(60)
final class LiveDelayTest {
    private static final long MS = 1_000_000;
    private static final long NEVER = Long.MAX_VALUE;
    private static final int FRAMES = 120;

    private final AtomicLong clock = new AtomicLong();
    private final FakeCamera camera = new FakeCamera();
    private final FakeBrushes brushes = new FakeBrushes();
    private final Semaphore begun = new Semaphore(0);
    private final Semaphore mayEnd = new Semaphore(0);
    private final BlockingQueue<LiveFrame> shown = new LinkedBlockingQueue<>();

    /** Times in milliseconds; the longest delay and the number of frames shown are counted by hand from the two. */
    @ParameterizedTest(name = "a frame every {0} ms, a net of {1} ms")
    @CsvSource({
        "40, 10, 10", // every frame at once
        "40, 40, 40", // just in time
        "30, 80, 100", // frames at 0, 30, 60, 90 ms; the net is free at 80: that of 60 waits 20 ms. Later at most 20.
        "33, 100, 132" // free at 100: that of 99 waits 1 ms; at the worst it waits 32 ms
    })
    void isNeverMoreThanTwoFrameTimesAndOneInference(long frameMillis, long netMillis, long longestMillis)
            throws InterruptedException {
        LiveSettings settings = LiveSettings.of(StyleMix.of("100")).withSize(new FrameSize(8, 4));
        List<Long> delays = new ArrayList<>();
        try (LiveSession session =
                LiveSession.start(settings, camera, Optional.empty(), brushes, clock::get, (file, size) -> {
                    throw new IllegalStateException("nothing is recorded");
                })) {
            session.watch(shown::add);
            brushes.work = frame -> {
                begun.release();
                mayEnd.acquireUninterruptibly();
                return frame;
            };
            long nextCapture = 0;
            long netDone = NEVER;
            boolean waiting = false;
            for (int captured = 0; captured < FRAMES; ) {
                if (nextCapture <= netDone) {
                    clock.set(nextCapture);
                    camera.give();
                    captured++;
                    await(session, captured);
                    nextCapture += frameMillis * MS;
                    waiting = netDone != NEVER;
                    netDone = netDone == NEVER ? begin(netMillis) : netDone;
                } else {
                    clock.set(netDone);
                    mayEnd.release();
                    LiveFrame frame = shown.take();
                    assertThat(frame.held()).isFalse();
                    delays.add(netDone - frame.capturedNanos());
                    netDone = waiting ? begin(netMillis) : NEVER;
                    waiting = false;
                }
            }
            LiveStatus status = session.status();
            assertThat(delays).allMatch(delay -> delay <= (2L * frameMillis + netMillis) * MS);
            assertThat(delays.stream().mapToLong(Long::longValue).max().orElseThrow())
                    .isEqualTo(longestMillis * MS);
            assertThat(status.delayP99Millis()).isBetween((double) netMillis, (double) longestMillis);
            assertThat(status.captured()).isEqualTo(FRAMES);
            assertThat(status.cameraFramesPerSecond()).isCloseTo(1000.0 / frameMillis, within(1e-6));
            // All captured frames are shown, dropped, being painted or waiting.
            assertThat(status.painted()).isEqualTo(delays.size());
            long unfinished = (netDone == NEVER ? 0L : 1L) + (waiting ? 1L : 0L);
            assertThat(status.painted() + status.dropped() + unfinished).isEqualTo(FRAMES);
            brushes.work = frame -> frame;
            mayEnd.release(2);
        }
    }

    private long begin(long netMillis) throws InterruptedException {
        begun.acquire();
        return clock.get() + netMillis * MS;
    }

    private static void await(LiveSession session, long captured) {
        while (session.status().captured() < captured) {
            Thread.onSpinWait();
        }
    }
}
