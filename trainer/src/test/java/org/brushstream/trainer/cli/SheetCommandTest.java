package org.brushstream.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.infer.Device;
import org.brushstream.runtime.infer.OrtStylizer;
import org.brushstream.runtime.model.StyleModel;
import org.brushstream.trainer.Golden;
import org.brushstream.trainer.TinyModel;
import org.brushstream.trainer.picture.ContactSheet;
import org.brushstream.trainer.picture.Thumbnails;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SheetCommandTest {
    private static final int CELL = 64;

    @TempDir
    private static Path models;

    @TempDir
    private Path folder;

    @BeforeAll
    static void makeModels() {
        TinyModel.write(models);
        TinyModel.write(models.resolve("other.onnx"), 2);
        TinyModel.writeFor(new FrameSize(32, 32), models);
    }

    /** Options given replace these. */
    private Ended sheet(String... more) {
        return Ended.of(
                List.of(
                        "sheet",
                        "--model=" + models.resolve("tiny.onnx"),
                        "--photos=" + Golden.path("style.png"),
                        "--output=" + folder.resolve("sheet.png"),
                        "--cell=" + CELL),
                more);
    }

    @Test
    void everyModelPaintsEveryPhoto() throws IOException {
        Path photo = Files.copy(Golden.path("style.png"), folder.resolve("photo.png"));
        Path pictures = Files.createDirectory(folder.resolve("pictures"));
        Files.copy(photo, pictures.resolve("tiny.png"));
        Ended ended = Ended.of(
                "sheet",
                "--model=" + models.resolve("tiny.onnx"),
                "--model=" + models.resolve("other.onnx"),
                "--photos=" + photo + "," + photo,
                "--style-pictures=" + pictures,
                "--output=" + folder.resolve("sheet.png"),
                "--cell=" + CELL);
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out()).isEqualTo("Wrote " + folder.resolve("sheet.png") + System.lineSeparator());
        BufferedImage sheet = ImageIO.read(folder.resolve("sheet.png").toFile());

        Frame before = Thumbnails.read(photo, ContactSheet.box(CELL));
        int width = before.size().width();
        int line = 20;
        assertThat(sheet.getWidth()).isEqualTo(6 + CELL + 6 + 2 * (width + 6));
        assertThat(sheet.getHeight()).isEqualTo(line + 3 * (CELL + 6) + 6);
        int left = 6 + CELL + 6 + width + 6; // the second photo's column
        assertThat(pixels(sheet, left, line, before.size())).isEqualTo(before);
        for (int row = 1; row <= 2; row++) {
            StyleModel model = StyleModel.read(models.resolve(row == 1 ? "tiny.onnx" : "other.onnx"));
            try (OrtStylizer painter = OrtStylizer.open(model, Device.CPU)) {
                assertThat(pixels(sheet, left, line + row * (CELL + 6), before.size()))
                        .isEqualTo(painter.apply(before));
            }
        }
    }

    private static Frame pixels(BufferedImage sheet, int left, int top, FrameSize size) {
        ByteBuffer rgb = ByteBuffer.allocate(size.rgbBytes());
        for (int y = 0; y < size.height(); y++) {
            for (int x = 0; x < size.width(); x++) {
                int colour = sheet.getRGB(left + x, top + y);
                rgb.put((byte) (colour >> 16)).put((byte) (colour >> 8)).put((byte) colour);
            }
        }
        return new Frame(size, 0, rgb.flip());
    }

    @Test
    void existingSheetIsReplacedOnlyWhenAskedFor() throws IOException {
        Path sheet = Files.writeString(folder.resolve("sheet.png"), "mine");
        Ended refused = sheet();
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err())
                .contains("sheet.png exists; add --overwrite to replace it or choose another --output");
        assertThat(sheet).hasContent("mine");

        assertThat(sheet("--overwrite").code()).isZero();
        assertThat(ImageIO.read(sheet.toFile())).isNotNull();
    }

    @Test
    void photoIsNeverOverwritten() throws IOException {
        Path photo = Files.copy(Golden.path("style.png"), folder.resolve("photo.png"));
        Ended ended = sheet("--photos=" + photo, "--output=" + photo, "--overwrite");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("photo.png is the file that --photos reads; choose another --output");
    }

    @Test
    void modelOfAFixedSizeIsRefused() {
        Ended ended = sheet("--model=" + models.resolve("fixed.onnx"), "--photos=" + Golden.path("rotated.jpg"));
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err())
                .contains(
                        "takes pictures of 32x32 only, and a sheet shows photos of any shape; export it for any size");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--cell=10", "--output=sheet.jpg"})
    void wrongOptionsAreRefusedInASentence(String option) {
        Ended ended = sheet(option);
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err())
                .matches(
                        "(?s)(a cell is 48 to 1024 pixels high, not 10|the sheet's name must end in .png, not be sheet.jpg)\\R.*");
    }

    @Test
    void absentFilesAreNamed() {
        assertThat(sheet("--photos=" + folder.resolve("none.jpg")).err()).contains("none.jpg");
        assertThat(sheet("--style-pictures=" + folder.resolve("none")).err())
                .contains("the folder " + folder.resolve("none") + " of style pictures cannot be read");
        assertThat(sheet("--model=" + folder.resolve("none.onnx")).err()).contains("there is no model file");
    }
}
