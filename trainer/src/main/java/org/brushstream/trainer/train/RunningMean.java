package org.brushstream.trainer.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The running mean of a net's weights over the steps, which is steadier than they are after any one (Polyak and Juditsky
 * 1992, with weights that fall off exponentially). Not thread-safe.
 */
final class RunningMean {
    /** Begins the name of a weight's mean in a checkpoint. */
    private static final String PREFIX = "average.";

    private static final int START = 20; // steps: the first are no better than what a run began with

    private final double decay;
    private final Map<String, NDArray> means = new LinkedHashMap<>();

    /**
     * A mean of nothing but these, or an interrupted run's.
     *
     * @param decay of the mean at each step, 0 for none, below 1
     * @param stored tensors of a checkpoint by name
     * @param manager owns the mean
     */
    RunningMean(double decay, Map<String, NDArray> weights, Map<String, NDArray> stored, NDManager manager) {
        this.decay = decay;
        if (decay > 0) {
            weights.forEach((name, weight) -> {
                NDArray mean = stored.getOrDefault(PREFIX + name, weight).duplicate();
                mean.attach(manager);
                means.put(name, mean);
            });
        }
    }

    /** Whether there is a mean at all. */
    boolean isKept() {
        return decay > 0;
    }

    /** @param step counted from 1 */
    void update(int step, Map<String, NDArray> weights) {
        float part = (float) (1 - Math.min(decay, (double) step / (step + START)));
        means.forEach((name, mean) -> {
            try (NDArray now = Objects.requireNonNull(weights.get(name), name).stopGradient();
                    NDArray change = now.sub(mean)) {
                change.muli(part);
                mean.addi(change);
            }
        });
    }

    /** By the names of the weights. */
    Map<String, NDArray> byName() {
        return means;
    }

    /** For a checkpoint. */
    Map<String, NDArray> state() {
        Map<String, NDArray> state = new LinkedHashMap<>();
        means.forEach((name, mean) -> state.put(PREFIX + name, mean));
        return state;
    }
}
