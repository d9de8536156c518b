package org.brushstream.trainer.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.trainer.loss.Losses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LossGraphTest {
    private static final int CONTENT = 0x1F77B4;
    private static final int STYLE = 0xD95F02;
    private static final int TOTAL = 0x333333;
    private static final int PLOT_WIDTH = 790; // pixels; the legend stands right of it

    private final Path png;

    LossGraphTest(@TempDir Path folder) {
        this.png = folder.resolve("losses.png");
    }

    /** Style falls, content jumps up from zero and settles. */
    private static LossGraph.Stretch stretch(int shortSide, float contentAtStart) {
        List<Losses> losses = new ArrayList<>();
        for (int i = 0; i <= 50; i++) {
            float content = i == 0 ? contentAtStart : 0.3f;
            float style = 0.5f / (1 + i);
            losses.add(new Losses(content, style, 0.1f, content + 4 * style));
        }
        return new LossGraph.Stretch(shortSide, losses);
    }

    private BufferedImage draw(LossGraph.Stretch... stretches) throws IOException {
        LossGraph.write(List.of(stretches), png);
        return ImageIO.read(png.toFile());
    }

    private static int left(BufferedImage image, int rgb) {
        for (int x = 0; x < PLOT_WIDTH; x++) {
            if (highest(image, rgb, x) >= 0) {
                return x;
            }
        }
        return -1;
    }

    /** The first row of a column that has this colour, or -1. */
    private static int highest(BufferedImage image, int rgb, int x) {
        for (int y = 0; y < image.getHeight(); y++) {
            if ((image.getRGB(x, y) & 0xFFFFFF) == rgb) {
                return y;
            }
        }
        return -1;
    }

    @Test
    void threeCurvesAreDrawnAndStyleFalls() throws IOException {
        BufferedImage image = draw(stretch(64, 0));
        assertThat(image.getWidth()).isEqualTo(960);
        assertThat(image.getHeight()).isEqualTo(600);
        assertThat(image.getRGB(0, 0) & 0xFFFFFF).isEqualTo(0xFFFFFF);
        for (int colour : new int[] {CONTENT, STYLE, TOTAL}) {
            assertThat(left(image, colour)).isPositive();
        }
        int middle = highest(image, STYLE, 400);
        int late = highest(image, STYLE, 700);
        assertThat(middle).isPositive();
        assertThat(late).isGreaterThan(middle); // rows count downwards
    }

    @Test
    void contentOfZeroIsLeftOutOfTheLogarithmicAxis() throws IOException {
        BufferedImage image = draw(stretch(64, 0));
        assertThat(left(image, CONTENT)).isGreaterThan(left(image, STYLE));

        BufferedImage withContent = draw(stretch(64, 0.3f));
        assertThat(left(withContent, CONTENT)).isLessThan(left(image, CONTENT));
    }

    @Test
    void lineStandsWhereTheSizeChanges() throws IOException {
        BufferedImage image = draw(stretch(64, 0), stretch(128, 0.4f));
        int upper = image.getHeight() / 20; // above all curves
        List<Integer> marks = new ArrayList<>();
        for (int x = 100; x < PLOT_WIDTH; x++) {
            boolean whole = true;
            for (int y = upper; y < upper + 20; y++) {
                whole &= (image.getRGB(x, y) & 0xFFFFFF) != 0xFFFFFF;
            }
            if (whole) {
                marks.add(x);
            }
        }
        assertThat(marks).hasSizeBetween(1, 2); // a thin one, with soft edges
        assertThat(marks.get(0)).isBetween(400, 470); // half way
    }

    @Test
    void lossesOfZeroOnlyGiveAnEmptyGraph() throws IOException {
        BufferedImage image = draw(new LossGraph.Stretch(64, List.of(new Losses(0, 0, 0, 0))));
        assertThat(left(image, STYLE)).isEqualTo(-1);
    }

    @Test
    void fileThatCannotBeWrittenIsNamed() {
        Path none = png.resolveSibling("none/losses.png");
        assertThatThrownBy(() -> LossGraph.write(List.of(stretch(64, 0)), none))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("the graph " + none + " cannot be written");
    }
}
