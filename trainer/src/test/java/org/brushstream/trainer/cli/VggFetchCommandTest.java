package org.brushstream.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import javax.imageio.ImageIO;
import org.brushstream.runtime.model.Sha256;
import org.brushstream.trainer.Golden;
import org.brushstream.trainer.RangeServer;
import org.brushstream.trainer.TinyModel;
import org.brushstream.trainer.WholeVgg;
import org.brushstream.trainer.loss.Vgg;
import org.brushstream.trainer.loss.VggHeader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Weights are kept in a folder of the test's own, so that what somebody fetched is neither used nor touched. */
final class VggFetchCommandTest {
    private final RangeServer server =
            new RangeServer(WholeVgg.of("tiny_vgg.safetensors").bytes());
    private final Path folder;
    private final Path fetched;

    VggFetchCommandTest(@TempDir Path folder) {
        this.folder = folder;
        this.fetched = folder.resolve("vgg/vgg19-features.safetensors");
        System.setProperty(VggOption.FOLDER, folder.toString());
    }

    @AfterEach
    void close() {
        System.clearProperty(VggOption.FOLDER);
        server.close();
    }

    private Ended fetch(String... more) {
        return Ended.of(List.of("vgg", "fetch", "--from=" + server.address()), more);
    }

    private Ended paint(String... more) {
        return Ended.of(
                List.of(
                        "gatys",
                        "--content=" + Golden.path("photos/a.png"),
                        "--style=" + Golden.path("style.png"),
                        "--output=" + folder.resolve("painting.png"),
                        "--size=32",
                        "--min-size=32",
                        "--iterations=1"),
                more);
    }

    @Test
    void whatIsFetchedIsFoundByOtherCommands() throws IOException {
        Ended before = paint();
        assertThat(before.err().lines())
                .containsExactly(
                        "there are no VGG weights at " + fetched + "; get them, once, with brushstream-trainer vgg"
                                + " fetch, or give a .safetensors file with --vgg");
        assertThat(before.code()).isEqualTo(1);

        Ended ended = fetch();
        assertThat(ended.err()).isEmpty();
        assertThat(ended.code()).isZero();
        assertThat(ended.out().lines())
                .satisfiesExactly(
                        size -> assertThat(size)
                                .matches("Fetching VGG-19: 0\\.0 MB of a file of 0\\.1 MB, " + server.address()),
                        licence -> assertThat(licence).contains("licence"),
                        written ->
                                assertThat(written).isEqualTo("Wrote " + fetched + ", SHA-256 " + Sha256.of(fetched)),
                        checked -> assertThat(checked).startsWith("Checked: all layers are there"),
                        origin -> assertThat(origin).contains("another training"));

        assertThat(fetch().out())
                .isEqualTo(fetched + " is there, unchanged since it was fetched: SHA-256 " + Sha256.of(fetched) + "\n");
        Ended painted = paint();
        assertThat(painted.err()).isEmpty();
        assertThat(painted.code()).isZero();

        byte[] damaged = Files.readAllBytes(fetched);
        damaged[damaged.length / 2] ^= 1;
        Files.write(fetched, damaged);
        assertThat(paint().err()).startsWith(fetched + " has changed since it was fetched: its SHA-256 is ");
    }

    @Test
    void vgg16GoesToAFileOfItsOwn() {
        server.replace(WholeVgg.of("tiny_vgg16.safetensors").bytes(), "sixteen");
        Ended ended = fetch("--net=vgg16");
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out()).contains("Fetching VGG-16: ", "No values of VGG-16 are known here");
        assertThat(VggHeader.read(fetched.resolveSibling("vgg16-features.safetensors"))
                        .net())
                .isEqualTo(Vgg.VGG16);
    }

    @Test
    void fileIsWrittenWhereItIsAskedForAndHasTheChecksumThatWasGiven() {
        Path file = folder.resolve("mine.safetensors");
        assertThat(fetch("--output=" + file).out()).endsWith("Use them with --vgg " + file + "\n");
        String sha256 = Sha256.of(file);
        Path again = folder.resolve("again.safetensors");
        assertThat(fetch("--output=" + again, "--sha256=" + sha256.toUpperCase(Locale.ROOT))
                        .code())
                .isZero();
        Ended wrong = fetch("--output=" + folder.resolve("wrong"), "--sha256=" + sha256.replace('0', '1'));
        assertThat(wrong.code()).isEqualTo(1);
        assertThat(wrong.err().lines())
                .singleElement()
                .asString()
                .contains("its SHA-256 is " + sha256)
                .contains("wrong.rejected");
    }

    @ParameterizedTest
    @CsvSource({
        "--net=vgg11, 'Invalid value for option ''--net'': expected one of [VGG16, VGG-16, VGG19, VGG-19] (case-insensitive) but was ''vgg11'''",
        "--sha256=abc, 'a SHA-256 has 64 hexadecimal digits, unlike abc'",
        "--from=/tmp/vgg, 'an address begins with https:// or http://, unlike /tmp/vgg'",
    })
    void wrongUsageIsOneSentenceAndWhereToFindHelp(String option, String sentence) {
        Ended ended = fetch(option);
        assertThat(ended.err().lines()).containsExactly(sentence, "Try: brushstream-trainer vgg fetch --help");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void helpIsThereOnBothSteps() {
        assertThat(Ended.of("vgg", "--help").out()).contains("fetch");
        assertThat(Ended.of("vgg").err()).startsWith("Missing required subcommand");
        assertThat(Ended.of("vgg", "fetch", "--help").out()).contains("--net", "--from", "--sha256", "For example:");
    }

    @Test
    void modelIsJudgedByTheNetThatItLearnedBy() throws IOException {
        Path model = TinyModel.write(Files.createDirectory(folder.resolve("models")));
        Ended ended = Ended.of(
                "evaluate",
                "--model=" + model,
                "--style=" + Golden.path("style.png"),
                "--content=" + Golden.path("photos"),
                "--vgg=" + Golden.path("tiny_vgg16.safetensors"),
                "--pictures=1",
                "--size=32",
                "--iterations=1",
                "--cache=" + folder.resolve("cache"));
        assertThat(ended.err().lines())
                .containsExactly(Golden.path("tiny_vgg16.safetensors") + " holds VGG-16, but what is to be judged was"
                        + " learned by VGG-19, whose losses are others; give weights of VGG-19 with --vgg");
        assertThat(ended.code()).isEqualTo(1);
    }

    @Test
    void trainingByVgg16IsWrittenIntoTheCardAndJudgedByVgg16() throws IOException {
        Path weights = folder.resolve("vgg/vgg16-features.safetensors");
        Files.createDirectories(weights.getParent());
        Files.copy(Golden.path("tiny_vgg16.safetensors"), weights);
        Path model = folder.resolve("sixteen.onnx");
        Path style = folder.resolve("noise.png");
        BufferedImage noise = new BufferedImage(72, 64, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(3);
        for (int pixel = 0; pixel < 72 * 64; pixel++) {
            noise.setRGB(pixel % 72, pixel / 72, random.nextInt(1 << 24));
        }
        ImageIO.write(noise, "png", style.toFile());
        Ended trained = Ended.of(
                "train",
                "--style=" + style,
                "--content=" + Golden.path("photos"),
                "--vgg=" + weights,
                "--output=" + model,
                "--photos=2",
                "--batch=2",
                "--size=32",
                "--style-size=36",
                "--width=0.0625",
                "--precision=float32");
        assertThat(trained.err()).isEmpty();
        Ended judged = Ended.of( // without --vgg: that which was fetched of the net that the model learned by
                "evaluate",
                "--model=" + model,
                "--style=" + style,
                "--content=" + Golden.path("photos"),
                "--pictures=1",
                "--size=32",
                "--iterations=1",
                "--cache=" + folder.resolve("cache"));
        assertThat(judged.err()).isEmpty();
        assertThat(judged.out()).contains("VGG-16: 1 x content(relu3_3)");
    }
}
