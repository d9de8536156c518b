package org.brushstream.player.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MarkdownTablesTest {
    private final Locale usual = Locale.getDefault();

    @TempDir
    private Path folder;

    @AfterEach
    void restore() {
        Locale.setDefault(usual);
    }

    @Test
    void tablesSayWhatWasMeasured() {
        Locale.setDefault(Locale.GERMANY);
        String text = MarkdownTables.of(Benchmarks.of(10, 20, "Some processor"));

        assertThat(text.lines())
                .contains(
                        "Some processor (avx2), 2 hardware threads, 8.00 GiB, Linux 6 amd64; Java 17, Debian; ONNX Runtime"
                                + " 1.29.0. Peak with 2 threads: 300 GFLOP/s fp32, 3000 GOP/s int8.",
                        "2026-11-21, 2 threads, city.mp4. Median of 2 rounds of 2.00 s, everything in turns; in brackets"
                                + " the lowest and the highest.",
                        "| great-wave | 640x360 | cpu | 9.79 | 15.0 (10.0 to 20.0) | 43.2 % | 9.00 (8.00 to 10.0) | 7.00"
                                + " (6.00 to 8.00) |",
                        "| great-wave | 640x360 | cuda | 9.79 | 150 (100 to 200) |  | 9.00 (8.00 to 10.0) | 7.00 (6.00"
                                + " to 8.00) |",
                        "| great-wave | 640x360 | cpu | 100 / 110 | 2.00 / 3.00 | 105 / 130 | 0.50 / 0.75 | 7.00 / 9.00 |",
                        "| great-wave | 640x360 | cpu | 3.50 | 190 | 10.0 | 6.00 % | 300 | 1000 | 300 |",
                        "| great-wave | 640x360 | cuda | 3.50 | 190 | 10.0 |  | 300 | 1000 |  |",
                        "| PyTorch 1.13.0 | 640x360 | 3.00 (2.00 to 4.00) | 333 / 400 |",
                        // 10 / 2 and 20 / 4; 8 / 2 and 10 / 4
                        "| great-wave | 640x360 | cpu | PyTorch 1.13.0 | 5.00x (5.00x to 5.00x) | 3.25x (2.50x to 4.00x) |",
                        "Not measured: there is no OpenCV to compare with: there is no program 'python3'.");
    }

    @Test
    void graphIsDrawnForReferencesThatWereMeasuredAtOneSizeOnly() throws IOException {
        Path png = folder.resolve("speeds.png");
        SpeedGraph.write(Benchmarks.of(0.3, 0.4, "P"), png);

        BufferedImage image = ImageIO.read(png.toFile());
        assertThat(image.getWidth()).isEqualTo(960);
        assertThat(image.getRGB(0, 0)).isEqualTo(0xFFFFFFFF);
    }
}
