package org.brushstream.trainer.evaluate;

import ai.djl.ndarray.NDArray;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.brushstream.trainer.gatys.Gatys;
import org.brushstream.trainer.gatys.GatysPlan;
import org.brushstream.trainer.loss.Losses;
import org.brushstream.trainer.loss.PerceptualLoss;

/** The optimizer's curve for each photo: from an earlier run where one has painted it, else painted now and kept. */
final class Yardstick {
    private final GatysPlan plan;
    private final PerceptualLoss judge;
    private final KnownCurves curves;

    /**
     * @param judge owned by the caller
     * @param curves by the same plan and the same loss
     */
    Yardstick(GatysPlan plan, PerceptualLoss judge, KnownCurves curves) {
        this.plan = plan;
        this.judge = judge;
        this.curves = curves;
    }

    /** A curve, and whether an earlier run painted it. */
    record Reading(GatysCurve curve, boolean kept) {}

    /** Hears of iterations. */
    interface Listener {
        /** Called after each. The first is number 1. */
        void afterIteration(int iteration, Losses losses);
    }

    /**
     * Finds or paints a curve.
     *
     * @param photo the file, by whose bytes its curve is known
     * @param target what is painted of it: RGB, 0..255, float32 {1, 3, H, W}
     * @param goesOn asked before every iteration
     * @return empty if it did not go on: nothing of this curve is kept
     * @throws org.brushstream.runtime.model.ModelException if the curve cannot be kept
     */
    Optional<Reading> of(Path photo, NDArray target, Listener listener, BooleanSupplier goesOn) {
        Optional<GatysCurve> kept = curves.find(photo);
        if (kept.isPresent()) {
            return kept.map(curve -> new Reading(curve, true));
        }
        Optional<GatysCurve> painted = paint(target, listener, goesOn);
        painted.ifPresent(curve -> curves.keep(photo, curve));
        return painted.map(curve -> new Reading(curve, false));
    }

    private Optional<GatysCurve> paint(NDArray target, Listener listener, BooleanSupplier goesOn) {
        NDArray start = plan.start() == GatysPlan.Start.CONTENT
                ? target
                : Gatys.noise(target.getShape(), plan.seed(), target.getManager());
        List<Losses> points = new ArrayList<>();
        List<Double> seconds = new ArrayList<>();
        Instant now = Instant.now();
        long begin = System.nanoTime();
        try (Gatys gatys = new Gatys(judge, plan, target, start)) {
            points.add(gatys.losses());
            seconds.add(secondsSince(begin));
            boolean settled = false;
            while (!settled && points.size() <= plan.iterations()) {
                if (!goesOn.getAsBoolean()) {
                    return Optional.empty();
                }
                settled = !gatys.step();
                if (!settled) {
                    points.add(gatys.losses());
                    seconds.add(secondsSince(begin));
                    listener.afterIteration(points.size() - 1, gatys.losses());
                }
            }
            return Optional.of(new GatysCurve(
                    points, seconds, settled, now, Runtime.getRuntime().availableProcessors()));
        }
    }

    private static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }
}
