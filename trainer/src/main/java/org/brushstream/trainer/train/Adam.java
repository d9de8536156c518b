package org.brushstream.trainer.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.Map;
import org.brushstream.trainer.net.Weights;

/**
 * Adam (Kingma and Ba 2015, arXiv:1412.6980, algorithm 1), with its state open so that it can be stored: DJL's own keeps
 * the moments to itself, and a run resumed without them starts with a jolt.
 */
final class Adam {
    private static final float BETA1 = 0.9f;
    private static final float BETA2 = 0.999f;
    private static final float EPSILON = 1e-8f;
    private static final String MEAN = "adam.mean.";
    private static final String VARIANCE = "adam.variance.";

    private final Weights weights;
    private final Map<String, NDArray> state = new LinkedHashMap<>();

    /**
     * @param stored an earlier {@link #state()}, or nothing to start with moments of 0
     * @param manager owns the moments
     */
    Adam(Weights weights, Map<String, NDArray> stored, NDManager manager) {
        this.weights = weights;
        weights.byName().forEach((name, weight) -> {
            for (String key : new String[] {MEAN + name, VARIANCE + name}) {
                NDArray moment = stored.get(key);
                state.put(key, moment == null ? manager.zeros(weight.getShape()) : moment);
            }
        });
    }

    /** Both moments of every weight, by name. */
    Map<String, NDArray> state() {
        return state;
    }

    /**
     * One update from the gradients that the weights hold.
     *
     * @param step counted from 1, for the correction of the moments' start at 0
     */
    void step(int step, double learningRate) {
        double correction = Math.sqrt(1 - Math.pow(BETA2, step)) / (1 - Math.pow(BETA1, step));
        weights.byName().forEach((name, weight) -> {
            try (NDArray gradient = weight.getGradient()) {
                NDList inputs = new NDList(weight, gradient, state.get(MEAN + name), state.get(VARIANCE + name));
                weight.getNDArrayInternal()
                        .adamUpdate(
                                inputs,
                                new NDList(weight),
                                (float) learningRate,
                                (float) (learningRate * correction),
                                0,
                                1,
                                -1,
                                BETA1,
                                BETA2,
                                EPSILON,
                                false,
                                false);
            }
        });
    }
}
