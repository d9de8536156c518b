package org.brushstream.trainer.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.brushstream.trainer.optimize.StrongWolfe.Point;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StrongWolfeTest {
    private static final double EPSILON = Math.ulp(1d);

    /** Counts, and remembers what was kept. */
    private static final class Recorded implements StrongWolfe.Line {
        private final DoubleUnaryOperator value;
        private final DoubleUnaryOperator slope;
        private final List<Point> asked = new ArrayList<>();
        private final List<Point> kept = new ArrayList<>();

        Recorded(DoubleUnaryOperator value, DoubleUnaryOperator slope) {
            this.value = value;
            this.slope = slope;
        }

        @Override
        public Point at(double distance) {
            Point point = point(distance);
            asked.add(point);
            return point;
        }

        Point point(double distance) {
            return new Point(distance, value.applyAsDouble(distance), slope.applyAsDouble(distance));
        }

        @Override
        public void keep() {
            kept.add(asked.get(asked.size() - 1));
        }
    }

    /** Moré and Thuente 1994, Line search algorithms with guaranteed sufficient decrease, equations 5.1 to 5.3. */
    private static Recorded moreThuente(int number) {
        return switch (number) {
            case 1 -> new Recorded(a -> -a / (a * a + 2), a -> (a * a - 2) / ((a * a + 2) * (a * a + 2)));
            case 2 ->
                new Recorded(
                        a -> Math.pow(a + 0.004, 5) - 2 * Math.pow(a + 0.004, 4),
                        a -> 5 * Math.pow(a + 0.004, 4) - 8 * Math.pow(a + 0.004, 3));
            default -> // a line down, a bend at 1, a line up, and ten waves per unit on them
                new Recorded(
                        a -> kink(a) + 2 * (1 - 0.01) / (39 * Math.PI) * Math.sin(39 * Math.PI / 2 * a),
                        a -> kinkSlope(a) + (1 - 0.01) * Math.cos(39 * Math.PI / 2 * a));
        };
    }

    private static double kink(double a) {
        return a <= 0.99 ? 1 - a : a >= 1.01 ? a - 1 : (a - 1) * (a - 1) / 0.02 + 0.005;
    }

    private static double kinkSlope(double a) {
        return a <= 0.99 ? -1 : a >= 1.01 ? 1 : (a - 1) / 0.01;
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1e-3", "1, 0.1", "1, 10", "1, 1000",
        "2, 1e-3", "2, 0.1", "2, 10", "2, 1000",
        "3, 1e-3", "3, 0.1", "3, 10", "3, 1000",
    })
    void findsPointsThatFulfilBothConditions(int number, double first) {
        Recorded line = moreThuente(number);
        Point start = line.point(0);
        Point found = StrongWolfe.search(line, start, first, EPSILON);

        assertThat(found.value()).isLessThanOrEqualTo(start.value() + 1e-4 * found.distance() * start.slope());
        assertThat(Math.abs(found.slope())).isLessThanOrEqualTo(0.9 * Math.abs(start.slope()));
        assertThat(line.asked).hasSizeLessThanOrEqualTo(15).startsWith(line.point(first));
        assertThat(line.kept).endsWith(found);
    }

    @Test
    void firstPointIsTakenIfItIsGoodEnough() {
        Recorded line = new Recorded(a -> (a - 1) * (a - 1), a -> 2 * (a - 1));
        assertThat(StrongWolfe.search(line, line.point(0), 0.5, EPSILON)).isEqualTo(line.point(0.5));
        assertThat(line.asked).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.POSITIVE_INFINITY, 5})
    void startIsTheBestWhereNothingIsLower(double everywhere) {
        Recorded line = new Recorded(a -> everywhere, a -> -1);
        Point start = new Point(0, 5, -1);

        assertThat(StrongWolfe.search(line, start, 1, EPSILON)).isEqualTo(start);
        assertThat(line.asked).hasSizeBetween(5, StrongWolfe.MAX_EVALUATIONS);
        assertThat(line.kept).isEmpty();
    }

    @Test
    void endlessWayDownIsLeftAtTheLowestPointSeen() {
        Recorded line = new Recorded(a -> -a, a -> -1);
        Point found = StrongWolfe.search(line, line.point(0), 1, EPSILON);

        assertThat(line.asked).hasSize(StrongWolfe.MAX_EVALUATIONS).endsWith(found);
        assertThat(line.kept).endsWith(found);
    }

    @Test
    void searchEndsWhereTheValueCannotShowMore() {
        // a value of 32 bits around 1: the parabola's lowest 1e-8 are flat
        Recorded line = new Recorded(a -> (float) (1 + 1e-8 * (a - 1) * (a - 1)), a -> 2e-8 * (a - 1));
        Point start = line.point(0);

        assertThat(StrongWolfe.search(line, start, 1, Math.ulp(1f))).isEqualTo(start);
        assertThat(line.asked).hasSize(1);
    }

    @Test
    void valleyOfACubicMatchesHandCalculation() {
        Point left = new Point(0, 0, -3); // t^3 - 3t, whose slope 3t^2 - 3 is 0 at 1
        Point right = new Point(2, 2, 9);

        assertThat(StrongWolfe.valley(left, right, 0, 2)).isCloseTo(1, within(1e-15));
        assertThat(StrongWolfe.valley(right, left, 0, 2)).isCloseTo(1, within(1e-15));
        assertThat(StrongWolfe.valley(left, right, 1.5, 2)).isEqualTo(1.5);
        assertThat(StrongWolfe.valley(left, right, 0, 0.5)).isEqualTo(0.5);
    }

    @Test
    void whereNoValleyIsTheMiddleIsTried() {
        Point left = new Point(1, 5, -1);
        Point straightOn = new Point(2, 4, -1);
        Point nowhere = new Point(2, Double.POSITIVE_INFINITY, Double.NaN);

        assertThat(StrongWolfe.valley(left, straightOn, 2, 20)).isEqualTo(11);
        assertThat(StrongWolfe.valley(left, nowhere, 1, 2)).isEqualTo(1.5);
    }
}
