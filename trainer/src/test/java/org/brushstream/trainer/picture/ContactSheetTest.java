package org.brushstream.trainer.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.brushstream.runtime.model.ModelException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ContactSheetTest {
    private static final int CELL = 112; // so that the letters are 10 pixels, and their line 20
    private static final int WHITE = 0xFFFFFF;
    private static final int RED = 0xE00000;
    private static final int GREEN = 0x00E000;
    private static final int BLUE = 0x0000E0;
    private static final int STYLE = 0xE0E000;

    /** A landscape photo and a portrait one, in the photo's own style and in another. */
    private static ContactSheet sheet() {
        return new ContactSheet(
                List.of(
                        new ContactSheet.Picture("landscape", Paint.flat(RED, 200, 100)),
                        new ContactSheet.Picture("portrait", Paint.flat(GREEN, 50, 100))),
                List.of(
                        new ContactSheet.Row(
                                "none", null, List.of(Paint.flat(RED, 200, 100), Paint.flat(GREEN, 50, 100))),
                        new ContactSheet.Row(
                                "wave",
                                Paint.flat(STYLE, 300, 200),
                                List.of(Paint.flat(BLUE, 200, 100), Paint.flat(BLUE, 50, 100)))));
    }

    private static int at(BufferedImage image, int x, int y) {
        return image.getRGB(x, y) & WHITE;
    }

    /** Whether something is written there. */
    private static boolean written(BufferedImage image, int left, int top, int width, int height) {
        for (int y = top; y < top + height; y++) {
            for (int x = left; x < left + width; x++) {
                if (at(image, x, y) < 0x808080) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void photosStandAboveStylesBesideAndPaintingsWhereTheyMeet() {
        BufferedImage image = sheet().draw(CELL);
        // By hand: gaps of 6, columns of 112 (styles), 224 (twice as wide as high) and 56 (half as wide).
        assertThat(image.getWidth()).isEqualTo(6 + 112 + 6 + 224 + 6 + 56 + 6);
        assertThat(image.getHeight()).isEqualTo(20 + 3 * (112 + 6) + 6);

        int[] columns = {6 + 56, 124 + 112, 354 + 28};
        int[] rows = {20 + 56, 138 + 56, 256 + 46}; // the last where the style picture is: its name stands below
        assertThat(at(image, columns[0], rows[0])).isEqualTo(WHITE);
        assertThat(at(image, columns[1], rows[0])).isEqualTo(RED);
        assertThat(at(image, columns[2], rows[0])).isEqualTo(GREEN);
        assertThat(at(image, columns[1], rows[1])).isEqualTo(RED);
        assertThat(at(image, columns[2], rows[1])).isEqualTo(GREEN);
        assertThat(at(image, columns[0], rows[2])).isEqualTo(STYLE);
        assertThat(at(image, columns[1], rows[2])).isEqualTo(BLUE);
        assertThat(at(image, columns[2], rows[2])).isEqualTo(BLUE);
    }

    @Test
    void everythingIsLabelled() {
        BufferedImage image = sheet().draw(CELL);
        assertThat(written(image, 124, 0, 224, 20)).isTrue(); // landscape
        assertThat(written(image, 354, 0, 56, 20)).isTrue(); // portrait
        assertThat(written(image, 6, 138, 112, 112)).isTrue(); // none
        assertThat(written(image, 6, 256 + 83, 112, 20)).isTrue(); // wave, below 112 x 75 of 112 x 92 and the 8 above
        assertThat(written(image, 6, 0, 112, 138)).isFalse(); // nothing in the corner
    }

    @Test
    void longNamesAreCutNotWrittenOverTheNeighbours() {
        ContactSheet sheet = new ContactSheet(
                List.of(new ContactSheet.Picture("w".repeat(200), Paint.flat(RED, 10, 10))),
                List.of(new ContactSheet.Row("none", null, List.of(Paint.flat(RED, 10, 10)))));
        BufferedImage image = sheet.draw(CELL);
        assertThat(written(image, 124, 0, 112, 20)).isTrue();
        assertThat(written(image, 0, 0, 123, 20)).isFalse();
        assertThat(written(image, 237, 0, 5, 20)).isFalse();
    }

    @Test
    void panoramaDoesNotWidenTheSheetWithoutEnd() {
        ContactSheet sheet = new ContactSheet(
                List.of(new ContactSheet.Picture("panorama", Paint.flat(RED, 1000, 100))),
                List.of(new ContactSheet.Row("none", null, List.of(Paint.flat(RED, 1000, 100)))));
        BufferedImage image = sheet.draw(CELL);
        assertThat(image.getWidth()).isEqualTo(6 + 112 + 6 + 2 * 112 + 6);
        assertThat(at(image, 236, 20 + 56)).isEqualTo(RED);
        assertThat(at(image, 236, 20 + 10)).isEqualTo(WHITE); // 22 pixels high, in the middle
    }

    @Test
    void sheetIsWrittenAsPngInPlaceOfAnEarlierOne(@TempDir Path folder) throws IOException {
        Path png = folder.resolve("sheet.png");
        Files.writeString(png, "an earlier one");
        sheet().write(png, CELL);
        assertThat(ImageIO.read(png.toFile()).getHeight()).isEqualTo(380);
        assertThat(folder.toFile().list()).containsExactly("sheet.png");

        Path none = folder.resolve("none/sheet.png");
        assertThatThrownBy(() -> sheet().write(none, CELL))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("the sheet " + none + " cannot be written");
    }

    @Test
    void styleWithAPaintingTooFewIsRefused() {
        List<ContactSheet.Picture> photos = sheet().photos();
        List<ContactSheet.Row> rows = List.of(new ContactSheet.Row("wave", null, List.of(Paint.flat(BLUE, 8, 8))));
        assertThatThrownBy(() -> new ContactSheet(photos, rows))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("style wave has 1 paintings of 2 photos");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 47, 1025})
    void cellsThatShowNothingOrTooMuchAreRefused(int cell) {
        assertThatThrownBy(() -> ContactSheet.box(cell))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a cell is 48 to 1024 pixels high, not " + cell);
    }
}
