package org.brushstream.trainer.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PictureGridTest {
    private static final int SIDE = 56;

    private final Path folder;

    PictureGridTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private Path flat(String name, int rgb, int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            image.setRGB(i % width, i / width, rgb);
        }
        Path file = folder.resolve(name);
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    @Test
    void picturesStandInRowsEachInTheMiddleOfItsCellThoseLeftOutPale() throws IOException {
        Path red = flat("red.png", 0xFF0000, 80, 40);
        Path blue = flat("blue.png", 0x0000FF, 40, 40);
        Path png = folder.resolve("grid.png");
        new PictureGrid(Stream.of(
                                new PictureGrid.Cell(red, "0.10 red", false),
                                new PictureGrid.Cell(blue, "0.20 blue", false),
                                new PictureGrid.Cell(blue, "0.90 blue", true))
                        .toList())
                .write(png, SIDE);

        BufferedImage sheet = ImageIO.read(png.toFile());
        // By hand: two columns (root of 3 times 1.5), two rows; letters of 10 pixels in lines of 20.
        assertThat(sheet.getWidth()).isEqualTo(6 + 2 * (56 + 6));
        assertThat(sheet.getHeight()).isEqualTo(6 + 2 * (56 + 20));
        assertThat(sheet.getRGB(6 + 28, 6 + 28) & 0xFFFFFF).isEqualTo(0xFF0000);
        assertThat(sheet.getRGB(6 + 28, 6 + 5) & 0xFFFFFF).isEqualTo(0xFFFFFF); // above a picture twice as wide as high
        assertThat(sheet.getRGB(6 + 62 + 28, 6 + 5) & 0xFFFFFF).isEqualTo(0x0000FF);
        // Three quarters of white over blue: 0.75 x 255 = 191.
        assertThat(sheet.getRGB(6 + 28, 6 + 76 + 28) & 0xFFFFFF).isIn(0xBFBFFF, 0xBEBEFF, 0xC0C0FF);
    }

    @Test
    void emptyGridIsRefused() {
        assertThatThrownBy(() -> new PictureGrid(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
