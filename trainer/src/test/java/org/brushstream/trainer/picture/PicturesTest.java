package org.brushstream.trainer.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSize;
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
        Pictures.write(manager.create(chw, new Shape(1, 3, 7, 11)), file, 8);

        NDArray read = Pictures.read(file, 7, manager);
        assertThat(read.getShape()).isEqualTo(new Shape(1, 3, 7, 11));
        assertThat(read.toFloatArray()).isEqualTo(chw);
    }

    @Test
    void writtenColoursAreThoseThatJavaReads() throws IOException {
        float[] chw = {255, 0, /* red */ 128, 0, /* green */ 0, 64 /* blue */}; // an orange and a blue pixel
        Path file = folder.resolve("colours.png");
        Pictures.write(manager.create(chw, new Shape(1, 3, 1, 2)), file, 8);

        BufferedImage image = ImageIO.read(file.toFile());
        assertThat(image.getWidth()).isEqualTo(2);
        assertThat(image.getRGB(0, 0) & 0xFFFFFF).isEqualTo(0xFF8000);
        assertThat(image.getRGB(1, 0) & 0xFFFFFF).isEqualTo(0x000040);
    }

    @Test
    void writtenValuesAreRoundedHalfUpAndClamped() {
        float[] chw = {-1000, -0.6f, 0.49f, 0.5f, 254.4f, 254.5f, 255.6f, 1e9f, Float.NaN};
        Path file = folder.resolve("rounded.png");
        Pictures.write(manager.create(chw, new Shape(1, 3, 1, 3)), file, 8);

        assertThat(Pictures.read(file, 1, manager).toFloatArray()).containsExactly(0, 0, 0, 1, 254, 255, 255, 255, 0);
    }

    @ParameterizedTest
    @CsvSource({"deep.png, 0", "cmyk.jpg, 3"}) // JPEG rounds
    void oddPicturesBecomeRgb(String name, float tolerance) {
        NDArray picture = Pictures.read(Golden.path(name), 32, manager);
        assertThat(picture.getShape()).isEqualTo(new Shape(1, 3, 32, 32));
        assertThat(pixel(picture, 5, 5)).containsExactly(RED, within(tolerance));
        assertThat(pixel(picture, 5, 25)).containsExactly(GREEN, within(tolerance));
        assertThat(pixel(picture, 25, 5)).containsExactly(BLUE, within(tolerance));
        assertThat(pixel(picture, 25, 25)).containsExactly(GREY, within(tolerance));
    }

    @Test
    void transparentPartsLieOnWhite() {
        NDArray picture = Pictures.read(Golden.path("alpha.png"), 32, manager);
        // 200 of 255 parts of the colour, 55 of white: 0 becomes 55, 255 stays.
        assertThat(pixel(picture, 5, 5)).containsExactly(255, 55, 55);
        assertThat(pixel(picture, 5, 25)).containsExactly(55, 255, 55);
        assertThat(pixel(picture, 25, 5)).containsExactly(55, 55, 255);
        assertThat(pixel(picture, 25, 25)).containsExactly(255, 255, 255); // grey, but wholly transparent
    }

    @Test
    void transparentPartsOfDeepPicturesLieOnWhiteToo() {
        NDArray picture = Pictures.read(Golden.path("deep-alpha.png"), 32, manager);
        assertThat(pixel(picture, 5, 5)).containsExactly(RED);
        assertThat(pixel(picture, 25, 25)).containsExactly(255, 255, 255);
    }

    @ParameterizedTest
    @ValueSource(strings = {"deep.png", "deep.tif", "deep.TIFF"})
    void sixteenBitsAreThoseThatJavaReads(String name) throws IOException {
        float[] chw = {0, 0.25f, 100, /* red */ 100.5f, 254.999f, 255, /* green */ 300, -4, 127.5f /* blue */};
        Path file = folder.resolve(name);
        Pictures.write(manager.create(chw, new Shape(1, 3, 1, 3)), file, 16);

        // 257 a level, rounded half up and clamped; by hand: 0.25 x 257 = 64.25, 100.5 x 257 = 25828.5.
        Raster read = ImageIO.read(file.toFile()).getRaster();
        assertThat(read.getSampleModel().getSampleSize(0)).isEqualTo(16);
        assertThat(read.getPixel(0, 0, (int[]) null)).containsExactly(0, 25829, 65535);
        assertThat(read.getPixel(1, 0, (int[]) null)).containsExactly(64, 65535, 0);
        assertThat(read.getPixel(2, 0, (int[]) null)).containsExactly(25700, 65535, 32768);
    }

    @ParameterizedTest
    @CsvSource({"wave.gif, 8", "wave, 8", "wave.jpg, 16", "wave.png, 10"})
    void unknownFormatsAreRefusedBeforeAnythingIsCalculated(Path name, int bits) {
        assertThatThrownBy(() -> Pictures.requireWritableFormat(name, bits))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name.getFileName().toString().replaceFirst(".*\\.", ""));
    }

    @Test
    void frameHasThePixelsOfThePicture() {
        float[] chw = {0, 1.5f, /* red */ 255, 256, /* green */ -3, 77 /* blue */};
        Frame frame = Pictures.frame(manager.create(chw, new Shape(1, 3, 1, 2)), 40_000);
        assertThat(frame.timestampMicros()).isEqualTo(40_000);
        assertThat(frame.size()).isEqualTo(new FrameSize(2, 1));
        assertThat(frame.rgb()).isEqualTo(ByteBuffer.wrap(new byte[] {0, (byte) 255, 0, 2, (byte) 255, 77}));
        assertThat(Pictures.of(frame, manager).toFloatArray()).containsExactly(0, 2, 255, 255, 0, 77);
    }

    @Test
    void scalingKeepsAPlaneAndAveragesAreas() {
        NDArray ramp = manager.arange(16).toType(DataType.FLOAT32, false).reshape(1, 1, 4, 4);
        assertThat(Pictures.scale(ramp, 2, 2).toFloatArray()).containsExactly(2.5f, 4.5f, 10.5f, 12.5f); // means of 2x2
        NDArray flat = manager.full(new Shape(1, 3, 5, 7), 9f);
        float[] larger = Pictures.scale(flat, 11, 14).toFloatArray();
        float[] nines = new float[3 * 11 * 14];
        Arrays.fill(nines, 9);
        assertThat(larger).containsExactly(nines, within(1e-5f)); // weights that sum to 1, rounded
    }

    @Test
    void coveringCutsBothEndsAlike() throws IOException {
        BufferedImage stripes = new BufferedImage(60, 20, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 20; y++) {
            for (int x = 20; x < 40; x++) {
                stripes.setRGB(x, y, 0x00FF00); // the middle third
            }
        }
        Path file = folder.resolve("stripes.png");
        ImageIO.write(stripes, "png", file.toFile());
        NDArray square = Pictures.readCovering(file, new FrameSize(10, 10), manager);
        assertThat(square.getShape()).isEqualTo(new Shape(1, 3, 10, 10));
        assertThat(square.get(":, 1").toFloatArray()).containsOnly(255);
        assertThat(square.get(":, 0").toFloatArray()).containsOnly(0);
    }

    @Test
    void tooSmallPicturesAreNotUsable() throws IOException {
        Path file = folder.resolve("small.png");
        ImageIO.write(new BufferedImage(31, 400, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
        assertThatThrownBy(() -> Pictures.requireUsable(file))
                .isInstanceOf(ModelException.class)
                .hasMessage(file + " is 31x400; a picture of under 32 pixels holds no texture, give a larger one");
        assertThat(Pictures.requireUsable(Golden.path("rotated.jpg"))).isEqualTo(new FrameSize(32, 48));
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
