package org.brushstream.trainer.optimize;

/**
 * How far to go along a line that leads down: to a point that is lower by a fair share of what the slope at the start
 * promises, and where the slope has flattened (the strong Wolfe conditions).
 *
 * <p>Nocedal and Wright, Numerical Optimization, 2nd edition 2006: algorithm 3.5 as {@link #search}, 3.6 as
 * {@link #zoom}, interpolation by equation 3.59. Their safeguards are left open; ours are those of {@code torch.optim.LBFGS}
 * (from Schmidt's minFunc), so that both take the same steps.
 */
final class StrongWolfe {
    /** A function along a line. */
    interface Line {
        /** The function at that distance; never asked for 0. */
        Point at(double distance);

        /** The point that was asked for last is the best so far. */
        void keep();
    }

    /**
     * A place on the line.
     *
     * @param distance from the start, in lengths of the direction, 0 or more
     * @param value positive infinity where the function has none
     * @param slope derivative of the value by the distance; without meaning where the value is infinite
     */
    record Point(double distance, double value, double slope) {}

    static final int MAX_EVALUATIONS = 25;

    private static final double DECREASE = 1e-4; // c1, equation 3.7a
    private static final double CURVATURE = 0.9; // c2, equation 3.7b
    private static final double LEAST_GROWTH = 0.01;
    private static final double MOST_GROWTH = 10;

    /** A trial nearer to an end of its interval than this share of it is suspect. */
    private static final double MARGIN = 0.1;

    private final Line line;
    private final Point start;
    private final double invisible;
    private int evaluations;

    private StrongWolfe(Line line, Point start, double epsilon) {
        this.line = line;
        this.start = start;
        this.invisible = epsilon * Math.abs(start.value);
    }

    /**
     * Looks for such a point.
     *
     * @param start at distance 0, with a finite value and a slope below 0
     * @param firstDistance where to look first, above 0
     * @param epsilon relative distance of neighbouring numbers in the precision of the values
     * @return the point that was {@link Line#keep kept} last: it fulfils both conditions, or at least the first one where
     *     rounding or {@value #MAX_EVALUATIONS} evaluations end the search early; {@code start} if none is lower
     */
    static Point search(Line line, Point start, double firstDistance, double epsilon) {
        return new StrongWolfe(line, start, epsilon).bracket(firstDistance);
    }

    /** Algorithm 3.5: goes on, further each time, until such a point or an interval that holds one is found. */
    private Point bracket(double firstDistance) {
        Point last = start;
        double distance = firstDistance;
        while (evaluations < MAX_EVALUATIONS) {
            Point here = at(distance);
            if (!isLow(here) || here.value >= last.value) {
                return zoom(last, here);
            }
            line.keep();
            if (isFlat(here)) {
                return here;
            }
            if (here.slope >= 0) {
                return zoom(here, last);
            }
            double least = here.distance + LEAST_GROWTH * (here.distance - last.distance);
            distance = valley(last, here, least, MOST_GROWTH * here.distance);
            last = here;
        }
        return last;
    }

    /**
     * Algorithm 3.6: narrows down an interval.
     *
     * @param low the lowest point seen that fulfils the first condition
     * @param high where the slope of {@code low} points to; may be beyond the function's end
     */
    private Point zoom(Point low, Point high) {
        boolean wasNearEnd = false;
        // Where the slope promises less than one rounding of the value, nothing is left to find.
        while (evaluations < MAX_EVALUATIONS && low.slope * (low.distance - high.distance) > invisible) {
            double left = Math.min(low.distance, high.distance);
            double right = Math.max(low.distance, high.distance);
            double distance = valley(low, high, left, right);
            double margin = MARGIN * (right - left);
            boolean nearEnd = Math.min(right - distance, distance - left) < margin;
            if (nearEnd && (wasNearEnd || distance <= left || distance >= right)) {
                distance = right - distance < distance - left ? right - margin : left + margin;
                nearEnd = false;
            }
            wasNearEnd = nearEnd;

            Point here = at(distance);
            if (!isLow(here) || here.value >= low.value) {
                high = here;
                continue;
            }
            line.keep();
            if (isFlat(here)) {
                return here;
            }
            if (here.slope * (high.distance - low.distance) >= 0) {
                high = low;
            }
            low = here;
        }
        return low;
    }

    private Point at(double distance) {
        evaluations++;
        return line.at(distance);
    }

    /** The first condition, equation 3.7a; not even a rounding may hide that the point is no lower. */
    private boolean isLow(Point here) {
        return here.value < start.value && here.value <= start.value + DECREASE * here.distance * start.slope;
    }

    /** The second condition, equation 3.7b. */
    private boolean isFlat(Point here) {
        return Math.abs(here.slope) <= -CURVATURE * start.slope;
    }

    /**
     * Where the cubic through values and slopes of two points is lowest, equation 3.59.
     *
     * @param to its value may be infinite
     * @return within the bounds; halfway between them if there is no such cubic, or no valley in it
     */
    static double valley(Point from, Point to, double least, double most) {
        double d1 = from.slope + to.slope - 3 * (from.value - to.value) / (from.distance - to.distance);
        double d2 = Math.signum(to.distance - from.distance) * Math.sqrt(d1 * d1 - from.slope * to.slope);
        double valley =
                to.distance - (to.distance - from.distance) * (to.slope + d2 - d1) / (to.slope - from.slope + 2 * d2);
        return Double.isInfinite(to.value) || !Double.isFinite(valley)
                ? least + (most - least) / 2
                : Math.max(least, Math.min(most, valley));
    }
}
