package org.brushstream.trainer.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.brushstream.trainer.loss.Losses;
import org.junit.jupiter.api.Test;

final class GatysCurveTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final double ROUNDING = 1e-12; // of some operations in 64 bits; the totals below are exact in 32

    /** Totals 8, 4, 3, 2 after 0, 1, 2, 3 iterations, at 0.5, 2.5, 3.5 and 7.5 seconds. */
    private static final GatysCurve FALLING = curve(false, List.of(0.5, 2.5, 3.5, 7.5), 8, 4, 3, 2);

    private static GatysCurve curve(boolean settled, List<Double> seconds, double... totals) {
        List<Losses> points = new ArrayList<>();
        for (double total : totals) {
            points.add(new Losses(0, 0, 0, (float) total));
        }
        return new GatysCurve(points, seconds, settled, NOON, 2);
    }

    @Test
    void totalBetweenTwoIterationsLiesOnTheStraightLine() {
        assertThat(FALLING.iterationsTo(5))
                .hasValueCloseTo(0.75, within(ROUNDING)); // 8 to 4: three quarters of the way
        assertThat(FALLING.iterationsTo(2.75)).hasValueCloseTo(2.25, within(ROUNDING)); // 3 to 2: a quarter
    }

    @Test
    void totalOfAnIterationIsThatIteration() {
        assertThat(FALLING.iterationsTo(4)).hasValue(1);
        assertThat(FALLING.iterationsTo(3)).hasValue(2);
        assertThat(FALLING.iterationsTo(2)).hasValue(3);
    }

    @Test
    void startThatIsAsLowOrLowerTakesNoIteration() {
        assertThat(FALLING.iterationsTo(8)).hasValue(0);
        assertThat(FALLING.iterationsTo(100)).hasValue(0);
    }

    @Test
    void totalBelowTheLastIsNeverReached() {
        assertThat(FALLING.iterationsTo(1.99)).isEmpty();
        assertThat(FALLING.iterationsTo(Double.NaN)).isEmpty();
        assertThat(curve(true, List.of(0.0), 8).iterationsTo(7)).isEmpty();
    }

    @Test
    void plateauIsReachedAtItsFirstIteration() {
        GatysCurve plateau = curve(false, List.of(0.0, 1.0, 2.0, 3.0), 8, 4, 4, 2);
        assertThat(plateau.iterationsTo(4)).hasValue(1);
        assertThat(plateau.iterationsTo(3)).hasValueCloseTo(2.5, within(ROUNDING));
    }

    @Test
    void secondsBetweenTwoIterationsLieOnTheStraightLine() {
        assertThat(FALLING.secondsAt(0)).isEqualTo(0.5);
        assertThat(FALLING.secondsAt(0.75)).isCloseTo(2, within(ROUNDING)); // 0.5 + 0.75 * 2
        assertThat(FALLING.secondsAt(2)).isEqualTo(3.5);
        assertThat(FALLING.secondsAt(2.25)).isCloseTo(4.5, within(ROUNDING)); // 3.5 + 0.25 * 4
        assertThat(FALLING.secondsAt(3)).isEqualTo(7.5);
    }

    @Test
    void optimizerThatSettledStaysWhereItWas() {
        GatysCurve settled = curve(true, List.of(0.0, 1.0), 8, 4);
        assertThat(settled.reaches(1000)).isTrue();
        assertThat(settled.at(1000).total()).isEqualTo(4);
        assertThat(settled.secondsAt(1000)).isEqualTo(1);
        assertThat(settled.upTo(1000)).isEqualTo(settled);
    }

    @Test
    void longerCurveBeginsAsAShorterOne() {
        assertThat(FALLING.iterations()).isEqualTo(3);
        assertThat(FALLING.reaches(3)).isTrue();
        assertThat(FALLING.reaches(4)).isFalse();
        assertThat(FALLING.upTo(2)).isEqualTo(curve(false, List.of(0.5, 2.5, 3.5), 8, 4, 3));
        assertThat(FALLING.upTo(3)).isEqualTo(FALLING);
        // What went on at 2 iterations had not settled at 1.
        assertThat(curve(true, List.of(0.0, 1.0, 2.0), 8, 4, 3).upTo(1).settled())
                .isFalse();
    }

    @Test
    void numbersThatAreNoCurveAreRefused() {
        Stream.<Runnable>of(
                        () -> curve(false, List.of()),
                        () -> curve(false, List.of(0.0), 8, 4),
                        () -> curve(false, List.of(0.0, 1.0), 8, 9),
                        () -> curve(false, List.of(0.0, 1.0), 8, Double.NaN),
                        () -> curve(false, List.of(0.0), Double.POSITIVE_INFINITY),
                        () -> curve(false, List.of(1.0, 0.5), 8, 4),
                        () -> curve(false, List.of(-1.0), 8),
                        () -> curve(false, List.of(Double.NaN), 8),
                        () -> new GatysCurve(List.of(new Losses(Float.NaN, 0, 0, 8)), List.of(0.0), false, NOON, 2),
                        () -> new GatysCurve(List.of(new Losses(0, 0, 0, 8)), List.of(0.0), false, NOON, 0))
                .forEach(wrong -> assertThatIllegalArgumentException().isThrownBy(wrong::run));
    }
}
