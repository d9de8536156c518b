package org.brushstream.runtime.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.frame.FrameSource;
import org.brushstream.runtime.infer.Device;
import org.brushstream.runtime.infer.Precision;
import org.brushstream.runtime.infer.Strength;
import org.brushstream.runtime.model.StyleMix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class LiveSoakTest {
    private static final FrameSize SIZE = new FrameSize(32, 18);
    private static final int FRAMES = 20_000;
    private static final int WARM = 4_000;
    private static final long MEGABYTE = 1 << 20;

    /** One frame at a time, so that all are painted: 20,000 frames, styles changed 40 times, as fast as it goes. */
    @Test
    void memoryStaysFlatOverTwentyThousandFrames() throws InterruptedException, IOException {
        LiveSettings settings = new LiveSettings(
                SIZE,
                StyleMix.of("0"),
                Strength.FULL,
                Device.CPU,
                Precision.AUTO,
                0,
                Duration.ofMillis(20),
                false,
                false);
        FakeBrushes brushes = new FakeBrushes();
        Semaphore wanted = new Semaphore(1);
        AtomicLong shown = new AtomicLong();
        long heapBefore = 0;
        long residentBefore = 0;
        try (LiveSession session =
                LiveSession.start(settings, size -> endless(wanted), brushes, System::nanoTime, (file, size) -> {
                    throw new IllegalStateException("nothing is recorded");
                })) {
            Semaphore seen = new Semaphore(0);
            session.watch(frame -> {
                if (!frame.held()) {
                    shown.incrementAndGet();
                    seen.release();
                }
            });
            for (int frame = 1; frame <= FRAMES; frame++) {
                seen.acquire();
                if (frame % (FRAMES / 40) == 0) {
                    brushes.painted.clear(); // the fake's own memory
                    session.style(StyleMix.of("" + frame * 40 / FRAMES));
                }
                if (frame == WARM) {
                    heapBefore = heap();
                    residentBefore = resident();
                }
                wanted.release();
            }
            long heapGrowth = heap() - heapBefore;
            long residentGrowth = resident() - residentBefore;
            LiveStatus status = session.status();
            assertThat(status.dropped()).isZero();
            assertThat(status.painted()).isGreaterThanOrEqualTo(FRAMES);
            // A frame leaked in a thousand would be 0.03 MB, one in ten 2.8 MB; what JUnit and the JVM do is less than
            // 2.
            assertThat(heapGrowth).as("bytes of heap").isLessThan(2 * MEGABYTE);
            // The JVM may let its heap grow to what it likes; 16,000 leaked native frames would be 28 MB.
            assertThat(residentGrowth).as("bytes of memory in all").isLessThan(24 * MEGABYTE);
        }
        assertThat(brushes.closed).containsExactlyInAnyOrderElementsOf(brushes.opened);
    }

    private static FrameSource endless(Semaphore wanted) {
        return new FrameSource() {
            private long number;

            @Override
            public Frame read() {
                try {
                    wanted.acquire();
                } catch (InterruptedException e) {
                    throw (CancellationException) new CancellationException().initCause(e);
                }
                return new Frame(SIZE, number++, ByteBuffer.allocate(SIZE.rgbBytes()));
            }

            @Override
            public void close() {}
        };
    }

    private static long heap() {
        Runtime runtime = Runtime.getRuntime();
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) { // finalizers and soft references take more than one round
            System.gc();
            used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
        }
        return used;
    }

    /** Bytes of the process in memory; 0 where there is no /proc. */
    private static long resident() throws IOException {
        Path statistics = Path.of("/proc/self/statm");
        return Files.exists(statistics)
                ? Long.parseLong(Files.readString(statistics).split(" ", -1)[1]) * 4096
                : 0;
    }
}
