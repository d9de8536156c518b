package org.brushstream.trainer.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.trainer.Golden;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PicturesTest {
    private static final float[] RED = {255, 0, 0};
    private static final float[] GREEN = {0, 255, 0};
    private static final float[] BLUE = {0, 0, 255};
    private static final float[] GREY = {128, 128, 128};

    private final NDManager manager = NDManager.newBaseManager();
    private final Path folder;

    PicturesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void pngIsReadBackAsWritten() {
        Random random = new Random(1);
        float[] chw = new float[3 * 7 * 11];
        for (int i = 0; i < chw.length; i++) {
            chw[i] = random.nextInt(256);
        }
        Path file = folder.resolve("ünï 波.png"); // names that C libraries stumble over on some systems
        Pictures.writePng(manager.create(chw, new Shape(1, 3, 7, 11)), file);

        NDArray read = Pictures.read(file, 7, manager);
        assertThat(read.getShape()).isEqualTo(new Shape(1, 3, 7, 11));
        assertThat(read.toFloatArray()).isEqualTo(chw);
    }

    @Test
    void writtenColoursAreThoseThatJavaReads() throws IOException {
        float[] chw = {255, 0, /* red */ 128, 0, /* green */ 0, 64 /* blue */}; // an orange and a blue pixel
        Path file = folder.resolve("colours.png");
        Pictures.writePng(manager.create(chw, new Shape(1, 3, 1, 2)), file);

        BufferedImage image = ImageIO.read(file.toFile());
        assertThat(image.getWidth()).isEqualTo(2);
        assertThat(image.getRGB(0, 0) & 0xFFFFFF).isEqualTo(0xFF8000);
        assertThat(image.getRGB(1, 0) & 0xFFFFFF).isEqualTo(0x000040);
    }

    @Test
    void writtenValuesAreRoundedHalfUpAndClamped() {
        float[] chw = {-1000, -0.6f, 0.49f, 0.5f, 254.4f, 254.5f, 255.6f, 1e9f, Float.NaN};
        Path file = folder.resolve("rounded.png");
        Pictures.writePng(manager.create(chw, new Shape(1, 3, 1, 3)), file);

        assertThat(Pictures.read(file, 1, manager).toFloatArray()).containsExactly(0, 0, 0, 1, 254, 255, 255, 255, 0);
    }

    @ParameterizedTest
    @CsvSource({"deep.png, 0", "alpha.png, 0", "cmyk.jpg, 3"}) // JPEG rounds
    void oddPicturesBecomeRgb(String name, float tolerance) {
        NDArray picture = Pictures.read(Golden.path(name), 32, manager);
        assertThat(picture.getShape()).isEqualTo(new Shape(1, 3, 32, 32));
        assertThat(pixel(picture, 5, 5)).containsExactly(RED, within(tolerance));
        assertThat(pixel(picture, 5, 25)).containsExactly(GREEN, within(tolerance));
        assertThat(pixel(picture, 25, 5)).containsExactly(BLUE, within(tolerance));
        assertThat(pixel(picture, 25, 25)).containsExactly(GREY, within(tolerance));
    }

    @Test
    void greyBecomesThreeEqualChannels() {
        NDArray picture = Pictures.read(Golden.path("grey.png"), 32, manager);
        assertThat(pixel(picture, 3, 10)).containsExactly(80, 80, 80);
        assertThat(pixel(picture, 3, 31)).containsExactly(248, 248, 248);
    }

    @Test
    void rotationOfTheCameraIsApplied() {
        NDArray picture = Pictures.read(Golden.path("rotated.jpg"), 32, manager);
        assertThat(picture.getShape()).isEqualTo(new Shape(1, 3, 48, 32));
        assertThat(pixel(picture, 5, 16)).containsExactly(RED, within(3f));
        assertThat(pixel(picture, 43, 16)).containsExactly(GREEN, within(3f));
    }

    private static float[] pixel(NDArray picture, int row, int column) {
        return new float[] {
            picture.getFloat(0, 0, row, column),
            picture.getFloat(0, 1, row, column),
            picture.getFloat(0, 2, row, column)
        };
    }

    @ParameterizedTest
    @CsvSource({
        "40, 20, 10, 20, 10",
        "20, 40, 10, 10, 20",
        "30, 30, 64, 64, 64",
        "300, 200, 20, 30, 20",
        "1, 9, 4, 4, 36"
    })
    void shorterSideGetsTheSizeAndTheAspectIsKept(
            int width, int height, int shortSide, int expectedWidth, int expectedHeight) throws IOException {
        Path file = folder.resolve("plain.png");
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", file.toFile());

        assertThat(Pictures.read(file, shortSide, manager).getShape())
                .isEqualTo(new Shape(1, 3, expectedHeight, expectedWidth));
    }

    @Test
    void shrinkingAveragesAreas() throws IOException {
        BufferedImage stripes = new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 40; y++) {
            for (int x = 0; x < 40; x += 2) {
                stripes.setRGB(x, y, 0xFFFFFF);
            }
        }
        Path file = folder.resolve("stripes.png");
        ImageIO.write(stripes, "png", file.toFile());

        // Every second column white: no multiple of two may see black only.
        assertThat(Pictures.read(file, 10, manager).toFloatArray()).containsOnly(128);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "<svg xmlns='http://www.w3.org/2000/svg'/>", "\u0089PNG\r\n"})
    void textIsNoPicture(String text) throws IOException {
        Path file = Files.write(folder.resolve("text.jpg"), text.getBytes(StandardCharsets.ISO_8859_1));
        assertRefused(file, " is not a picture that can be decoded; JPEG and PNG can");
    }

    @Test
    void emptyAbsentAndFolderAreNoPictures() throws IOException {
        assertRefused(Files.createFile(folder.resolve("empty.png")), " is empty");
        assertRefused(folder.resolve("none.png"), "none.png");
        assertRefused(folder, "no picture can be read at ");
    }

    @Test
    void pictureCutOffInItsHeaderIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(Golden.path("cmyk.jpg"));
        assertRefused(Files.write(folder.resolve("cut.jpg"), Arrays.copyOf(whole, 100)), "cut.jpg");
    }

    @Test
    void pictureOfAbsurdSizeIsRefused() throws IOException {
        byte[] png = Files.readAllBytes(Golden.path("alpha.png"));
        ByteBuffer bytes = ByteBuffer.wrap(png);
        bytes.putInt(16, 100_000).putInt(20, 100_000); // width and height in the header, which has a checksum
        CRC32 sum = new CRC32();
        sum.update(png, 12, 17);
        bytes.putInt(29, (int) sum.getValue());

        assertRefused(Files.write(folder.resolve("huge.png"), png), "huge.png");
    }

    private void assertRefused(Path file, String message) {
        assertThatThrownBy(() -> Pictures.read(file, 32, manager))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(message);
    }
}
