package org.brushstream.trainer.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.brushstream.trainer.loss.Losses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrainingGraphTest {
    private static List<TrainingGraph.Point> steps(int count, float stability) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(step -> new TrainingGraph.Point(
                        step, new Losses(0.5f, 0.5f / step, 0.1f, 0, stability, 0, 0.7f + 2f / step)))
                .toList();
    }

    private static boolean holds(BufferedImage image, TrainingGraph.Term term) {
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if ((image.getRGB(x, y) & 0xFFFFFF) == term.rgb()) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void neighbouringStepsAreAveraged() {
        List<TrainingGraph.Point> means = TrainingGraph.means(
                List.of(
                        new TrainingGraph.Point(1, new Losses(1, 2, 3, 4, 5, 0, 6)),
                        new TrainingGraph.Point(2, new Losses(3, 4, 5, 6, 7, 2, 8)),
                        new TrainingGraph.Point(3, new Losses(10, 20, 30, 40, 50, 5, 60))),
                2);
        assertThat(means)
                .containsExactly(
                        new TrainingGraph.Point(1.5, new Losses(2, 3, 4, 5, 6, 1, 7)),
                        new TrainingGraph.Point(3, new Losses(10, 20, 30, 40, 50, 5, 60)));
        assertThat(TrainingGraph.means(steps(239, 0), 240)).isEqualTo(steps(239, 0));
        assertThat(TrainingGraph.means(steps(241, 0), 240)).hasSize(121);
    }

    @Test
    void termsThatAreSwitchedOffAreLeftOut(@TempDir Path folder) throws IOException {
        Path png = folder.resolve("losses.png");
        TrainingGraph.write(steps(1000, 0), png);
        BufferedImage without = ImageIO.read(png.toFile());
        assertThat(holds(without, TrainingGraph.Term.STYLE)).isTrue();
        assertThat(holds(without, TrainingGraph.Term.TOTAL)).isTrue();
        assertThat(holds(without, TrainingGraph.Term.STABILITY)).isFalse();

        TrainingGraph.write(steps(1000, 0.01f), png);
        assertThat(holds(ImageIO.read(png.toFile()), TrainingGraph.Term.STABILITY))
                .isTrue();
    }

    @Test
    void oneStepIsEnough(@TempDir Path folder) throws IOException {
        Path png = folder.resolve("losses.png");
        TrainingGraph.write(steps(1, 0), png);
        assertThat(ImageIO.read(png.toFile()).getWidth()).isEqualTo(960);
        TrainingGraph.write(List.of(new TrainingGraph.Point(1, new Losses(0, 0, 0, 0))), png);
        assertThat(ImageIO.read(png.toFile()).getWidth()).isEqualTo(960);
    }
}
