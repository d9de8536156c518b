package org.brushstream.trainer.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ThumbnailsTest {
    @ParameterizedTest
    @CsvSource({
        "1920, 1080, 100, 100, 100, 56", // 100 * 1080 / 1920 = 56.25
        "1080, 1920, 100, 100, 56, 100",
        "10, 5, 40, 40, 40, 20", // grows too
        "5000, 1, 100, 100, 100, 1", // never vanishes
    })
    void pictureJustFitsItsBox(int width, int height, int boxWidth, int boxHeight, int fittedWidth, int fittedHeight) {
        FrameSize box = new FrameSize(boxWidth, boxHeight);
        FrameSize fitted = new FrameSize(fittedWidth, fittedHeight);
        assertThat(Thumbnails.fitted(new FrameSize(width, height), box)).isEqualTo(fitted);
        assertThat(Thumbnails.fit(Paint.flat(0x123456, width, height), box))
                .isEqualTo(Paint.flat(0x123456, fittedWidth, fittedHeight));
    }

    @Test
    void halvedPictureHasTheMeansOfItsPixels() {
        // Two rows of four pixels; red counts 0, 10 .. 70, blue is 200.
        ByteBuffer rgb = ByteBuffer.allocate(4 * 2 * 3);
        IntStream.range(0, 8)
                .forEach(pixel -> rgb.put((byte) (10 * pixel)).put((byte) 0).put((byte) 200));
        Frame halved = Thumbnails.fit(new Frame(new FrameSize(4, 2), 7, rgb.flip()), new FrameSize(2, 1));
        // By hand: (0 + 10 + 40 + 50) / 4 and (20 + 30 + 60 + 70) / 4.
        byte[] means = {25, 0, (byte) 200, 45, 0, (byte) 200};
        assertThat(halved).isEqualTo(new Frame(new FrameSize(2, 1), 7, ByteBuffer.wrap(means)));
    }

    @Test
    void pictureIsReadInTheRightColours(@TempDir Path folder) throws IOException {
        BufferedImage red = new BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB);
        IntStream.range(0, 600).forEach(pixel -> red.setRGB(pixel % 30, pixel / 30, 0xE01020));
        Path file = folder.resolve("red.png");
        ImageIO.write(red, "png", file.toFile());
        assertThat(Thumbnails.read(file, new FrameSize(15, 15))).isEqualTo(Paint.flat(0xE01020, 15, 10));
    }

    @Test
    void jpegLooksLikeTheFrame() throws IOException {
        byte[] jpeg = Thumbnails.jpeg(Paint.flat(0xE01020, 40, 24));
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(jpeg));
        assertThat(read.getWidth()).isEqualTo(40);
        assertThat(read.getHeight()).isEqualTo(24);
        int colour = read.getRGB(20, 12);
        assertThat(colour >> 16 & 0xFF).isCloseTo(0xE0, within(3)); // JPEG rounds its own colours
        assertThat(colour >> 8 & 0xFF).isCloseTo(0x10, within(3));
        assertThat(colour & 0xFF).isCloseTo(0x20, within(3));
    }
}
