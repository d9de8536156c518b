package org.brushstream.trainer.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.trainer.Golden;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PhotoFolderTest {
    private final NDManager manager = NDManager.newBaseManager();
    private final Path folder;

    PhotoFolderTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void pictureOfARunDependsOnItsNumberAloneAndNotOnWhatWasAskedBefore() throws IOException {
        for (int i = 0; i < 3; i++) {
            noise(i, 60, 50);
        }
        PhotoFolder together = PhotoFolder.open(folder, 16, 9);
        float[] batch = together.batch(0, 8, manager).toFloatArray();
        int values = 3 * 16 * 16;

        for (int number : new int[] {7, 0, 5, 5}) {
            float[] alone =
                    PhotoFolder.open(folder, 16, 9).batch(number, 1, manager).toFloatArray();
            assertThat(alone)
                    .as("picture %d", number)
                    .isEqualTo(Arrays.copyOfRange(batch, number * values, (number + 1) * values));
        }
        assertThat(PhotoFolder.open(folder, 16, 10).batch(0, 8, manager).toFloatArray())
                .isNotEqualTo(batch);
    }

    @Test
    void everyPhotoIsSeenOnceBeforeAnyIsSeenAgain() throws IOException {
        for (int i = 0; i < 7; i++) {
            plain("photo" + i + ".png", 40, 30, 30 * i);
        }
        Files.createDirectories(folder.resolve("more/deep"));
        plain("more/deep/photo7.png", 40, 30, 210);
        PhotoFolder photos = PhotoFolder.open(folder, 16, 4);

        List<List<Integer>> epochs = new ArrayList<>();
        for (int epoch = 0; epoch < 4; epoch++) {
            epochs.add(reds(photos.batch(8L * epoch, 8, manager)));
        }
        assertThat(epochs)
                .allSatisfy(reds -> assertThat(reds).containsExactlyInAnyOrder(0, 30, 60, 90, 120, 150, 180, 210));
        assertThat(epochs).as("every time in another order").doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({"16, 16", "10, 8", "8, 50", "17, 16", "100, 20", "15, 200"})
    void cropHasItsSizeWhateverThePhotosSize(int width, int height) throws IOException {
        plain("photo.png", width, height, 200);
        NDArray batch = PhotoFolder.open(folder, 16, 1).batch(0, 20, manager);

        assertThat(batch.getShape()).isEqualTo(new Shape(20, 3, 16, 16));
        assertThat(reds(batch)).containsOnly(200);
    }

    @Test
    void cropsVaryInPlaceScaleAndSide() throws IOException {
        // Red grows to the right by 2 a pixel, green downwards: a crop tells where it comes from and how large it was.
        BufferedImage ramp = new BufferedImage(120, 120, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 120; y++) {
            for (int x = 0; x < 120; x++) {
                ramp.setRGB(x, y, ((2 * x) << 16) | ((2 * y) << 8));
            }
        }
        ImageIO.write(ramp, "png", folder.resolve("ramp.png").toFile());
        NDArray crops = PhotoFolder.open(folder, 80, 1).batch(0, 64, manager);
        List<Double> scales = new ArrayList<>();
        int mirrored = 0;
        TreeSet<Integer> tops = new TreeSet<>();
        for (int i = 0; i < 64; i++) {
            float redStep = (crops.getFloat(i, 0, 40, 70) - crops.getFloat(i, 0, 40, 10)) / 60; // +-2 per photo pixel
            float greenStep = (crops.getFloat(i, 1, 70, 40) - crops.getFloat(i, 1, 10, 40)) / 60;
            assertThat(Math.abs(redStep)).isCloseTo(greenStep, within(0.1f));
            scales.add(greenStep / 2.0); // photo pixels per pixel of the crop
            mirrored += redStep < 0 ? 1 : 0;
            tops.add((int) crops.getFloat(i, 1, 0, 40));
        }

        // Uniform in 80..120 pixels for the shorter side: photo pixels per pixel from 1 to 1.5, each quarter visited.
        assertThat(scales).allSatisfy(scale -> assertThat(scale).isBetween(0.97, 1.55));
        double[] sides = scales.stream().mapToDouble(scale -> 120 / scale).toArray();
        for (int quarter = 0; quarter < 4; quarter++) {
            double from = 80 + 10 * quarter;
            assertThat(Arrays.stream(sides)
                            .filter(side -> from <= side && side < from + 10)
                            .count())
                    .as("shorter side from %s to %s", from, from + 10)
                    .isBetween(6L, 30L); // 16 expected, 3.5 the deviation
        }
        assertThat(mirrored).isBetween(20, 44); // 32 expected, 4 the deviation
        assertThat(tops).hasSizeGreaterThan(15);
    }

    @Test
    void brokenPhotoIsReportedAndAnotherTakenInItsPlace() throws IOException {
        plain("a.png", 20, 20, 10);
        Path broken = Files.writeString(folder.resolve("b.jpg"), "not a photo");
        plain("c.png", 20, 20, 30);
        PhotoFolder photos = PhotoFolder.open(folder, 16, 1);
        assertThat(photos.unusable()).isEmpty();

        List<Integer> first = reds(photos.batch(0, 3, manager));
        assertThat(first).hasSize(3).contains(10, 30).containsAnyOf(10, 30);
        assertThat(photos.unusable()).containsExactly(broken);
        assertThat(reds(photos.batch(0, 3, manager))).as("now that it is known").isEqualTo(first);
    }

    @Test
    void tinyGreyAndPrintersPhotosAreReportedAndOthersTakenInTheirPlace() throws IOException {
        plain("a.png", 40, 40, 10);
        plain("tiny.png", 40, 7, 20);
        Files.copy(Golden.path("grey.png"), folder.resolve("grey.png"));
        Files.copy(Golden.path("cmyk.jpg"), folder.resolve("cmyk.jpg"));
        PhotoFolder photos = PhotoFolder.open(folder, 16, 1);

        assertThat(reds(photos.batch(0, 8, manager))).containsOnly(10);
        assertThat(photos.unusable())
                .containsExactly(folder.resolve("cmyk.jpg"), folder.resolve("grey.png"), folder.resolve("tiny.png"));
    }

    @Test
    void firstPhotosAreTheFirstThatCanBeDecoded() throws IOException {
        Path broken = Files.writeString(folder.resolve("a.jpg"), "not a photo");
        plain("b.png", 20, 20, 10);
        plain("c.png", 20, 20, 30);
        PhotoFolder photos = PhotoFolder.open(folder, 16, 1);

        assertThat(photos.first(1)).containsExactly(folder.resolve("b.png"));
        assertThat(photos.first(3)).containsExactly(folder.resolve("b.png"), folder.resolve("c.png"));
        assertThat(photos.unusable()).containsExactly(broken);
    }

    @Test
    void foldersWithoutPhotosAreRefused() throws IOException {
        assertRefused("the folder " + folder + " holds no photographs (bmp, jpeg, jpg, png");
        Files.writeString(folder.resolve("notes.txt"), "no photo");
        Files.createDirectory(folder.resolve("folder.jpg"));
        assertRefused("holds no photographs");
    }

    private void assertRefused(String message) {
        assertThatThrownBy(() -> PhotoFolder.open(folder, 16, 1))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(message)
                .hasMessageContaining("--content");
    }

    @Test
    void absentFolderAndFileAreRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "");
        for (Path wrong : new Path[] {folder.resolve("none"), file}) {
            assertThatThrownBy(() -> PhotoFolder.open(wrong, 16, 1))
                    .isInstanceOf(ModelException.class)
                    .hasMessage("there is no folder " + wrong + "; give one of photographs with --content");
        }
    }

    @Test
    void folderOfNothingButBrokenPhotosIsRefused() throws IOException {
        Files.writeString(folder.resolve("a.jpg"), "not a photo");
        Files.writeString(folder.resolve("b.png"), "");
        PhotoFolder photos = PhotoFolder.open(folder, 16, 1);

        assertThatThrownBy(() -> photos.batch(0, 1, manager))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("none of the 2 photographs in " + folder + " can be learned from");
        assertThatThrownBy(() -> photos.first(1)).isInstanceOf(ModelException.class);
    }

    private void plain(String name, int width, int height, int red) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, (red << 16) | 1); // a hair from grey
            }
        }
        ImageIO.write(image, "png", folder.resolve(name).toFile());
    }

    private void noise(int seed, int width, int height) throws IOException {
        Random random = new Random(seed);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, random.nextInt(1 << 24));
            }
        }
        ImageIO.write(image, "png", folder.resolve(seed + ".png").toFile());
    }

    /** Red of each picture's middle pixel: which photo it is from. */
    private static List<Integer> reds(NDArray batch) {
        List<Integer> reds = new ArrayList<>();
        for (int i = 0; i < batch.getShape().get(0); i++) {
            reds.add((int) batch.getFloat(i, 0, 8, 8));
        }
        return reds;
    }
}
