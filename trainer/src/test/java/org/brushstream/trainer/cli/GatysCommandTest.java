package org.brushstream.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.brushstream.trainer.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class GatysCommandTest {
    private final Path folder;
    private final Path output;

    GatysCommandTest(@TempDir Path folder) {
        this.folder = folder;
        this.output = folder.resolve("painting.png");
    }

    /** What a command ended with and said. */
    private record Ended(int code, String out, String err) {}

    private static Ended execute(List<String> arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = BrushstreamTrainer.commandLine();
        command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return new Ended(command.execute(arguments.toArray(String[]::new)), out.toString(), err.toString());
    }

    /** Three iterations at 36 and at 72 pixels with a small eye; options given replace these. */
    private List<String> arguments(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "gatys",
                "--content=" + Golden.path("style.png"),
                "--style=" + Golden.path("photos/a.png"),
                "--vgg=" + Golden.path("tiny_vgg.safetensors"),
                "--output=" + output,
                "--size=72",
                "--min-size=36",
                "--iterations=3",
                "--precision=float32"));
        for (String option : more) {
            String name = option.replaceFirst("=.*", "=");
            arguments.removeIf(argument -> argument.startsWith(name));
            arguments.add(option);
        }
        return arguments;
    }

    private Ended gatys(String... more) {
        return execute(arguments(more));
    }

    @Test
    void paintsAndSaysWhatItWillTakeAndWhatItWrote() throws IOException {
        Ended ended = gatys("--graph=" + folder.resolve("losses.png"), "--film=" + folder.resolve("forming.mp4"));
        assertThat(ended.err()).isEmpty();
        assertThat(ended.code()).isZero();
        assertThat(ended.out().lines().toList())
                .satisfiesExactly(
                        before -> assertThat(before)
                                .startsWith("Painting 88x72, 3 iterations at each of 36, 72 pixels; this takes up to 1")
                                .endsWith(" GB of memory."),
                        after -> assertThat(after)
                                .startsWith("Wrote " + output + ", 88x72, after 6 iterations in ")
                                .endsWith(", calculated in FLOAT32"));
        assertThat(ImageIO.read(output.toFile()).getHeight()).isEqualTo(72);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("painting.png", "losses.png", "forming.mp4");
        }
    }

    @Test
    void severalStylesAreWeighedAndRanked() {
        Ended ended = gatys("--style=" + Golden.path("photos/b.png"), "--iterations=1", "--style-weights=1");
        assertThat(ended.code()).isZero(); // one style, one weight

        List<String> two = arguments("--overwrite", "--iterations=1", "--style-weights=3,1");
        two.add(3, "--style=" + Golden.path("photos/b.png"));
        Ended both = execute(two);
        assertThat(both.err()).isEmpty();
        List<String> lines = both.out().lines().toList();
        assertThat(lines.get(1)).startsWith("Distance of each style picture to the mean of all");
        assertThat(lines.get(2)).contains("mean", "relu1_2", "relu2_2", "relu3_3", "relu4_3");
        assertThat(lines.get(3)).endsWith("a.png"); // it weighs three times as much
        assertThat(lines.get(4)).endsWith("b.png");
        assertThat(lines.get(5)).startsWith("Wrote ");
    }

    @Test
    void explainStylesPrintsTheRankingWithoutPainting() {
        Ended ended = execute(List.of(
                "gatys",
                "--explain-styles",
                "--style",
                Golden.path("photos/a.png").toString(),
                Golden.path("photos/b.png").toString(),
                Golden.path("style.png").toString(),
                "--vgg=" + Golden.path("tiny_vgg.safetensors"),
                "--style-layers=relu1_1,relu2_1"));
        assertThat(ended.err()).isEmpty();
        assertThat(ended.code()).isZero();
        List<String> lines = ended.out().lines().toList();
        assertThat(lines).hasSize(5);
        assertThat(lines.get(1)).contains("relu1_1", "relu2_1").doesNotContain("relu3_3");
        List<Double> means = lines.subList(2, 5).stream()
                .map(line -> Double.valueOf(line.strip().replaceFirst(" .*", "")))
                .toList();
        assertThat(means).isSorted().allSatisfy(mean -> assertThat(mean).isPositive());
    }

    @Test
    void existingFilesAreReplacedOnlyWhenAskedFor() throws IOException {
        for (String name : new String[] {"--output", "--graph", "--film"}) {
            Path taken = Files.writeString(folder.resolve("taken" + (name.equals("--film") ? ".mp4" : ".png")), "mine");
            Ended ended = gatys(name + "=" + taken);
            assertThat(ended.err().lines())
                    .containsExactly(taken + " exists; add --overwrite to replace it or choose another name");
            assertThat(ended.code()).isEqualTo(1);
            assertThat(taken).hasContent("mine");
            assertThat(gatys("--iterations=1", "--overwrite", name + "=" + taken)
                            .code())
                    .isZero();
            assertThat(Files.size(taken)).isGreaterThan(100);
            Files.delete(taken);
            Files.deleteIfExists(output);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--content", "--output"})
    void missingOptionIsNamed(String option) {
        List<String> arguments = arguments();
        arguments.removeIf(argument -> argument.startsWith(option));
        Ended ended = execute(arguments);
        assertThat(ended.err().lines())
                .containsExactly(
                        "Missing required option: '" + option + "'; only --explain-styles does without",
                        "Try: brushstream-trainer gatys --help");
        assertThat(ended.code()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "'--style-weights=1,2', 'there are 1 style pictures and 2 --style-weights; give each picture one'",
        "--style-weights=0, 'the weight of a style picture is above 0, not 0.0'",
        "--size=31, 'the shorter side of a painting is 32 to 4096 pixels, not 31'",
        "--min-size=8, 'the smallest size to begin with is 32 pixels or more, not 8'",
        "--style-size=31, 'the shorter side of a style picture is 32 to 4096 pixels, not 31: under 32 there is no texture to"
                + " learn'",
        "--iterations=0, 'there is at least 1 iteration and 1 pair to remember, not 0 and 20'",
        "--history=0, 'there is at least 1 iteration and 1 pair to remember, not 3 and 0'",
        "--learning-rate=0, 'the learning rate is above 0 and at most 255, not 0.0'",
        "--content-weight=-1, 'a loss weight must be 0 or more, not -1.0'",
        "--bits=12, 'a channel has 8 bits, or 16 as .png or .tif, not 12 as .png'",
        "--output=painting.bmp, 'pictures are written as .png, .tif or .jpg, not as ''painting.bmp'''",
        "--film=forming.gif, 'the film''s name must end in .mp4 or .mkv, not be forming.gif'",
        "--film=forming.png, 'the film''s name must end in .mp4 or .mkv, not be forming.png'",
        "--graph=losses.jpg, 'the graph''s name must end in .png, not be losses.jpg'",
        "--method=sgd, 'Invalid value for option ''--method'': expected one of [LBFGS, ADAM] (case-insensitive) but was"
                + " ''sgd'''",
    })
    void wrongUsageIsOneSentenceAndWhereToFindHelp(String option, String sentence) {
        Ended ended = gatys(option);
        assertThat(ended.err().lines()).containsExactly(sentence, "Try: brushstream-trainer gatys --help");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource({
        "--content, none.png, no picture can be read at {}; check the path",
        "--content, text.png, {} is not a picture that can be decoded; JPEG and PNG can",
        "--content, tiny.png, '{} is 31x40; a picture of under 32 pixels holds no texture, give a larger one'",
        "--style, none.png, no picture can be read at {}; check the path",
        "--style, text.png, {} is not a picture that can be decoded; JPEG and PNG can",
        "--style, tiny.png, '{} is 31x40; a picture of under 32 pixels holds no texture, give a larger one'",
        "--vgg, none.safetensors, 'no VGG weights at {}; give a .safetensors file with --vgg, or get one with brushstream-trainer vgg fetch'",
        "--vgg, text.png, {} is not a readable .safetensors file (truncated?); fetch it again",
        "--output, none/a.png, 'cannot write {}: there is no folder {none}; make it first'",
        "--graph, none/a.png, 'cannot write {}: there is no folder {none}; make it first'",
        "--film, none/a.mp4, 'cannot write {}: there is no folder {none}; make it first'",
    })
    void wrongFileIsOneSentenceThatNamesIt(String option, String name, String sentence) throws IOException {
        Files.writeString(folder.resolve("text.png"), "neither a picture nor weights");
        ImageIO.write(
                new BufferedImage(31, 40, BufferedImage.TYPE_INT_RGB),
                "png",
                folder.resolve("tiny.png").toFile());
        Path file = folder.resolve(name);
        Ended ended = gatys(option + "=" + file);

        assertThat(ended.err().lines())
                .containsExactly(sentence.replace("{}", file.toString())
                        .replace("{none}", folder.resolve("none").toString()));
        assertThat(ended.out()).isEmpty();
        assertThat(ended.code()).isEqualTo(1);
        assertThat(output).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"deep.png", "alpha.png", "deep-alpha.png", "grey.png", "cmyk.jpg"})
    void oddStylePicturesAreLearnedFrom(String name) {
        Ended ended = gatys("--style=" + Golden.path(name), "--iterations=1");
        assertThat(ended.err()).isEmpty();
        assertThat(ended.code()).isZero();
    }

    @Test
    void unknownLayerIsAnsweredWithTheLayersThereAre() {
        for (String option : new String[] {"--style-layers", "--content-layers"}) {
            Ended ended = gatys(option + "=relu1_1,relu9_9");
            assertThat(ended.err().lines())
                    .singleElement()
                    .asString()
                    .startsWith("VGG-19 has no layer relu9_9; its layers are relu1_1, ");
            assertThat(ended.code()).isEqualTo(1);
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void everyWayOfPaintingPaints() throws IOException {
        Ended ended = gatys(
                "--method=adam",
                "--pooling=average",
                "--start=noise",
                "--seed=3",
                "--keep-colors",
                "--bits=16",
                "--style-weight=8",
                "--content-weight=0.5",
                "--variation-weight=0",
                "--content-layers=relu4_2",
                "--style-layers=relu1_1,relu2_1,relu3_1,relu4_1,relu5_1");
        assertThat(ended.err()).isEmpty();
        assertThat(ended.code()).isZero();
        assertThat(ImageIO.read(output.toFile()).getSampleModel().getSampleSize(0))
                .isEqualTo(16);
    }

    @Test
    void helpShowsAllOptionsAndAnExample() {
        Ended help = execute(List.of("gatys", "--help"));
        assertThat(help.code()).isZero();
        assertThat(help.out())
                .contains("--content=IMAGE", "--style-layers", "--keep-colors", "--explain-styles", "--verbose")
                .contains("For example:", "Ctrl-C ends the painting early");
        assertThat(execute(List.of("--help")).out()).contains("gatys");
    }

    /** In a process of its own: this one cannot be interrupted and go on. */
    @Test
    @Timeout(120)
    void interruptedPaintingIsWrittenWithItsFilmAndGraph() throws IOException, InterruptedException {
        Path film = folder.resolve("forming.mkv");
        Path graph = folder.resolve("losses.png");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-DOPT_OUT_TRACKING=true",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                BrushstreamTrainer.class.getName()));
        command.addAll(arguments("--iterations=1000000", "--method=adam", "--film=" + film, "--graph=" + graph));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
            String progress;
            do {
                progress = said.readLine(); // a carriage return ends a line too
            } while (progress != null && !progress.matches("painting .* [1-9][0-9]*/2000000 .*"));
            assertThat(progress).isNotNull();
            process.toHandle().destroy(); // as kill does; of the process itself it would close what it says, too
            List<String> rest = said.lines().toList();
            assertThat(rest).last().asString().startsWith("Stopped and wrote " + output + ", 44x36, after ");
        }
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(ImageIO.read(output.toFile()).getWidth()).isEqualTo(44);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(output, film, graph);
        }
    }
}
