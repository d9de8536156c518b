package org.brushstream.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.brushstream.trainer.Golden;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StylesRankCommandTest {
    private final Path folder;
    private final Path images;

    StylesRankCommandTest(@TempDir Path folder) {
        this.folder = folder;
        this.images = folder.resolve("images");
    }

    /** The same picture three times and one of another kind. */
    @BeforeEach
    void gather() throws IOException {
        Files.createDirectories(images);
        for (String name : List.of("a.png", "b.png", "c.png")) {
            Files.copy(Golden.path("style.png"), images.resolve(name));
        }
        Files.copy(Golden.path("photos/a.png"), images.resolve("other.png"));
    }

    private Ended rank(String... more) {
        return Ended.of(
                List.of(
                        "styles",
                        "rank",
                        "--images=" + images,
                        "--vgg=" + Golden.path("tiny_vgg.safetensors"),
                        "--style-size=32"),
                more);
    }

    @Test
    void thoseThatGoTogetherAreProposedAndShown() throws IOException {
        Path sheet = folder.resolve("sheet.png");
        Ended ended = rank("--threshold=0.05", "--sheet=" + sheet);
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out())
                .contains("|G - mean| / |mean|, nearest first:")
                .contains("3 of 4 go together (each at most 0.05 from their mean, the farthest 0.00):")
                .contains(images.resolve("a.png") + "," + images.resolve("b.png") + "," + images.resolve("c.png"))
                .endsWith("Wrote " + sheet + System.lineSeparator());
        assertThat(ImageIO.read(sheet.toFile()).getWidth()).isEqualTo(6 + 2 * 198); // two cells of 192 and their gaps

        assertThat(rank("--sheet=" + sheet).err()).contains("exists; add --overwrite");
        assertThat(rank("--sheet=" + images.resolve("a.png"), "--overwrite").err())
                .contains("is the file that --images reads");
    }

    @ParameterizedTest
    @CsvSource({
        "--threshold=0, '--threshold is above 0, not 0.0'",
        "--sheet=sheet.jpg, the sheet's name must end in .png",
        "--style-size=0, 32 to 4096 pixels",
        "--images=nowhere, there is no folder nowhere; give one of photographs with --images",
        "--vgg=nowhere, no VGG weights at nowhere",
    })
    void badInputGetsASentence(String option, String sentence) {
        Ended ended = rank(option);
        assertThat(ended.code()).isNotZero();
        assertThat(ended.err()).contains(sentence).doesNotContain("Unexpected");
    }
}
