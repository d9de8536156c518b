package org.brushstream.runtime.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.infer.Device;
import org.brushstream.runtime.infer.OrtStylizer;
import org.brushstream.runtime.media.MediaException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LivePathTest {
    private static final FrameSize SIZE = new FrameSize(64, 48);
    private static final RoundLength THREE = RoundLength.ofFrames(3);

    @TempDir
    private static Path folder;

    private static Path film;

    @BeforeAll
    static void draw() {
        film = folder.resolve("film.mp4");
        GeneratedFilm.write(film, SIZE);
    }

    @Test
    void wholePathTimesEveryStageOfEveryFrame() {
        // More frames than the queues hold, so that some are decoded while the round is timed.
        Round round = new LivePath(film, SIZE, RoundLength.ofFrames(30)).toScreen(frame -> frame);

        assertThat(round.frames()).isEqualTo(30);
        assertThat(round.millis(Stage.HAND_OVER)).hasSize(30);
        assertThat(round.millis().keySet()).containsExactlyInAnyOrder(Stage.values());
    }

    @Test
    void paintingAloneTimesThePainterOnly() {
        Round round = new LivePath(film, SIZE, THREE).infer(frame -> frame);

        assertThat(round.frames()).isEqualTo(3);
        assertThat(round.millis().keySet()).containsExactly(Stage.INFER);
        assertThat(round.millis(Stage.INFER)).hasSize(3);
    }

    @Test
    void filmBeginsAgainAndItsTimesGoOn() {
        List<Long> times = new ArrayList<>();
        new LivePath(film, SIZE, RoundLength.ofFrames(300)).toScreen(frame -> {
            times.add(frame.timestampMicros());
            return frame;
        });

        assertThat(times).hasSizeGreaterThan(300).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void filmIsScaledToTheSizeThatIsPainted() {
        List<FrameSize> sizes = new ArrayList<>();
        FrameSize other = new FrameSize(48, 32);
        new LivePath(film, other, THREE).toFile(frame -> {
            sizes.add(frame.size());
            return frame;
        });

        assertThat(sizes).isNotEmpty().containsOnly(other);
    }

    @Test
    void whyAFilmCannotBeWrittenIsNotHiddenByClearingUp() {
        assertThatThrownBy(() -> new LivePath(film, SIZE, THREE).toFile(frame -> {
                    throw new MediaException("no more paint");
                }))
                .isInstanceOf(MediaException.class)
                .hasMessage("no more paint");
    }

    @Test
    void idleNetsGiveFramesBack() {
        for (boolean bytes : new boolean[] {true, false}) {
            List<Boolean> equal = new ArrayList<>();
            try (OrtStylizer idle = OrtStylizer.open(IdleNet.model(bytes), Device.CPU)) {
                new LivePath(film, SIZE, THREE).infer(frame -> {
                    Frame painted = idle.apply(frame);
                    equal.add(painted.rgb().equals(frame.rgb()));
                    return painted;
                });
            }
            assertThat(equal).isNotEmpty().containsOnly(true);
        }
    }

    @Test
    void roundKnowsItsRates() {
        Round round = new Round(50, 2, 3, Map.of());

        assertThat(round.framesPerSecond()).isEqualTo(25);
        assertThat(round.cpuMillisPerFrame()).isEqualTo(60);
        assertThat(round.millis(Stage.DECODE)).isEmpty();
    }

    @Test
    void roundsLastUntilBothTimeAndFramesAreReached() {
        RoundLength length = RoundLength.ofSeconds(2);

        assertThat(length.reached(3, 1_999_999_999L)).isFalse();
        assertThat(length.reached(2, 9_000_000_000L)).isFalse();
        assertThat(length.reached(3, 2_000_000_000L)).isTrue();
    }
}
