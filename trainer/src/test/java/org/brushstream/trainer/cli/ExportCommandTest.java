package org.brushstream.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.brushstream.runtime.model.ModelCard;
import org.brushstream.runtime.model.StyleModel;
import org.brushstream.trainer.Golden;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExportCommandTest {
    @TempDir
    private static Path trained;

    @TempDir
    private Path folder;

    @BeforeAll
    static void train() throws IOException {
        noise("dark", 100);
        noise("bright", 256);
        assertThat(train("one", "--style=" + trained.resolve("dark.png"), "--norm=static", "--stem=coarse")
                        .err())
                .isEmpty();
        assertThat(train("plain", "--style=" + trained.resolve("dark.png")).err())
                .isEmpty();
        assertThat(train(
                                "two",
                                "--style=" + trained.resolve("dark.png"),
                                "--style=" + trained.resolve("bright.png"),
                                "--norm=static",
                                "--stem=quarter")
                        .err())
                .isEmpty();
    }

    private static void noise(String name, int brightest) throws IOException {
        BufferedImage noise = new BufferedImage(80, 64, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(brightest);
        for (int i = 0; i < 80 * 64; i++) {
            int grey = random.nextInt(brightest);
            noise.setRGB(i % 80, i / 80, (grey << 16) | random.nextInt(brightest));
        }
        ImageIO.write(noise, "png", trained.resolve(name + ".png").toFile());
    }

    /** Two steps with a small eye. */
    private static Ended train(String name, String... more) {
        List<String> usual = List.of(
                "train",
                "--content=" + Golden.path("photos"),
                "--vgg=" + Golden.path("tiny_vgg.safetensors"),
                "--output=" + trained.resolve(name + ".onnx"),
                "--photos=4",
                "--batch=2",
                "--size=32",
                "--style-size=36",
                "--width=0.0625",
                "--precision=float32");
        return Ended.of(Stream.concat(usual.stream(), Arrays.stream(more)).toArray(String[]::new));
    }

    private Ended export(String training, String... more) {
        return Ended.of(
                List.of(
                        "export",
                        trained.resolve(training + "-training").toString(),
                        "--output=" + folder.resolve("model.onnx")),
                more);
    }

    private ModelCard card() {
        return StyleModel.read(folder.resolve("model.onnx")).card().orElseThrow();
    }

    @Test
    void trainedNetIsWrittenInFloatsAsBefore() throws IOException {
        Ended ended = export("one");
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out())
                .isEqualTo("Wrote " + folder.resolve("model.onnx") + " in float32" + System.lineSeparator());
        assertThat(Files.size(folder.resolve("model.onnx")))
                .isBetween(
                        Files.size(trained.resolve("one.onnx")) - 500, Files.size(trained.resolve("one.onnx")) + 500);
        assertThat(card().title()).isEqualTo("dark");
        assertThat(card().recipe())
                .startsWith("4 photographs in crops of 32 px")
                .doesNotContain("int8");
    }

    @Test
    void netInBytesSaysSoAndHowNearItIs() {
        Ended ended =
                export("one", "--precision=int8", "--content=" + Golden.path("photos"), "--title=Noise, nobody, 2026");
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out()).containsPattern("""
                Wrote .*model.onnx in int8\\R\
                Calibrated on 2 photographs\\R\
                Beside the same net in float32, on 2 photographs: \\d\\d\\.\\d dB PSNR in the median, \\d\\d\\.\\d dB at worst\\R""");
        assertThat(card().recipe()).endsWith("; int8, calibrated on 2 photographs");
        assertThat(card().title()).isEqualTo("Noise, nobody, 2026");
        assertThat(card().architecture())
                .isEqualTo("Johnson transformer net, static norm, nearest upsampling, coarse stem, width 0.0625");
    }

    @Test
    void oneStyleOfSeveralIsWrittenAlone() {
        assertThat(export("two", "--style-name=bright").err()).isEmpty();
        assertThat(card().styles()).isEmpty();
        assertThat(card().title()).isEqualTo("bright");
        assertThat(card().objective()).contains("x style").doesNotContain("dark");

        String photos = "--content=" + Golden.path("photos");
        assertThat(export("two", "--overwrite", "--style-name=dark", "--precision=int8", photos)
                        .err())
                .isEmpty();
        assertThat(card().title()).isEqualTo("dark");
    }

    @Test
    void whatCannotBeWrittenIsRefusedInASentence() {
        String photos = "--content=" + Golden.path("photos");
        assertThat(export("none").err()).contains("there is no run in").contains("recipe.json");
        assertThat(export("two", "--precision=int8", photos).err())
                .contains("int8 is for one style: choose one of none, dark, bright with --style-name");
        assertThat(export("two", "--style-name=blue").err())
                .contains("has no style blue; choose one of none, dark, bright with --style-name");
        assertThat(export("plain", "--precision=int8", photos).err())
                .contains("int8 is for nets with static norm")
                .contains("train one with --norm static --stem half, quarter or coarse");
        assertThat(export("one", "--precision=int8").err()).contains("int8 needs photographs");
        assertThat(export("one", photos).err()).contains("--content is for --precision int8");
        assertThat(export("one", "--precision=int8", "--content=" + folder).err())
                .contains("holds no photographs");
        assertThat(folder.resolve("model.onnx")).doesNotExist();
    }
}
