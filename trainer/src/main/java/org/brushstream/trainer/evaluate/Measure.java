package org.brushstream.trainer.evaluate;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.brushstream.trainer.gatys.GatysPlan;
import org.brushstream.trainer.script.Precision;

/**
 * How paintings are measured: of which photographs of a folder, at which size, and against which optimizer. Models that are
 * measured alike share the optimizer's curves.
 *
 * @param photos how many of a folder's, evenly spread over its names; at least 1
 * @param plan the optimizer's, by {@link GatysPlan.Method#LBFGS} and at one size: the side of the square cut out of the
 *     middle of each photo
 * @param precision in which is calculated
 * @param cache folder of the curves that the optimizer made before
 */
public record Measure(int photos, GatysPlan plan, Precision precision, Path cache) {
    /** How many photographs are usual. */
    public static final int PHOTOS = 4;

    /** The usual side of their squares, in pixels. */
    public static final int SIZE = 256;

    /** How far the optimizer usually goes. */
    public static final int ITERATIONS = 200;

    /** The usual seed of the noise it begins with. */
    public static final long SEED = 1;

    private static final int HISTORY = 20; // pairs: more make no lower curve at this size, and take memory

    public Measure {
        if (photos < 1) {
            throw new IllegalArgumentException("at least 1 photograph is judged, not " + photos);
        }
        if (plan.method() != GatysPlan.Method.LBFGS || plan.sizes().size() != 1) {
            throw new IllegalArgumentException("the yardstick is L-BFGS at one size, not " + plan);
        }
    }

    /** What is measured by unless something else is asked for. */
    public static Measure usual() {
        return new Measure(
                PHOTOS, plan(ITERATIONS, GatysPlan.Start.NOISE, SEED, SIZE), Precision.FLOAT32, usualCache());
    }

    /** The optimizer's plan; for the numbers see {@link GatysPlan}. */
    public static GatysPlan plan(int iterations, GatysPlan.Start start, long seed, int size) {
        double unused = 1; // Adam's learning rate
        return new GatysPlan(GatysPlan.Method.LBFGS, HISTORY, unused, iterations, start, seed, size, size);
    }

    /** The folder of this user that all curves are kept in. */
    public static Path usualCache() {
        return Path.of(System.getProperty("user.home"), ".brushstream", "gatys-curves");
    }

    /** How far the optimizer goes, at least 1. */
    public int iterations() {
        return plan.iterations();
    }

    /** Side of the squares in pixels. */
    public int size() {
        return plan.size();
    }

    /**
     * The photographs that are measured, evenly spread, so that a folder sorted by kind gives of every kind.
     *
     * @param all to choose from
     * @return empty if these are too few
     */
    public Optional<List<Path>> chosen(List<Path> all) {
        if (all.size() < photos) {
            return Optional.empty();
        }
        return Optional.of(IntStream.range(0, photos)
                .mapToObj(i -> all.get((int) ((long) i * all.size() / photos)))
                .toList());
    }
}
