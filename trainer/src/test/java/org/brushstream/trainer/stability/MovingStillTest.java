package org.brushstream.trainer.stability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.assertj.core.data.Percentage;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.trainer.stability.MovingStill.Camera;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MovingStillTest {
    private static final FrameSize STILL = new FrameSize(300, 200);
    private static final FrameSize FRAME = new FrameSize(160, 100);
    private static final int FRAMES = 8;
    private static final double WHITE_SQUARED = 255 * 255;

    private static List<Frame> film(Motion motion, Camera camera, double noise) {
        List<Frame> frames = new ArrayList<>();
        try (MovingStill film =
                new MovingStill(Scenes.frame(STILL, (x, y, channel) -> waves(x, y, 1)), motion, camera, noise, 3)) {
            for (Frame frame; (frame = film.read()) != null; ) {
                frames.add(frame);
            }
        }
        return frames;
    }

    /** Long ones, so that little is lost by interpolation; a wave keeps its shape when it is blurred. */
    private static double waves(double x, double y, double contrast) {
        return 128 + 60 * contrast * Math.sin(2 * Math.PI * (x / 97 + y / 131));
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 1, 0", "1.7, 0.9, 1, 0", "0, 0, 1.01, 0", "0, 0, 1, 0.5"})
    void frameShowsTheStillWhereTheFormulaSaysBlurredByTheSpot(double right, double down, double zoom, double degrees) {
        Motion motion = new Motion("motion", right, down, zoom, degrees);
        Camera camera = Camera.framing(STILL, FRAME, List.of(motion), FRAMES);
        List<Frame> frames = film(motion, camera, 0);
        assertThat(frames).hasSize(FRAMES);

        for (int i = 0; i < FRAMES; i++) {
            double time = i - 3.5;
            double scale = camera.scale() / Math.pow(zoom, time);
            double angle = Math.toRadians(-degrees * time);
            double spot = 0.6 * scale;
            // A Gaussian's answer to a wave of that length (its Fourier transform)
            double contrast = Math.exp(-2 * Math.PI * Math.PI * spot * spot * (1 / (97.0 * 97) + 1 / (131.0 * 131)));
            for (int[] pixel : new int[][] {{0, 0}, {159, 0}, {0, 99}, {159, 99}, {80, 50}, {33, 71}}) {
                double x = pixel[0] - 79.5 - right * time;
                double y = pixel[1] - 49.5 - down * time;
                double seenX = 149.5 + scale * (x * Math.cos(angle) - y * Math.sin(angle));
                double seenY = 99.5 + scale * (x * Math.sin(angle) + y * Math.cos(angle));
                int found = frames.get(i).rgb().get(3 * (pixel[1] * 160 + pixel[0])) & 0xFF;
                // Rounded twice: the still, which the spot averages, and the frame.
                assertThat((double) found).isCloseTo(waves(seenX, seenY, contrast), within(1.0));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1.7, 0.9, 1, 0", "0, 0, 1.01, 0", "0, 0, 1, 0.5"})
    void littleIsLeftOfAKnownMotionWhenItIsUndone(double right, double down, double zoom, double degrees) {
        Motion motion = new Motion("motion", right, down, zoom, degrees);
        Camera camera = Camera.framing(STILL, FRAME, List.of(motion), FRAMES);
        List<Frame> frames = film(motion, camera, 0);

        // Bilinear interpolation is off by at most |f''| / 8 per axis, here 0.14 levels: 0.02 squared. Rounding adds
        // 1/12
        // of each frame, less what interpolation averages.
        assertThat(meanError(frames, motion, camera)).isLessThan(0.25 / WHITE_SQUARED);
        Match unmoved = Scenes.match(FRAME, 0, 0);
        assertThat(WarpingError.of(frames.get(0), frames.get(1), unmoved)).isGreaterThan(1 / WHITE_SQUARED);
    }

    private static double meanError(List<Frame> frames, Motion motion, Camera camera) {
        double sum = 0;
        for (int pair = 0; pair < FRAMES - 1; pair++) {
            sum += WarpingError.of(frames.get(pair), frames.get(pair + 1), motion.match(FRAME, camera.time(pair)));
        }
        return sum / (FRAMES - 1);
    }

    @ParameterizedTest
    @CsvSource({"0, 2", "1, 2", "0.5, 1.5"}) // between two pixels, their noise averages to half its variance
    void noiseMakesTheErrorThatItsVarianceSays(double right, double variances) {
        Motion motion = new Motion("to the right", right, 0, 1, 0);
        Camera camera = Camera.framing(STILL, FRAME, List.of(motion), FRAMES);
        double variance = 2 * 2 + 1.0 / 12; // and of rounding

        // 330,000 differences: 0.5 % of their mean square is two deviations. The still itself adds 0.02 levels at most.
        assertThat(meanError(film(motion, camera, 2), motion, camera))
                .isCloseTo(variances * variance / WHITE_SQUARED, Percentage.withPercentage(1));
    }

    @Test
    void sameSeedGivesTheSameFilm() {
        Camera camera = Camera.framing(STILL, FRAME, Motion.ALL, FRAMES);
        assertThat(film(Motion.SHIFT, camera, 2)).isEqualTo(film(Motion.SHIFT, camera, 2));
    }

    @Test
    void framesOfAStillOfTheirOwnSizeAreCutSmallerSoThatNothingIsMadeUp() {
        FrameSize still = new FrameSize(640, 360);
        Camera camera = Camera.framing(still, still, Motion.ALL, FRAMES);
        // A corner's pixels seen at all times, and never magnified: 1.01^7 smaller at least
        assertThat(camera.size().width()).isBetween(560, 597).isEven();
        assertThat(camera.scale()).isBetween(1.035, 1.06);
        for (Motion motion : Motion.ALL) {
            try (MovingStill film = new MovingStill(Scenes.frame(still, (x, y, channel) -> 77), motion, camera, 0, 1)) {
                for (int frame = 0; frame < FRAMES; frame++) { // would reach for pixels that are not there
                    assertThat(Objects.requireNonNull(film.read()).rgb().get(0)).isEqualTo((byte) 77);
                }
            }
        }
    }

    @Test
    void largeStillIsSeenWhole() {
        Camera camera = Camera.framing(new FrameSize(1920, 1080), new FrameSize(640, 360), Motion.ALL, FRAMES);
        assertThat(camera.size()).isEqualTo(new FrameSize(640, 360));
        assertThat(camera.scale()).isBetween(2.7, 2.95); // 3, less what rotation and zoom take
    }

    @Test
    void tinyStillIsRefused() {
        FrameSize tiny = new FrameSize(33, 33);
        assertThatThrownBy(() -> Camera.framing(tiny, tiny, Motion.ALL, FRAMES))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("a still of 33x33 pixels is too small");
    }
}
