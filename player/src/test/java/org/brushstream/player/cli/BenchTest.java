package org.brushstream.player.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.brushstream.player.bench.Benchmark;
import org.brushstream.player.bench.Benchmark.ModelLine;
import org.brushstream.player.bench.BenchmarkFile;
import org.brushstream.runtime.bench.Stage;
import org.brushstream.runtime.infer.Device;
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
        assertThat(small("--models", "great-wave", "--json", old).exitCode()).isZero();

        CommandRun run = small(
                "--models",
                "great-wave",
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
                "--markdown",
                folder.resolve("now.md"),
                "--plot",
                folder.resolve("now.png"));

        assertThat(run.exitCode()).as(run.err()).isZero();
        Benchmark benchmark = BenchmarkFile.read(json);
        ModelLine line = benchmark.models().get(0);
        assertThat(line.name()).isEqualTo("great-wave 64x48 cpu");
        assertThat(line.alone().framesPerSecond().rounds()).hasSize(1);
        assertThat(line.alone().stages().get(Stage.INFER)).extracting("frames").isEqualTo(2);
        assertThat(line.display().stages()).containsOnlyKeys(Stage.values());
        assertThat(line.file().stages()).containsOnlyKeys(Stage.values());
        assertThat(line.cost().floatProducts()).isEqualTo(productsByHand(64 * 48));
        assertThat(line.openToFirstFrameMillis().median())
                .isLessThan(line.startToFirstFrameMillis().median());
        assertThat(line.peakMemoryBytes().median()).isBetween(50e6, 4e9); // a Java process with a net of 1.7 MB
        assertThat(run.out())
                .contains(
                        "| great-wave | 64x48 | cpu | 0.13 |",
                        "Times as fast as in " + old,
                        "Not measured: there is no PyTorch");
        assertThat(folder.resolve("now.md")).hasContent(run.out());
        assertThat(folder.resolve("now.png")).isNotEmptyFile();
        assertThat(run.err().lines().filter(text -> text.startsWith("there is no PyTorch")))
                .hasSize(1);
        if (benchmark.models().size() == 1) { // no card here
            assertThat(run.err()).contains("CUDA");
        } else {
            assertThat(benchmark.models().get(1).device()).isEqualTo(Device.CUDA);
        }
    }

    /** Of a net of half width (16, 32, 64 channels), from the layers of Johnson's net; each pixel of the full size. */
    private static long productsByHand(long pixels) {
        long stem = 3 * 16 * 81;
        long down = 16 * 32 * 9 / 4 + 32 * 64 * 9 / 16;
        long residual = 10 * 64 * 64 * 9 / 16;
        long up = 64 * 32 * 9 / 4 + 32 * 16 * 9;
        long head = 16 * 3 * 81;
        return pixels * (stem + down + residual + up + head);
    }

    @Test
    void wrongInputIsAnsweredInOneSentence() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.json"), "not JSON");
        oneSentence("great-wvae", small("--models", "great-wvae"));
        nothingToMeasure("only, not one in bytes", small("--models", "great-wave", "--precision", "int8"));
        oneSentence("none.json", small("--compare", folder.resolve("none.json")));
        oneSentence("notes.json", small("--compare", text));
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
