package org.brushstream.trainer.stability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSize;
import org.junit.jupiter.api.Test;

final class WarpingErrorTest {
    private static final double WHITE_SQUARED = 255 * 255;

    @Test
    void pictureThatMovedByAWholePixelDiffersByWhatItChangedOnTheWay() {
        Frame earlier = Scenes.grey(3, 10, 30, 90, 50, 70, 90);
        Frame later = Scenes.grey(3, 0, 16, 24, 0, 50, 70); // one to the right; 10 became 16, 30 became 24
        Match match = Scenes.match(earlier.size(), 1, 0); // the last column leaves

        assertThat(match.visible().cardinality()).isEqualTo(4);
        assertThat(WarpingError.of(earlier, later, match)).isCloseTo((36 + 36) / 4.0 / WHITE_SQUARED, within(1e-12));
    }

    @Test
    void occludedPixelDoesNotCount() {
        Frame earlier = Scenes.grey(2, 10, 30, 50, 70);
        Frame later = Scenes.grey(2, 13, 30, 50, 255);
        Match match = Scenes.match(earlier.size(), 0, 0);
        match.visible().clear(3);

        assertThat(WarpingError.of(earlier, later, match)).isCloseTo(9 / 3.0 / WHITE_SQUARED, within(1e-12));
    }

    @Test
    void placeBetweenPixelsIsInterpolatedBilinearly() {
        Frame earlier = Scenes.grey(2, 0, 0, 0, 0);
        Frame later = Scenes.grey(2, 10, 20, 50, 100);
        Match match = Scenes.match(earlier.size(), 0.25f, 0.5f); // only the first pixel stays inside
        double byHand = 0.5 * (0.75 * 10 + 0.25 * 20) + 0.5 * (0.75 * 50 + 0.25 * 100); // 37.5

        assertThat(match.visible().cardinality()).isEqualTo(1);
        assertThat(WarpingError.of(earlier, later, match)).isCloseTo(byHand * byHand / WHITE_SQUARED, within(1e-12));
    }

    @Test
    void errorIsTheMeanOfTheChannels() {
        FrameSize size = new FrameSize(4, 4);
        Frame earlier = Scenes.frame(size, (x, y, channel) -> 100);
        Frame later = Scenes.frame(size, (x, y, channel) -> channel == 2 ? 70 : 100);

        assertThat(WarpingError.of(earlier, later, Scenes.match(size, 0, 0)))
                .isCloseTo(900 / 3.0 / WHITE_SQUARED, within(1e-12));
    }

    @Test
    void blackAgainstWhiteIsOneAndAPictureAgainstItselfNothing() {
        Frame black = Scenes.grey(2, 0, 0, 0, 0);
        Frame white = Scenes.grey(2, 255, 255, 255, 255);
        Match still = Scenes.match(black.size(), 0, 0);

        assertThat(WarpingError.of(black, white, still)).isEqualTo(1);
        assertThat(WarpingError.of(white, white, still)).isZero();
    }

    @Test
    void errorOfAPairIsThatOfNumpy() {
        try (GoldenPair golden = new GoldenPair()) {
            Match match = new Match(golden.forward(), golden.visible());
            // Flows and interpolation have 32 bits here, the script has 64 in the latter.
            assertThat(WarpingError.of(golden.earlier(), golden.later(), match))
                    .isCloseTo(golden.error(), within(1e-6));
        }
    }

    @Test
    void pairWithoutAnythingInCommonHasNoError() {
        Frame frame = Scenes.grey(2, 0, 0, 0, 0);
        Match nothing = new Match(Scenes.flow(frame.size(), 0, 0), new BitSet());
        assertThatThrownBy(() -> WarpingError.of(frame, frame, nothing))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no pixel is visible in both frames");
    }

    @Test
    void visiblePixelOutsideOfThePictureIsAMistake() {
        Frame frame = Scenes.grey(2, 0, 0, 0, 0);
        BitSet all = new BitSet();
        all.set(0, 4);
        Match wrong = new Match(Scenes.flow(frame.size(), 1, 0), all);
        assertThatThrownBy(() -> WarpingError.of(frame, frame, wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("(2.0, 0.0) lies outside of the 2x2 picture");
    }

    @Test
    void framesOfAnotherSizeThanTheFlowAreRefused() {
        Frame frame = Scenes.grey(2, 0, 0, 0, 0);
        assertThatThrownBy(() -> WarpingError.of(frame, frame, Scenes.match(new FrameSize(4, 1), 0, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("frames of 2x2 and 2x2 and a flow of 4x1");
    }
}
