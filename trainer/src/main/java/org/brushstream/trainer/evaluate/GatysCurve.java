package org.brushstream.trainer.evaluate;

import java.util.List;
import java.util.OptionalDouble;
import org.brushstream.trainer.loss.Losses;

/**
 * How the losses of one painting fell, iteration by iteration. Totals never rise: L-BFGS takes no step that is no gain.
 *
 * @param points of the start, then after each iteration
 * @param seconds from the start to each of the points, on the machine that painted
 */
public record GatysCurve(List<Losses> points, List<Double> seconds) {
    public GatysCurve {
        if (points.isEmpty() || points.size() != seconds.size()) {
            throw new IllegalArgumentException(
                    "a curve has as many times as points, not " + seconds.size() + " for " + points.size());
        }
        points = List.copyOf(points);
        seconds = List.copyOf(seconds);
    }

    /** How many iterations there were. */
    public int iterations() {
        return points.size() - 1;
    }

    /** After this many iterations; an optimizer that found nothing better stays where it was. */
    public Losses at(int iteration) {
        return points.get(Math.min(iteration, iterations()));
    }

    /** When that was, from the start. */
    public double secondsAt(int iteration) {
        return seconds.get(Math.min(iteration, iterations()));
    }

    /**
     * How many iterations it takes to come down to a total, in a straight line between two of them.
     *
     * @return 0 if the start was as low; empty if the last iteration is still above
     */
    public OptionalDouble iterationsTo(double total) {
        for (int i = 0; i < points.size(); i++) {
            double below = points.get(i).total();
            if (below <= total) {
                double above = i == 0 ? below : points.get(i - 1).total();
                return OptionalDouble.of(above == below ? i : i - (total - below) / (above - below));
            }
        }
        return OptionalDouble.empty();
    }

    /** The time of a point between two iterations, by a straight line. */
    public double secondsAt(double iterations) {
        int before = (int) iterations;
        double share = iterations - before;
        return secondsAt(before) + share * (secondsAt(before + 1) - secondsAt(before));
    }
}
