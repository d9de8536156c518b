package org.brushstream.trainer.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.brushstream.runtime.model.ModelException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EpochGraphTest {
    private static final int PLOT_WIDTH = 760; // pixels; the legend stands right of it

    private final Path folder;

    EpochGraphTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private BufferedImage draw(EpochGraph.Point... points) throws IOException {
        Path png = folder.resolve("curves.png");
        EpochGraph.write(List.of(points), png);
        return ImageIO.read(png.toFile());
    }

    /** Mean height of a colour's pixels from the top, and how many there are, within columns and rows. */
    private static double[] meanHeight(BufferedImage image, int rgb, int from, int to, int top, int bottom) {
        double sum = 0;
        int count = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = from; x < to; x++) {
                if ((image.getRGB(x, y) & 0xFFFFFF) == rgb) {
                    sum += y;
                    count++;
                }
            }
        }
        return new double[] {sum / count, count};
    }

    @Test
    void accuracyRisesAndLossFallsForBothKindsOfFrames() throws IOException {
        BufferedImage image = draw(
                new EpochGraph.Point(1, 2, 0.5, 3, 0.2),
                new EpochGraph.Point(2, 1.5, 0.7, 2.5, 0.4),
                new EpochGraph.Point(3, 1.1, 0.9, 2, 0.6));
        int half = PLOT_WIDTH / 2;
        // The lower half of the picture holds shares told right, the upper one losses.
        for (int rgb : new int[] {0x0072B2, 0xD55E00}) {
            double[] lossLeft = meanHeight(image, rgb, 0, half, 0, 400);
            double[] lossRight = meanHeight(image, rgb, half, PLOT_WIDTH, 0, 400);
            double[] shareLeft = meanHeight(image, rgb, 0, half, 400, 600);
            double[] shareRight = meanHeight(image, rgb, half, PLOT_WIDTH, 400, 600);
            assertThat(lossRight[0]).isGreaterThan(lossLeft[0] + 20);
            assertThat(shareRight[0]).isLessThan(shareLeft[0] - 10);
        }
    }

    @Test
    void tableOfConfusionIsDarkestWhereMostFramesAre() throws IOException {
        Path png = folder.resolve("confusion.png");
        ConfusionGraph.write(List.of("ink", "comic"), List.of(List.of(9, 0), List.of(3, 6)), png);
        BufferedImage image = ImageIO.read(png.toFile());
        double[] darkest = meanHeight(image, 0x56B4E9, 0, image.getWidth(), 0, image.getHeight());
        assertThat(darkest[1]).isGreaterThan(2000);
        assertThat(darkest[0]).isLessThan(image.getHeight() / 2.0); // ink is the first row, on top
        assertThatThrownBy(() -> ConfusionGraph.write(List.of("a"), List.of(List.of(1)), folder.resolve("no/such.png")))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("cannot be written");
    }
}
