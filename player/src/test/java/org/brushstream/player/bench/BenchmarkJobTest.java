package org.brushstream.player.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.brushstream.runtime.bench.GeneratedFilm;
import org.brushstream.runtime.bench.RoundLength;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.infer.Device;
import org.brushstream.runtime.infer.Precision;
import org.brushstream.runtime.model.StyleModel;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BenchmarkJobTest {
    private static final FrameSize ONE = new FrameSize(48, 32);
    private static final FrameSize OTHER = new FrameSize(32, 48);

    @TempDir
    private static Path folder;

    private static StyleModel tiny;

    @BeforeAll
    static void write() throws IOException {
        tiny = StyleModel.read(TinyModel.writeBothWays(folder));
    }

    /** Hears what is measured. */
    private static final class Diary implements BenchmarkJob.Listener {
        private final Consumer<String> meanwhile;
        private final List<String> lines = new ArrayList<>();
        private final List<String> notices = new ArrayList<>();
        private int steps;

        Diary() {
            this(what -> {});
        }

        /** Does something before each measurement. */
        Diary(Consumer<String> meanwhile) {
            this.meanwhile = meanwhile;
        }

        @Override
        public void started(int announced) {
            steps = announced;
            lines.clear();
        }

        @Override
        public void measuring(String what) {
            lines.add(what);
            meanwhile.accept(what);
        }

        @Override
        public void notice(String sentence) {
            notices.add(sentence);
        }
    }

    @Test
    void everythingIsMeasuredInTurnsRoundByRound() {
        Diary diary = new Diary();
        Benchmark benchmark = job(Optional.empty()).run(diary, () -> true);

        String bare = "decoding %1$s|the path without a net, %1$s|";
        String model = "tiny %1$s cpu, first frame|tiny %1$s cpu, alone|tiny %1$s cpu, to the display|"
                + "tiny %1$s cpu, to a file|";
        List<String> wanted = new ArrayList<>();
        for (int round = 1; round <= 2; round++) {
            for (String line : (bare.formatted(ONE)
                            + bare.formatted(OTHER)
                            + model.formatted(ONE)
                            + model.formatted(OTHER))
                    .split("\\|", -1)) {
                if (!line.isEmpty()) {
                    wanted.add("round " + round + " of 2: " + line);
                }
            }
        }
        assertThat(diary.lines).isEqualTo(wanted).hasSize(diary.steps);
        assertThat(benchmark.models()).extracting(Benchmark.ModelLine::size).containsExactly(ONE, OTHER);
        assertThat(benchmark.models().get(0).display().framesPerSecond().rounds())
                .hasSize(2);
        assertThat(diary.notices).isEmpty();
    }

    @Test
    void jobThatIsEndedKeepsTheRoundsThereAre() {
        Diary diary = new Diary();
        Benchmark benchmark =
                job(Optional.empty()).run(diary, () -> !diary.lines.contains("round 2 of 2: tiny 48x32 cpu, alone"));

        assertThat(diary.lines).last().isEqualTo("round 2 of 2: tiny 48x32 cpu, alone");
        assertThat(benchmark.models()).hasSize(2);
        assertThat(benchmark.models().get(0).alone().framesPerSecond().rounds()).hasSize(2);
        assertThat(benchmark.models().get(0).file().framesPerSecond().rounds()).hasSize(1);
        assertThat(MarkdownTables.of(benchmark)).contains("Median of at least 1 of 2 rounds of 1 frame,");
    }

    @Test
    void caseWhoseFilmCannotBeReadIsGivenUpAndLeavesTheOthers() {
        Path film = folder.resolve("film.mp4");
        Path away = folder.resolve("away.mp4");
        GeneratedFilm.write(film, ONE);
        Diary diary = new Diary(what -> {
            if (what.equals("round 1 of 2: tiny 32x48 cpu, alone")) {
                move(film, away);
            } else if (Files.exists(away)) {
                move(away, film);
            }
        });

        Benchmark benchmark = job(Optional.of(film)).run(diary, () -> true);

        assertThat(diary.lines)
                .noneMatch(line -> line.startsWith("round 2 of 2: tiny 32x48"))
                .last()
                .isEqualTo("round 2 of 2: tiny 48x32 cpu, to a file");
        assertThat(benchmark.models()).extracting(Benchmark.ModelLine::size).containsExactly(ONE);
        assertThat(benchmark.models().get(0).file().framesPerSecond().rounds()).hasSize(2);
        assertThat(benchmark.notices()).isEqualTo(diary.notices).hasSize(1).allMatch(line -> line.contains("film.mp4"));
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void jobWithoutModelsSizesOrDevicesIsNone() {
        assertNoJob(List.of(), List.of(ONE), List.of(Device.CPU));
        assertNoJob(List.of(tiny), List.of(), List.of(Device.CPU));
        assertNoJob(List.of(tiny), List.of(ONE), List.of());
    }

    private static void assertNoJob(List<StyleModel> models, List<FrameSize> sizes, List<Device> devices) {
        assertThatThrownBy(() -> job(models, sizes, devices, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("a benchmark has at least one model, one size and one device");
    }

    private static BenchmarkJob job(Optional<Path> film) {
        return job(List.of(tiny), List.of(ONE, OTHER), List.of(Device.CPU), film);
    }

    private static BenchmarkJob job(
            List<StyleModel> models, List<FrameSize> sizes, List<Device> devices, Optional<Path> film) {
        return new BenchmarkJob(
                models,
                Precision.INT8, // of which nothing is remembered in the user's cache
                sizes,
                devices,
                film,
                RoundLength.ofFrames(1),
                2,
                1,
                List.of(),
                List.of(),
                List.of(),
                "org.brushstream.player.cli.Brushstream");
    }
}
