package org.brushstream.player.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.brushstream.player.bench.Benchmark;
import org.brushstream.player.bench.Benchmark.ModelLine;
import org.brushstream.player.bench.BenchmarkFile;
import org.brushstream.player.bench.Figure;
import org.brushstream.player.bench.TinyModel;
import org.brushstream.runtime.bench.Stage;
import org.brushstream.runtime.infer.Device;
import org.brushstream.runtime.machine.OwnProcess;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark from end to end, as small as it can be. */
final class BenchTest {
    @TempDir
    private Path folder;

    @Test
    void smallRunGivesAllFiguresTablesAndFiles() throws IOException {
        Path json = folder.resolve("now.json");
        Path old = folder.resolve("old.json");
        Path tiny = TinyModel.writeBothWays(folder);
        assertThat(small("--models", tiny, "--precision", "int8", "--json", old).exitCode())
                .isZero();

        CommandRun run = small(
                "--models",
                tiny,
                "--precision",
                "int8", // since what auto finds out is remembered in the user's cache
                "--devices",
                "cpu,cuda",
                "--against",
                "pytorch",
                "--python",
                folder.resolve("python"),
                "--json",
                json,
                "--compare",
                old,
                "--plot",
                folder.resolve("now.png"));

        assertThat(run.exitCode()).as(run.err()).isZero();
        Benchmark benchmark = BenchmarkFile.read(json);
        ModelLine line = benchmark.models().get(0);
        assertThat(line.name()).isEqualTo("tiny 64x48 cpu");
        assertThat(line.alone().framesPerSecond().rounds()).hasSize(1);
        assertThat(line.alone().stages().get(Stage.INFER)).extracting("frames").isEqualTo(2);
        // What the other stages did may have been queued before these two frames were timed.
        assertThat(line.display().stages().get(Stage.HAND_OVER))
                .extracting("frames")
                .isEqualTo(2);
        assertThat(line.file().stages().get(Stage.HAND_OVER))
                .extracting("frames")
                .isEqualTo(2);
        assertThat(line.cost().floatProducts()).isEqualTo(TinyModel.PRODUCTS * 64 * 48);
        assertThat(line.openToFirstFrameMillis().median())
                .isLessThan(line.startToFirstFrameMillis().median());
        assertPeakMemory(line.peakMemoryBytes());
        assertThat(run.out())
                .contains(
                        "| tiny | 64x48 | cpu | 0.00 |",
                        "Times as fast as in " + old,
                        "Not measured: there is no PyTorch");
        assertThat(folder.resolve("now.png")).isNotEmptyFile();
        assertThat(run.err().lines().filter(text -> text.startsWith("there is no PyTorch")))
                .hasSize(1);
        if (benchmark.models().size() == 1) { // no card here
            assertThat(run.err()).contains("CUDA");
        } else {
            assertThat(benchmark.models().get(1).device()).isEqualTo(Device.CUDA);
        }
    }

    private static void assertPeakMemory(@Nullable Figure bytes) {
        if (OwnProcess.peakMemoryBytes().isEmpty()) { // no Linux
            assertThat(bytes).isNull();
        } else {
            assertThat(Objects.requireNonNull(bytes).median()).isBetween(50e6, 4e9); // a Java process with a small net
        }
    }

    @Test
    void brokenModelOfTheUserLeavesTheOthersWhereNoneIsNamed() throws IOException {
        Path broken = Path.of(System.getenv("BRUSHSTREAM_MODELS"), "broken.onnx");
        Files.createDirectories(broken.getParent());
        Files.writeString(broken, "not ONNX");
        try {
            CommandRun run = small("--rounds", "0"); // found to be wrong behind the models, so that nothing is measured

            assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
            assertThat(run.err().lines().filter(line -> line.startsWith("left out: model 'broken'")))
                    .hasSize(1);
        } finally {
            Files.delete(broken);
        }
    }

    @Test
    void wrongInputIsAnsweredInOneSentence() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.json"), "not JSON");
        oneSentence("great-wvae", small("--models", "great-wvae"));
        nothingToMeasure(
                "only, not one in bytes",
                small("--models", TinyModel.write(folder.resolve("lone.onnx")), "--precision", "int8"));
        oneSentence("none.json", small("--compare", folder.resolve("none.json")));
        oneSentence("notes.json", small("--compare", text));
        oneSentence("notes.json", small("--input", text));
        oneSentence("none.mp4", small("--input", folder.resolve("none.mp4")));
        oneSentence("there is no folder", small("--json", folder.resolve("none").resolve("b.json")));
    }

    @Test
    void wrongOptionsAreWrongUsage() {
        for (CommandRun run : new CommandRun[] {
            small("--sizes", "65x48"),
            small("--sizes", "large"),
            small("--devices", "auto"),
            small("--against", "gimp"),
            small("--against-sizes", "32x32"),
            small("--rounds", "0"),
            small("--seconds", "-1"),
            small("--threads", "-1")
        }) {
            assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
            assertThat(run.err()).endsWith("--help" + System.lineSeparator()).doesNotContain("\tat ");
        }
    }

    /** What is wrong with a model is said at once, and again at the end if there is no other. */
    private static void nothingToMeasure(String words, CommandRun run) {
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err().lines()).hasSize(2).allMatch(line -> line.contains(words));
        assertThat(run.out()).isEmpty();
    }

    private static void oneSentence(String word, CommandRun run) {
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).contains(word);
    }

    /** One round of two frames of 64x48, one thread, unless the options say otherwise. */
    private static CommandRun small(Object... options) {
        List<Object> command = new ArrayList<>(List.of("bench"));
        List<Object> given = List.of(options);
        Map<String, String> usual = Map.of("--sizes", "64x48", "--rounds", "1", "--frames", "2", "--threads", "1");
        usual.forEach((name, value) -> {
            if (!given.contains(name)) {
                command.addAll(List.of(name, value));
            }
        });
        command.addAll(given);
        return CommandRun.of(command.toArray());
    }
}
