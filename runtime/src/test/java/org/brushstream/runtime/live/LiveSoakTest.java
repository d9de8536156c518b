package org.brushstream.runtime.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.media.Camera;
import org.brushstream.runtime.media.MediaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class LiveSoakTest {
    private static final long MEGABYTE = 1 << 20;

    /**
     * In a process of its own, whose heap is all there from the beginning, and whose compiler is the small one: what the
     * process grows by is then native memory of ours. Of frames of 1.7 kB, one leaked in five would be 7 MB.
     */
    @Test
    void memoryStaysFlatOverTwentyThousandFrames() throws InterruptedException, IOException {
        assumeCamera();
        ProcessBuilder command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms64m",
                        "-Xmx64m",
                        "-XX:+AlwaysPreTouch",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LiveSoak.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        command.environment().put("MALLOC_ARENA_MAX", "2"); // glibc would give each thread one as it comes
        Process soak = command.start();
        String output = new String(soak.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(soak.waitFor()).as(output).isZero();
        String[] figures = output.strip().split(" ", -1);

        assertThat(Long.parseLong(figures[0])).as("bytes of Java heap").isLessThan(MEGABYTE);
        assertThat(Long.parseLong(figures[1])).as("bytes of memory in all").isLessThan(6 * MEGABYTE);
        assertThat(Long.parseLong(figures[2])).as("frames").isGreaterThanOrEqualTo(20_000);
    }

    private static void assumeCamera() {
        try (Camera camera = Camera.open("lavfi:testsrc2", new FrameSize(32, 18))) {
            assumeTrue(camera.read() != null, "no pictures");
        } catch (MediaException e) {
            assumeTrue(false, "FFmpeg computes no pictures here: " + e.getMessage());
        }
    }
}
