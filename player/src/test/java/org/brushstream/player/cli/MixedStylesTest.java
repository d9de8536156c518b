package org.brushstream.player.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model of several styles on the command line; see golden/gallery.py for what it paints. */
final class MixedStylesTest {
    private static final Path CITY = Path.of("..", "samples", "media", "city.png");

    private final Path folder;
    private final Path gallery = Path.of(System.getenv("BRUSHSTREAM_MODELS"), "gallery.onnx");

    MixedStylesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeEach
    void install() throws IOException {
        Files.createDirectories(gallery.getParent());
        try (InputStream onnx = MixedStylesTest.class.getResourceAsStream("/golden/gallery.onnx")) {
            Files.write(gallery, Objects.requireNonNull(onnx).readAllBytes());
        }
    }

    @AfterEach
    void remove() throws IOException {
        Files.delete(gallery);
    }

    @Test
    void mixAndStrengthArePainted() throws IOException {
        // 0.75 dark and 0.25 warm multiply by 0.875, 0.625, 0.375, of which the strength 0.8 leaves 0.9, 0.7, 0.5.
        assertPainted(new double[] {0.9, 0.7, 0.5}, "--style", "dark:0.75,warm:0.25", "--strength", "0.8");
    }

    @Test
    void strengthAboveOneGoesOnFromNone() throws IOException {
        assertPainted(new double[] {0.25, 0.25, 0.25}, "--style", "dark", "--strength", "1.5"); // 1 - 1.5 * 0.5
    }

    @Test
    void modelAloneIsPaintedAsItsCardSays() throws IOException {
        assertPainted(new double[] {0.5, 0.5, 0.5}, "--style", gallery);
    }

    private void assertPainted(double[] factors, Object... how) throws IOException {
        BufferedImage source = paint("--style", "none");
        BufferedImage painted = paint(how);

        for (int y = 0; y < source.getHeight(); y++) {
            for (int x = 0; x < source.getWidth(); x++) {
                for (int channel = 0; channel < 3; channel++) {
                    int shift = 16 - 8 * channel; // of 0xRRGGBB
                    double byHand = factors[channel] * (source.getRGB(x, y) >> shift & 0xff);
                    // Half a level; the hundredth is for floats, in which 0.7 * 45 may lie on either side of a half.
                    assertThat((painted.getRGB(x, y) >> shift & 0xff) - byHand).isBetween(-0.51, 0.51);
                }
            }
        }
    }

    private BufferedImage paint(Object... how) throws IOException {
        Files.deleteIfExists(folder.resolve("out.png"));
        CommandRun run = render(how);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return ImageIO.read(folder.resolve("out.png").toFile());
    }

    @Test
    void filmSaysWhatMixItWasPaintedWith() throws IOException {
        Path film = folder.resolve("out.mkv");
        CommandRun run = CommandRun.of(
                "render",
                CITY,
                "--size",
                "64x36",
                "--style",
                "dark:3,warm",
                "--strength",
                "0.8",
                "--model",
                gallery,
                "--output",
                film);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(Files.readString(film, StandardCharsets.ISO_8859_1)) // Matroska keeps texts as they are
                .contains("painted by Brushstream in the style dark:0.75,warm:0.25 of the model gallery, strength 0.8");
    }

    @Test
    void stylesInsideAModelAreListedAndLeadToItsCard() {
        assertThat(CommandRun.of("models").out())
                .containsPattern("gallery +Night and Fire \\(.*gallery.onnx\\)\\R  none +the photograph itself\\R"
                        + "  dark +Night, nobody, 2026\\R  warm +Fire, nobody, 2026\\R");
        assertThat(CommandRun.of("models", "show", "warm").out())
                .isEqualTo(CommandRun.of("models", "show", "gallery").out())
                .contains("dark (weight 1): Night, nobody, 2026, public domain\n");
    }

    @Test
    void modelsThatCannotBeMixedAreNamedInOneSentence() {
        oneSentence(
                1,
                "no single model holds great-wave and starry-night together",
                "--style",
                "great-wave:0.7,starry-night:0.3");
        oneSentence(1, "holds no style 'cold'", "--style", "cold", "--model", gallery);
        oneSentence(1, "there is no style 'drak'; did you mean 'dark'?", "--style", "warm,drak");
    }

    @Test
    void strengthThatTheModelDoesNotReachNamesIt() {
        oneSentence(
                1, "model 'great-wave' (bundled) has no style 'none'", "--style", "great-wave", "--strength", "1.2");
    }

    private void oneSentence(int exitCode, String sentence, Object... how) {
        CommandRun run = render(how);
        assertThat(run.exitCode()).isEqualTo(exitCode);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).contains(sentence);
        assertThat(folder.resolve("out.png")).doesNotExist();
    }

    @Test
    void wrongMixAndWrongStrengthAreWrongUsage() {
        for (CommandRun run : new CommandRun[] {
            render("--style", "dark:-1,warm"),
            render("--style", "dark,dark"),
            render("--style", "dark", "--strength", "1.6"),
            render("--style", "dark", "--strength", "NaN"),
            render("--style", "dark", "--strength", "0,8"),
        }) {
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).endsWith("--help" + System.lineSeparator()).doesNotContain("\tat ");
        }
    }

    private CommandRun render(Object... how) {
        List<Object> command =
                new ArrayList<>(List.of("render", CITY, "--size", "64x36", "--output", folder.resolve("out.png")));
        command.addAll(List.of(how));
        return CommandRun.of(command.toArray());
    }
}
