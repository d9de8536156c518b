package org.brushstream.player.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people see when they mistype, misname or lack something: one sentence, the exit code, nothing lost. */
final class BrushstreamTest {
    private static final Path CITY = Path.of("..", "samples", "media", "city.mp4");

    @TempDir
    private Path folder;

    @Test
    void modelsAreListedWithTheirStylePictures() {
        CommandRun run = CommandRun.of("models");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).containsPattern("great-wave +The Great Wave off Kanagawa.*bundled");
        assertThat(run.out()).containsPattern("starry-night +The Starry Night.*bundled");
    }

    @Test
    void aModelsCardSaysWhoseItIs() {
        CommandRun run = CommandRun.of("models", "show", "great-wave");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("Hokusai", "public domain", "VGG-19", "photographs");
    }

    @Test
    void theCardBesideAModelIsTheOneInIt() throws IOException {
        for (String model : new String[] {"great-wave", "starry-night", "gallery"}) {
            Path beside = Path.of("..", "models", model + ".txt");
            assertThat(CommandRun.of("models", "show", model).out()).isEqualTo(Files.readString(beside));
        }
    }

    @Test
    void aStyleThatDoesNotExistIsAnsweredWithThoseThatDo() {
        oneSentence(render(CITY, "graet-wave", "out.mkv"), "graet-wave", "did you mean 'great-wave'", "starry-night");
    }

    @Test
    void aMissingFilmIsNamed() {
        oneSentence(render(folder.resolve("none.mp4"), "great-wave", "out.mkv"), "none.mp4");
    }

    @Test
    void aFileThatIsNoFilmIsNamed() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.mp4"), "not a film");
        oneSentence(render(text, "great-wave", "out.mkv"), "notes.mp4");
    }

    @Test
    void anEmptyFilmIsNamed() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.mp4"));
        oneSentence(render(empty, "great-wave", "out.mkv"), "empty.mp4");
    }

    @Test
    void aTruncatedFilmLeavesNoOutput() throws IOException {
        byte[] whole = Files.readAllBytes(CITY);
        Path half = Files.write(folder.resolve("half.mp4"), Arrays.copyOf(whole, whole.length / 2));
        CommandRun run = CommandRun.of(
                "render", half, "--style", "great-wave", "--size", "64x36", "--output", folder.resolve("out.mkv"));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("half.mp4").doesNotContain("\tat ");
        assertThat(onlyFileThere()).isEqualTo("half.mp4");
    }

    @Test
    void aBrokenModelIsNamed() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.onnx"), "not a model");
        oneSentence(render(CITY, broken.toString(), "out.mkv"), "broken.onnx");
    }

    @Test
    void anOutputThatExistsIsKept() throws IOException {
        Path precious = Files.writeString(folder.resolve("out.mkv"), "precious");

        oneSentence(render(CITY, "great-wave", "out.mkv"), "out.mkv", "--overwrite");

        assertThat(precious).hasContent("precious");
    }

    @Test
    void anOutputFolderThatDoesNotExistIsNamed() {
        oneSentence(render(CITY, "great-wave", "no/such/out.mkv"), "such");
    }

    @Test
    void anEndingThatCannotBeWrittenIsAnsweredWithThoseThatCan() {
        oneSentence(render(CITY, "great-wave", "out.avi"), "out.avi", ".mkv", ".mp4", ".png");
    }

    @Test
    void presetsThatAKindOfFileCannotHoldAreRefused() {
        oneSentence(
                CommandRun.of(
                        "render",
                        CITY,
                        "--style",
                        "great-wave",
                        "--preset",
                        "utvideo",
                        "--output",
                        folder.resolve("out.mp4")),
                "out.mp4",
                ".mp4 files hold",
                "not utvideo",
                "write .mkv instead");
    }

    @Test
    void aBrokenModelDoesNotHideTheOthers() throws IOException {
        Path own = Path.of(System.getenv("BRUSHSTREAM_MODELS"));
        Files.createDirectories(own);
        Path broken = Files.writeString(own.resolve("broken.onnx"), "not a model");
        try {
            CommandRun run = CommandRun.of("models");
            assertThat(run.exitCode()).isZero();
            assertThat(run.out()).containsPattern("broken +cannot be used").contains("great-wave", "starry-night");
        } finally {
            Files.delete(broken);
        }
    }

    @Test
    void aProcessOfItsOwnPrintsTheCard() throws IOException, InterruptedException {
        Path printed = folder.resolve("card.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.brushstream.player.cli.Brushstream",
                        "models",
                        "show",
                        "great-wave")
                .redirectOutput(printed.toFile())
                .start();

        assertThat(process.waitFor()).isZero();
        assertThat(printed)
                .hasContent(CommandRun.of("models", "show", "great-wave").out());
    }

    @Test
    void cudaThatIsAbsentSaysWhatIsMissing() {
        assumeFalse(Files.exists(Path.of("/dev/nvidia0")), "there is a card");
        CommandRun run = CommandRun.of(
                "render", CITY, "--style", "great-wave", "--device", "cuda", "--output", folder.resolve("out.mkv"));

        oneSentence(run, "CUDA");
    }

    @Test
    void wrongUsageExitsWithTwoAndPointsToTheHelp() {
        for (CommandRun run : new CommandRun[] {
            CommandRun.of("render", CITY),
            CommandRun.of("render", CITY, "--style", "great-wave", "--size", "640"),
            CommandRun.of("render", CITY, "--style", "great-wave", "--device", "tpu"),
            CommandRun.of("render", CITY, "--style", "great-wave", "--threads", "-1"),
            CommandRun.of("render", CITY, "--style", "great-wave", "--preset", "prores"),
            CommandRun.of("paint"),
        }) {
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).endsWith("--help" + System.lineSeparator()).doesNotContain("\tat ");
        }
    }

    @Test
    void verboseShowsWhereAnErrorCameFrom() {
        assertThat(CommandRun.of("render", "none.mp4", "--style", "great-wave", "--verbose")
                        .err())
                .contains("MediaException", "\tat org.brushstream");
    }

    private CommandRun render(Path film, String style, String output) {
        return CommandRun.of("render", film, "--style", style, "--output", folder.resolve(output));
    }

    private static void oneSentence(CommandRun run, String... words) {
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).contains(words);
        assertThat(run.out()).isEmpty();
    }

    private String onlyFileThere() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return String.join(
                    " ", files.map(file -> file.getFileName().toString()).toList());
        }
    }
}
