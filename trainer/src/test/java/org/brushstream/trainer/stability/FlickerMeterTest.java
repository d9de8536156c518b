package org.brushstream.trainer.stability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameFilter;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.frame.FrameSource;
import org.brushstream.runtime.media.MediaException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class FlickerMeterTest {
    private static final FrameSize SIZE = new FrameSize(6, 4);

    /** A grey film; frame i is of the i-th brightness. */
    private static final class Greys implements FrameSource {
        private final int[] brightness;
        private int next;

        Greys(int... brightness) {
            this.brightness = brightness;
        }

        @Override
        public @Nullable Frame read() {
            if (next == brightness.length) {
                return null;
            }
            int value = brightness[next++];
            return Scenes.frame(SIZE, (x, y, channel) -> value);
        }

        @Override
        public void close() {}
    }

    private static int brightness(Frame frame) {
        return frame.rgb().get(0) & 0xFF;
    }

    private static Match still(Frame earlier, Frame later, int pair) {
        return Scenes.match(SIZE, 0, 0);
    }

    private static FlickerMeter meter(FrameFilter painter) {
        return new FlickerMeter(painter, frame -> brightness(frame) / 255.0, () -> true, () -> {});
    }

    @Test
    void paintingWhoseBrightnessAlternatesHasTheSquareOfTheStepAsItsError() {
        int[] painted = {0};
        FrameFilter alternating = frame -> {
            int value = painted[0]++ % 2 == 0 ? 100 : 151;
            return Scenes.frame(SIZE, (x, y, channel) -> value);
        };
        Flicker found = meter(alternating)
                .measure("clip", "film", new Greys(9, 9, 9, 9, 9), still(), 5, 5)
                .orElseThrow();

        assertThat(found.errors().orElseThrow().source()).isZero();
        assertThat(found.errors().orElseThrow().ratio()).isEmpty();
        assertThat(found.errors().orElseThrow().painted()).isCloseTo(0.2 * 0.2, within(1e-12)); // 51 of 255
    }

    private static FlickerMeter.Matcher still() {
        return FlickerMeterTest::still;
    }

    @Test
    void paintingThatChangesNothingFlickersAsItsSource() {
        Flicker found = meter(frame -> frame)
                .measure("clip", "film", new Greys(0, 51, 0), still(), 9, 9)
                .orElseThrow();

        assertThat(found.frames()).isEqualTo(3);
        assertThat(found.errors().orElseThrow().source()).isCloseTo(0.04, within(1e-12));
        assertThat(found.errors().orElseThrow().ratio()).hasValue(1);
        assertThat(found.sourceStyleLoss()).isEqualTo(found.paintedStyleLoss());
    }

    @Test
    void pairsWithLittleInCommonAreLeftOutAndCounted() {
        FlickerMeter.Matcher cutAtTheSecondPair = (earlier, later, pair) -> {
            Match match = Scenes.match(SIZE, 0, 0);
            match.visible().clear(pair == 1 ? 7 : 12, SIZE.pixels()); // 7 of 24 is under 30 %
            return match;
        };
        Flicker found = meter(frame -> frame)
                .measure("clip", "film", new Greys(0, 51, 255, 255), cutAtTheSecondPair, 9, 9)
                .orElseThrow();

        assertThat(found.leftOut()).isEqualTo(1);
        assertThat(found.errors().orElseThrow().maskedShare()).isEqualTo(0.5);
        assertThat(found.errors().orElseThrow().source())
                .isCloseTo(0.04 / 2, within(1e-12)); // of the first pair and the third
    }

    @Test
    void styleIsJudgedOfAFewFramesAllAlongTheFilm() {
        int[] counting = new int[60];
        for (int i = 0; i < 60; i++) {
            counting[i] = i;
        }
        List<Integer> judged = new ArrayList<>();
        FlickerMeter meter = new FlickerMeter(
                frame -> Scenes.frame(SIZE, (x, y, channel) -> 255),
                frame -> {
                    judged.add(brightness(frame));
                    return 1;
                },
                () -> true,
                () -> {});
        Flicker found = meter.measure("clip", "film", new Greys(counting), still(), 60, 60)
                .orElseThrow();

        assertThat(judged).containsExactly(0, 255, 14, 255, 29, 255, 44, 255, 59, 255);
        assertThat(found.judged()).isEqualTo(5);
    }

    @Test
    void filmShorterThanExpectedIsMeasuredToItsEnd() {
        int[] heard = {0};
        FlickerMeter meter = new FlickerMeter(frame -> frame, frame -> 0.5, () -> true, () -> heard[0]++);
        Flicker found =
                meter.measure("clip", "film", new Greys(1, 2), still(), 60, 60).orElseThrow();

        assertThat(found.frames()).isEqualTo(2);
        assertThat(found.judged()).isEqualTo(1);
        assertThat(heard[0]).isEqualTo(2);
    }

    @Test
    void longFilmIsMeasuredUpToTheFramesAskedFor() {
        Greys film = new Greys(1, 2, 3, 4, 5);
        assertThat(meter(frame -> frame)
                        .measure("clip", "film", film, still(), 3, 3)
                        .orElseThrow()
                        .frames())
                .isEqualTo(3);
        assertThat(film.next).as("frames read").isEqualTo(3);
    }

    @Test
    void onePictureHasNoFlicker() {
        assertThatThrownBy(() -> meter(frame -> frame).measure("photo.jpg", "film", new Greys(1), still(), 9, 9))
                .isInstanceOf(MediaException.class)
                .hasMessage("photo.jpg holds one picture, and flicker needs two or more; give a film with --input");
    }

    @Test
    void filmOfCutsOnlyHasAStyleButNoErrors() {
        Match nothing = new Match(Scenes.flow(SIZE, 0, 0), new BitSet());
        Flicker found = meter(frame -> frame)
                .measure("clip", "film", new Greys(51, 102, 153), (earlier, later, pair) -> nothing, 9, 9)
                .orElseThrow();
        assertThat(found.frames()).isEqualTo(3);
        assertThat(found.leftOut()).isEqualTo(2);
        assertThat(found.errors()).isEmpty();
        assertThat(found.sourceStyleLoss()).isCloseTo(0.2, within(1e-12)); // the first frame's brightness
    }
}
