package org.brushstream.runtime.live;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.infer.Device;
import org.brushstream.runtime.infer.Precision;
import org.brushstream.runtime.infer.Strength;
import org.brushstream.runtime.media.Camera;
import org.brushstream.runtime.model.StyleMix;

/**
 * A program that paints 20,000 frames and prints by how many bytes the Java heap and the whole process grew
 * meanwhile, after 8,000 to warm up. The pictures come from FFmpeg, the net is a fake, the style changes 40 times.
 */
final class LiveSoak {
    private static final FrameSize SIZE = new FrameSize(32, 18);
    private static final String PICTURES = "lavfi:testsrc2=size=32x20:rate=5000"; // cut, and as fast as it goes
    private static final int FRAMES = 20_000;
    private static final int WARM = 8_000;
    private static final int STYLES = 40;

    private LiveSoak() {}

    public static void main(String[] arguments) throws InterruptedException, IOException {
        LiveSettings settings = new LiveSettings(
                SIZE,
                StyleMix.of("0"),
                Strength.FULL,
                Device.CPU,
                Precision.AUTO,
                0,
                Duration.ofMillis(20),
                true,
                false);
        FakeBrushes brushes = new FakeBrushes();
        long heapBefore;
        long residentBefore;
        try (LiveSession session = LiveSession.start(
                settings,
                size -> Camera.open(PICTURES, size),
                Optional.empty(),
                brushes,
                System::nanoTime,
                (file, size) -> {
                    throw new IllegalStateException("nothing is recorded");
                })) {
            paint(session, brushes, WARM);
            heapBefore = heap();
            residentBefore = resident();
            paint(session, brushes, WARM + FRAMES);
            PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
            out.println((heap() - heapBefore) + " " + (resident() - residentBefore) + " "
                    + (session.status().painted() - WARM));
        }
    }

    /** Until so many frames have been painted in all. */
    private static void paint(LiveSession session, FakeBrushes brushes, int frames) throws InterruptedException {
        for (long painted = 0; painted < frames; painted = session.status().painted()) {
            StyleMix due = StyleMix.of("" + painted * STYLES / FRAMES);
            if (!session.status().style().equals(due)) {
                brushes.painted.clear(); // the fake's own memory
                session.style(due);
            }
            Thread.sleep(5);
        }
    }

    private static long heap() {
        Runtime runtime = Runtime.getRuntime();
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) { // what native memory hangs on takes more than one round
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
