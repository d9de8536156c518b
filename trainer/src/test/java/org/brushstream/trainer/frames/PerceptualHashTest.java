package org.brushstream.trainer.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.trainer.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

final class PerceptualHashTest {
    /** By Java, which shares no code with OpenCV. */
    private static Frame frame(BufferedImage image) {
        FrameSize size = new FrameSize(image.getWidth(), image.getHeight());
        ByteBuffer rgb = ByteBuffer.allocate(size.rgbBytes());
        for (int pixel = 0; pixel < size.pixels(); pixel++) {
            int colour = image.getRGB(pixel % size.width(), pixel / size.width());
            rgb.put((byte) (colour >> 16)).put((byte) (colour >> 8)).put((byte) colour);
        }
        return new Frame(size, 0, rgb.flip());
    }

    private static Frame read(Path file) throws IOException {
        return frame(ImageIO.read(file.toFile()));
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/golden/phash.csv")
    void hashIsThatOfOpenCvInPython(String file, String hash) throws IOException {
        try (Still still = new Still(read(Golden.path(file)))) {
            assertThat(still.hash()).hasToString(hash);
        }
    }

    @Test
    void distanceCountsBits() {
        PerceptualHash hash = PerceptualHash.parse("f000000000000001");
        assertThat(hash.distance(hash)).isZero();
        assertThat(hash.distance(PerceptualHash.parse("7000000000000003"))).isEqualTo(2);
        assertThat(hash.distance(PerceptualHash.parse("0ffffffffffffffe"))).isEqualTo(64);
        assertThat(hash).hasToString("f000000000000001");
    }

    @Test
    void whatIsNoHashIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PerceptualHash.parse("f0"))
                .withMessage("'f0' is no hash of 16 hexadecimal digits");
        assertThatIllegalArgumentException().isThrownBy(() -> PerceptualHash.parse("x000000000000001"));
    }

    @Test
    void jpegIsThePictureInItsColours() throws IOException {
        Path style = Golden.path("style.png");
        Frame frame = read(style);
        try (Still still = new Still(frame)) {
            byte[] jpeg = still.jpeg();
            ByteBuffer found =
                    frame(ImageIO.read(new ByteArrayInputStream(jpeg))).rgb();
            ByteBuffer expected = frame.rgb();
            long sum = 0;
            while (expected.hasRemaining()) {
                sum += Math.abs((expected.get() & 0xFF) - (found.get() & 0xFF));
            }
            // Exchanged channels would be tens of levels off; quality 95 costs noise, the hardest picture, a few.
            assertThat((double) sum / frame.size().rgbBytes()).isLessThan(4);
            assertThat(jpeg.length).isLessThan(3 * (int) Files.size(style));
        }
    }
}
