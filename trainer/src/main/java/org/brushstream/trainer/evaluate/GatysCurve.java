package org.brushstream.trainer.evaluate;

import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.brushstream.trainer.loss.Losses;

/**
 * How the losses of one painting fell, iteration by iteration. Totals never rise: L-BFGS takes no step that is no gain.
 *
 * @param points of the start, then after each iteration; at least one, all of them finite
 * @param seconds from the start to each of the points, on the machine that painted; 0 or more, never falling
 * @param settled whether the optimizer saw no way down from the last point, so that more iterations would change nothing
 * @param painted when that was
 * @param processors that the machine had for it, at least 1
 */
public record GatysCurve(List<Losses> points, List<Double> seconds, boolean settled, Instant painted, int processors) {
    public GatysCurve {
        if (points.isEmpty() || points.size() != seconds.size()) {
            throw new IllegalArgumentException(
                    "a curve has as many times as points, not " + seconds.size() + " for " + points.size());
        }
        if (processors < 1) {
            throw new IllegalArgumentException("a machine has at least 1 processor, not " + processors);
        }
        points = List.copyOf(points);
        seconds = List.copyOf(seconds);
        double lowest = Double.POSITIVE_INFINITY;
        double latest = 0;
        for (int i = 0; i < points.size(); i++) {
            Losses losses = points.get(i);
            // Each comparison is false for NaN too.
            if (!(losses.total() <= lowest && isFinite(losses))) {
                throw new IllegalArgumentException("totals are finite and never rise: " + losses + " after " + lowest);
            }
            if (!(seconds.get(i) >= latest && seconds.get(i) < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("time goes on: " + seconds.get(i) + " s after " + latest + " s");
            }
            lowest = losses.total();
            latest = seconds.get(i);
        }
    }

    private static boolean isFinite(Losses losses) {
        return Float.isFinite(losses.content())
                && Float.isFinite(losses.style())
                && Float.isFinite(losses.variation())
                && Float.isFinite(losses.total());
    }

    /** How many iterations there were. */
    public int iterations() {
        return points.size() - 1;
    }

    /** Whether it tells what {@link #at} this many iterations is. */
    public boolean reaches(int iterations) {
        return settled || iterations() >= iterations;
    }

    /** The beginning of it: what a run of that many iterations would have given. */
    public GatysCurve upTo(int iterations) {
        return iterations >= iterations()
                ? this
                : new GatysCurve(
                        points.subList(0, iterations + 1),
                        seconds.subList(0, iterations + 1),
                        false,
                        painted,
                        processors);
    }

    /** After this many iterations; an optimizer that found nothing better stays where it was. */
    public Losses at(int iterations) {
        return points.get(Math.min(iterations, iterations()));
    }

    /**
     * When that was, in seconds from the start.
     *
     * @param iterations 0 or more; between two of them time runs evenly, after the last it stands still
     */
    public double secondsAt(double iterations) {
        int before = (int) Math.min(iterations, iterations());
        int after = Math.min(before + 1, iterations());
        return seconds.get(before) + (iterations - before) * (seconds.get(after) - seconds.get(before));
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
                double above =
                        i == 0 ? Double.POSITIVE_INFINITY : points.get(i - 1).total();
                return OptionalDouble.of(i == 0 ? 0 : i - (total - below) / (above - below));
            }
        }
        return OptionalDouble.empty();
    }
}
