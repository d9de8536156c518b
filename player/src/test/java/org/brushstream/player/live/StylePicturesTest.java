package org.brushstream.player.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.runtime.model.ModelStore;
import org.brushstream.runtime.model.StyleMix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StylePicturesTest {
    private static StyleTile tile(String style) {
        return new StyleTile(StyleMix.parse(style), style, style);
    }

    /** See golden/gallery.py: 'dark' multiplies by a half, 'warm' red by 2, green by 1, blue by 0. */
    @Test
    void stylesAndMixesOfAModelArePaintedAsByHand(@TempDir Path folder) throws IOException {
        try (InputStream onnx = StylePicturesTest.class.getResourceAsStream("/golden/gallery.onnx")) {
            Files.write(
                    folder.resolve("both.onnx"), Objects.requireNonNull(onnx).readAllBytes());
        }
        try (StillPainter.Round round = StillPainter.of(new ModelStore(folder)).begin(FakeControls.plain(0x604020))) {
            assertThat(colour(round, "dark")).isEqualTo(0x302010);
            assertThat(colour(round, "warm")).isEqualTo(0xc04000);
            assertThat(colour(round, "dark,warm")).isEqualTo(0x783008); // half of each, 1.25 0.75 0.25
            assertThatThrownBy(() -> round.paint(StyleMix.of("cold"))).isInstanceOf(ModelException.class);
        }
    }

    private static int colour(StillPainter.Round round, String style) {
        return PictureScaler.image(round.paint(StyleMix.parse(style))).getRGB(10, 10) & 0xffffff;
    }

    private static void await(Semaphore painted, int times) throws InterruptedException {
        assertThat(painted.tryAcquire(times, 60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aBrokenStyleLeavesItsPlaceEmptyAndTheOthersArePainted() throws InterruptedException {
        Semaphore painted = new Semaphore(0);
        try (StylePictures pictures =
                new StylePictures(List.of(tile("a"), tile("broken"), tile("b")), TwoColours.painter())) {
            pictures.listen(painted::release);
            assertThat(pictures.picture(0)).isEmpty();
            pictures.start();
            await(painted, 3);

            assertThat(pictures.picture(0).map(image -> image.getRGB(1, 1) & 0xffffff))
                    .contains(TwoColours.RED);
            assertThat(pictures.picture(1)).isEmpty();
            assertThat(pictures.picture(2).map(image -> image.getRGB(1, 1) & 0xffffff))
                    .contains(TwoColours.BLUE);
            assertThat(pictures.version(0)).isEqualTo(1);
            pictures.paint(FakeControls.plain(0x112233));
            await(painted, 3);
            assertThat(pictures.version(0)).isEqualTo(2);
            assertThat(pictures.version(1)).isZero();
        }
    }

    @Test
    void theCamerasPictureIsCutToTheShapeOfTheStrip() throws InterruptedException {
        Semaphore painted = new Semaphore(0);
        StillPainter nothing = still -> new StillPainter.Round() {
            @Override
            public Frame paint(StyleMix style) {
                return still;
            }

            @Override
            public void close() {}
        };
        try (StylePictures pictures = new StylePictures(List.of(tile("a")), nothing)) {
            pictures.listen(painted::release);
            pictures.paint(FakeControls.plain(0x112233));
            await(painted, 1);
            BufferedImage image = pictures.picture(0).orElseThrow();

            assertThat(image.getWidth()).isEqualTo(StylePictures.SIZE.width());
            assertThat(image.getHeight()).isEqualTo(StylePictures.SIZE.height());
            assertThat(image.getRGB(0, 0) & 0xffffff).isEqualTo(0x112233);
        }
    }
}
