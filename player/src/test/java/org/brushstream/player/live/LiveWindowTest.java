package org.brushstream.player.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** The window on a display in memory, used and photographed; the photographs stay in {@code target/window}. */
final class LiveWindowTest {
    private static final Path PHOTOGRAPHS = Path.of("target", "window");

    @Test
    void everythingThatHasAKeyOrAButtonWorks() throws IOException, InterruptedException {
        Files.createDirectories(PHOTOGRAPHS);
        String printed;
        try (Xvfb display = Xvfb.start()) {
            printed = display.run(WindowDriver.class, PHOTOGRAPHS.toAbsolutePath());
        }
        Map<String, String> told = new TreeMap<>();
        printed.lines()
                .map(line -> line.split(": ", 2))
                .filter(pair -> pair.length == 2)
                .forEach(pair -> told.put(pair[0], pair[1]));

        assertThat(told)
                .as(printed)
                .containsEntry("1 to 9", "[style b, style c]") // there is no ninth
                .containsEntry("arrows", "[style b, style c, strength 0.95, strength 1.0]")
                .containsEntry("space", "[bypass true, bypass false]")
                .containsEntry("letters", "[mirror true, record, stop, snapshot]")
                .containsEntry("cues", "[style a]") // the first of them
                .containsEntry("chosen by hand", "[style a]")
                .containsEntry("clicked", "[style b, style b:0.5,a:0.5, style b:0.333,a:0.333,c:0.333]")
                .containsEntry("space on a button", "[mirror false]")
                .containsEntry("original", "[bypass true, bypass false]")
                .containsEntry("advice", "[size 480x272]")
                .containsEntry("unnamed", "[]")
                .containsEntry("viewers left", "0");
        assertThat(told.get("dragged to the top")).endsWith("style b:1,a:0,c:0]");
        assertThat(told.get("arrow on the pad")).startsWith("[style b:0.9");
        assertThat(shapeOf(ImageIO.read(PHOTOGRAPHS.resolve("window.png").toFile())))
                .isCloseTo(16.0 / 9, within(0.01)); // two of a thousand pixels for rounding, on each side
    }

    /** Width by height of what was painted. */
    private static double shapeOf(BufferedImage window) {
        Rectangle painted = new Rectangle(-1, -1);
        for (int y = 0; y < window.getHeight(); y++) {
            for (int x = 0; x < window.getWidth(); x++) {
                if ((window.getRGB(x, y) & 0xffffff) == WindowDriver.PAINTED) {
                    painted.add(new Rectangle(x, y, 1, 1));
                }
            }
        }
        return (double) painted.width / painted.height;
    }
}
