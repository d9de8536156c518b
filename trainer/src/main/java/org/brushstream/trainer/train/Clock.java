package org.brushstream.trainer.train;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Time, and what of the run it was for. It starts when it is made. */
final class Clock {
    private static final String PROGRAM = "java";

    private final int stepsBefore;
    private final int batch;
    private final List<Checkpoint.Leg> earlier;
    private final long startNanos = System.nanoTime();
    private long saved = startNanos;

    /**
     * @param stepsBefore taken before it starts
     * @param batch pictures in one step
     * @param earlier legs of the run
     */
    Clock(int stepsBefore, int batch, List<Checkpoint.Leg> earlier) {
        this.stepsBefore = stepsBefore;
        this.batch = batch;
        this.earlier = List.copyOf(earlier);
    }

    /** Since the last checkpoint, or the start. */
    Duration sinceSave() {
        return Duration.ofNanos(System.nanoTime() - saved);
    }

    /** A checkpoint is written now. */
    void saved() {
        saved = System.nanoTime();
    }

    double imagesPerSecond(int step) {
        return (step - stepsBefore) * batch * 1e9 / (System.nanoTime() - startNanos);
    }

    /** Those of earlier calls and this one's, if it took a step. */
    List<Checkpoint.Leg> legs(int step) {
        List<Checkpoint.Leg> legs = new ArrayList<>(earlier);
        if (step > stepsBefore) {
            double minutes = Math.round((System.nanoTime() - startNanos) / 6e8) / 100.0;
            legs.add(new Checkpoint.Leg(PROGRAM, stepsBefore, step, Hardware.processor(), minutes));
        }
        return legs;
    }
}
