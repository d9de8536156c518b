package org.brushstream.runtime.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.media.Camera;
import org.brushstream.runtime.media.MediaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 6, unit = TimeUnit.MINUTES) // more than the process gets
final class LiveSoakTest {
    private static final long MEGABYTE = 1 << 20;

    /**
     * In a process of its own, whose heap is all there from the beginning, and whose compiler is the small one: what the
     * process grows by is then native memory of ours. Of frames of 1.7 kB, one leaked in five would be 7 MB.
     */
    @Test
    void memoryStaysFlatOverTwentyThousandFrames(@TempDir Path folder) throws InterruptedException, IOException {
        assumeCamera();
        Path output = folder.resolve("figures.txt"); // reading a pipe could not be interrupted
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
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        command.environment().put("MALLOC_ARENA_MAX", "2"); // glibc would give each thread one as it comes
        Process soak = command.start();
        try {
            assertThat(soak.waitFor(5, TimeUnit.MINUTES)).as("ended in time").isTrue();
        } finally {
            soak.destroyForcibly();
        }
        String said = Files.readString(output);
        assertThat(soak.exitValue()).as(said).isZero();
        String[] figures = said.strip().split(" ", -1);

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
