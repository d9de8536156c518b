package org.brushstream.trainer.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ViewTest {
    private static final int SIDE = 40;

    private final Path picture;
    private final float[] chw = new float[1 + 3 * SIDE * SIDE];

    ViewTest(@TempDir Path folder) {
        this.picture = folder.resolve("picture.png");
    }

    /** 80x40; red grows to the right, green downwards, blue is 50. */
    @BeforeEach
    void draw() throws IOException {
        BufferedImage image = new BufferedImage(80, 40, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 80 * 40; i++) {
            image.setRGB(i % 80, i / 80, (2 * (i % 80)) << 16 | (5 * (i / 80)) << 8 | 50);
        }
        ImageIO.write(image, "png", picture.toFile());
    }

    private float at(int channel, int x, int y) {
        return chw[1 + channel * SIDE * SIDE + y * SIDE + x];
    }

    @Test
    void middleIsTheLargestSquareAsItIs() {
        View.MIDDLE.of(picture, SIDE, chw, 1);
        assertThat(chw[0]).isZero(); // what lies before the offset is another's
        assertThat(at(0, 0, 0)).isEqualTo(40); // column 20 of 80
        assertThat(at(0, 39, 7)).isEqualTo(118);
        assertThat(at(1, 3, 39)).isEqualTo(195);
        assertThat(at(2, 20, 20)).isEqualTo(50);
    }

    @Test
    void partLiesWhereItSaysAndMayBeMirrored() {
        new View(1, 1, 0, true, 1, 1, 1).of(picture, SIDE, chw, 1);
        assertThat(at(0, 0, 0)).isEqualTo(158); // the rightmost column is the first
        assertThat(at(0, 39, 0)).isEqualTo(80);

        new View(0.5, 0, 1, false, 1, 1, 1).of(picture, SIDE, chw, 1); // 20x20 pixels at the lower left, enlarged
        assertThat(at(0, 20, 20)).isBetween(18f, 22f);
        assertThat(at(1, 20, 20)).isBetween(145f, 155f);
    }

    @Test
    void coloursChangeByFactorsAndStayInRange() {
        View.MIDDLE.of(picture, SIDE, chw, 1);
        double red = at(0, 10, 20); // 60
        double green = at(1, 10, 20); // 100
        double grey = 0.299 * red + 0.587 * green + 0.114 * 50;
        new View(1, 0.5, 0.5, false, 1.2, 0.5, 0).of(picture, SIDE, chw, 1);
        double expected = 1.2 * (127.5 + 0.5 * (grey - 127.5));
        for (int channel = 0; channel < 3; channel++) {
            assertThat((double) at(channel, 10, 20)).isCloseTo(expected, within(1e-4));
        }
        new View(1, 0.5, 0.5, false, 9, 9, 9).of(picture, SIDE, chw, 1);
        for (float value : chw) {
            assertThat(value).isBetween(0f, 255f);
        }
    }

    @Test
    void randomViewsAreInsideAndDiffer() {
        SplittableRandom random = new SplittableRandom(3);
        View first = View.random(random);
        for (int i = 0; i < 100; i++) {
            View other = View.random(random);
            assertThat(other).isNotEqualTo(first);
            assertThat(other.part()).isBetween(0.6, 1.0);
            assertThat(other.saturation()).isBetween(0.85, 1.15);
            other.of(picture, SIDE, chw, 1);
        }
        assertThatThrownBy(() -> new View(1.2, 0, 0, false, 1, 1, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
