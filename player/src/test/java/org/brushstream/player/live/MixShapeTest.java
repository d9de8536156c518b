package org.brushstream.player.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.geom.Point2D;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

final class MixShapeTest {
    private static final double ROUNDING = 1e-9; // of some dozen operations with doubles near one

    @Test
    void twoStylesLieOnALine() {
        MixShape line = new MixShape(2);

        assertThat(line.weights(new Point2D.Double(-1, 0))).containsExactly(1, 0);
        assertThat(line.weights(new Point2D.Double(0.5, 3)))
                .containsExactly(0.25, 0.75); // beside it: the nearest point
    }

    @Test
    void ofATriangleTheWeightsAreBarycentric() {
        // The middle of the side between the second and the third corner, half way from there to the first.
        MixShape triangle = new MixShape(3);
        double y = (triangle.corner(0).getY() + triangle.corner(1).getY()) / 2;

        assertThat(triangle.weights(new Point2D.Double(0, y)))
                .containsExactly(new double[] {0.5, 0.25, 0.25}, within(ROUNDING));
    }

    @Test
    void inTheMiddleThereIsAsMuchOfEach() {
        for (int corners = 3; corners <= 6; corners++) {
            assertThat(new MixShape(corners).weights(new Point2D.Double()))
                    .usingComparatorWithPrecision(ROUNDING)
                    .containsOnly(1.0 / corners);
        }
    }

    @Test
    void atACornerThereIsNothingElse() {
        for (int corners = 2; corners <= 6; corners++) {
            MixShape shape = new MixShape(corners);
            for (int i = 0; i < corners; i++) {
                double[] weights = shape.weights(shape.corner(i));
                assertThat(weights[i]).isCloseTo(1, within(ROUNDING));
            }
        }
    }

    @Test
    void onASideOfASquareTheOthersAreAbsent() {
        MixShape square = new MixShape(4);
        Point2D first = square.corner(0);
        Point2D second = square.corner(1);
        Point2D point = new Point2D.Double(
                0.75 * first.getX() + 0.25 * second.getX(), 0.75 * first.getY() + 0.25 * second.getY());

        assertThat(square.weights(point)).containsExactly(new double[] {0.75, 0.25, 0, 0}, within(ROUNDING));
    }

    /** Floater 2003, section 2: the coordinates reproduce linear functions, so the corners' weighted mean is the point. */
    @RepeatedTest(20)
    void theWeightedMeanOfTheCornersIsThePoint(RepetitionInfo run) {
        Random random = new Random(run.getCurrentRepetition());
        MixShape shape = new MixShape(3 + random.nextInt(4));
        Point2D point = shape.inside(new Point2D.Double(3 * random.nextDouble() - 1.5, 3 * random.nextDouble() - 1.5));
        double[] weights = shape.weights(point);
        double x = 0;
        double y = 0;
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            assertThat(weights[i]).isNotNegative();
            x += weights[i] * shape.corner(i).getX();
            y += weights[i] * shape.corner(i).getY();
            sum += weights[i];
        }

        assertThat(sum).isCloseTo(1, within(ROUNDING));
        assertThat(x).isCloseTo(point.getX(), within(1e-5)); // points that near to a side are taken to be on it
        assertThat(y).isCloseTo(point.getY(), within(1e-5));
    }
}
