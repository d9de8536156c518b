package org.brushstream.player.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.brushstream.player.cli.Brushstream;
import org.junit.jupiter.api.Test;

/** The whole of it: a film as the camera, a bundled net, the window on a display in memory. */
final class LiveOnDisplayTest {
    private static final Path CITY = Path.of("..", "samples", "media", "city.mp4");

    @Test
    void aFilmIsPaintedInAWindow() throws IOException, InterruptedException {
        String printed;
        try (Xvfb display = Xvfb.start()) {
            printed = display.run(
                    Brushstream.class, "live", "--camera", CITY, "--size", "320x180", "--mirror", "--for", "6s");
        }

        assertThat(printed)
                .contains("Painting camera")
                .containsPattern("\\d+ frames captured, [1-9]\\d* painted")
                .doesNotContain("Exception", "no display");
    }
}
