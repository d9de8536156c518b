package org.brushstream.samples.styles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StylePicturesTest {
    @Test
    void picturesAreTheSameEveryTimeAndCoveredToTheEdges(@TempDir Path folder) throws Exception {
        StylePictures.main(new String[] {folder.toString()});

        for (String name : new String[] {"halftone", "blueprint"}) {
            BufferedImage drawn = ImageIO.read(folder.resolve(name + ".png").toFile());
            assertThat(drawn.getWidth()).isEqualTo(StylePictures.SIDE);
            assertThat(drawn.getHeight()).isEqualTo(StylePictures.SIDE);
            int quarter = StylePictures.SIDE / 4;
            for (int row = 0; row < 4; row++) {
                for (int column = 0; column < 4; column++) {
                    int[] part = drawn.getRGB(column * quarter, row * quarter, quarter, quarter, null, 0, quarter);
                    long colors = Arrays.stream(part).distinct().count();
                    assertThat(colors)
                            .as("colours in part %d, %d of %s", column, row, name)
                            .isGreaterThan(20);
                }
            }
        }
        byte[] first = Files.readAllBytes(folder.resolve("halftone.png"));
        StylePictures.main(new String[] {folder.toString()});
        assertThat(Files.readAllBytes(folder.resolve("halftone.png"))).isEqualTo(first);
    }

    @Test
    void withoutAFolderItSaysWhatIsMissing() {
        assertThatThrownBy(() -> StylePictures.main(new String[0])).hasMessageContaining("give one folder");
    }
}
