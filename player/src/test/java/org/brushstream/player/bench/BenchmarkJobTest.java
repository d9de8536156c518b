package org.brushstream.player.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.brushstream.runtime.bench.RoundLength;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.infer.Device;
import org.brushstream.runtime.infer.Precision;
import org.brushstream.runtime.model.ModelStore;
import org.junit.jupiter.api.Test;

final class BenchmarkJobTest {
    private static final FrameSize ONE = new FrameSize(48, 32);
    private static final FrameSize OTHER = new FrameSize(32, 48);

    /** Hears what is measured. */
    private static final class Diary implements BenchmarkJob.Listener {
        private final List<String> lines = new ArrayList<>();
        private int steps;

        @Override
        public void started(int announced) {
            steps = announced;
            lines.clear();
        }

        @Override
        public void measuring(String what) {
            lines.add(what);
        }

        @Override
        public void notice(String sentence) {
            throw new AssertionError(sentence);
        }
    }

    @Test
    void everythingIsMeasuredInTurnsRoundByRound() {
        Diary diary = new Diary();
        Benchmark benchmark = job().run(diary, () -> true);

        String bare = "decoding %1$s|the path without a net, %1$s|";
        String model =
                "great-wave %1$s cpu, first frame|great-wave %1$s cpu, alone|great-wave %1$s cpu, to the display|"
                        + "great-wave %1$s cpu, to a file|";
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
    }

    @Test
    void jobThatIsEndedKeepsTheRoundsThereAre() {
        Diary diary = new Diary();
        Benchmark benchmark =
                job().run(diary, () -> !diary.lines.contains("round 2 of 2: great-wave 48x32 cpu, alone"));

        assertThat(diary.lines).last().isEqualTo("round 2 of 2: great-wave 48x32 cpu, alone");
        assertThat(benchmark.models()).hasSize(2);
        assertThat(benchmark.models().get(0).alone().framesPerSecond().rounds()).hasSize(2);
        assertThat(benchmark.models().get(0).file().framesPerSecond().rounds()).hasSize(1);
        assertThat(MarkdownTables.of(benchmark)).contains("Median of at least 1 of 2 rounds of 1 frame,");
    }

    private static BenchmarkJob job() {
        return new BenchmarkJob(
                List.of(new ModelStore().require("great-wave")),
                Precision.AUTO,
                List.of(ONE, OTHER),
                List.of(Device.CPU),
                Optional.empty(),
                RoundLength.ofFrames(1),
                2,
                1,
                List.of(),
                List.of(),
                List.of(),
                "org.brushstream.player.cli.Brushstream");
    }
}
