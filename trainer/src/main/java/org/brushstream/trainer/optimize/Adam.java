package org.brushstream.trainer.optimize;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * Adam (Kingma and Ba 2015, arXiv:1412.6980, in the order at the end of section 2, where epsilon is added before the
 * correction), with its state open so that it can be stored: DJL's own keeps the moments to itself, and a run resumed
 * without them starts with a jolt. Not thread-safe.
 *
 * <p>One difference: a gradient far above its usual size is scaled down first. Instance norm multiplies gradients by one
 * over the deviation it sees, so that for an evenly black crop they overflow. A single such step can throw a good net away,
 * and leaves second moments behind under which later steps move nothing.
 */
public final class Adam {
    private static final float BETA1 = 0.9f;
    private static final float BETA2 = 0.999f;
    private static final float EPSILON = 1e-8f;

    /**
     * A gradient may be this many times as long as the root of the second moments says. One of 10 times the length would,
     * with its echo in the first moment, move every weight by some ten learning rates: half of what most weights are.
     */
    private static final double MAX_GROWTH = 2;

    /** Before this step the moments know too little to judge by. */
    private static final int FIRST_JUDGED_STEP = 20;

    /** Begins the name of a weight's first moment in {@link #state()}. */
    public static final String MEAN = "adam.mean.";
    /** And of its second. */
    public static final String VARIANCE = "adam.variance.";

    private final Map<String, NDArray> weights;
    private final Map<String, NDArray> state = new LinkedHashMap<>();

    /**
     * @param weights the arrays to move, float32, by name; owned by the caller
     * @param stored an earlier {@link #state()}, or nothing to start with moments of 0
     * @param manager owns the moments
     */
    public Adam(Map<String, NDArray> weights, Map<String, NDArray> stored, NDManager manager) {
        this.weights = weights;
        weights.forEach((name, weight) -> {
            for (String key : new String[] {MEAN + name, VARIANCE + name}) {
                NDArray moment = stored.get(key);
                state.put(key, moment == null ? manager.zeros(weight.getShape()) : moment);
            }
        });
    }

    /** Both moments of every weight, by name: {@code adam.mean.} or {@code adam.variance.} and the name of the weight. */
    public Map<String, NDArray> state() {
        return state;
    }

    /**
     * One update from the gradients that the weights hold.
     *
     * @param step counted from 1, for the correction of the moments' start at 0
     * @param learningRate how far a weight moves whose gradient is always the same
     */
    public void step(int step, double learningRate) {
        step(step, name -> learningRate);
    }

    /**
     * The same with a learning rate for each weight.
     *
     * @param learningRate by the weight's name
     */
    public void step(int step, ToDoubleFunction<String> learningRate) {
        if (step >= FIRST_JUDGED_STEP) {
            limitGradients(1 - Math.pow(BETA2, step));
        }
        double correction = Math.sqrt(1 - Math.pow(BETA2, step)) / (1 - Math.pow(BETA1, step));
        weights.forEach((name, weight) -> {
            double rate = learningRate.applyAsDouble(name);
            try (NDArray gradient = weight.getGradient()) {
                NDList inputs = new NDList(weight, gradient, moment(MEAN + name), moment(VARIANCE + name));
                weight.getNDArrayInternal()
                        .adamUpdate(
                                inputs,
                                new NDList(weight),
                                (float) rate,
                                (float) (rate * correction),
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

    /**
     * Scales all gradients by one factor where they are too long together; drops those that overflowed.
     *
     * @param known by what the second moments are short of a mean, since they started at 0
     */
    private void limitGradients(double known) {
        double length = 0;
        double usual = 0;
        for (Map.Entry<String, NDArray> weight : weights.entrySet()) {
            try (NDArray gradient = weight.getValue().getGradient();
                    NDArray square = gradient.square();
                    NDArray sum = square.sum();
                    NDArray variance = moment(VARIANCE + weight.getKey()).sum()) {
                length += sum.getFloat();
                usual += variance.getFloat() / known;
            }
        }
        double growth = Math.sqrt(length / usual);
        if (growth <= MAX_GROWTH) {
            return;
        }
        for (NDArray weight : weights.values()) {
            try (NDArray gradient = weight.getGradient()) {
                if (Double.isFinite(growth)) {
                    gradient.muli((float) (MAX_GROWTH / growth));
                } else {
                    try (NDArray nothing = gradient.zerosLike()) {
                        nothing.copyTo(gradient); // infinity times 0 would be no number
                    }
                }
            }
        }
    }

    private NDArray moment(String key) {
        return Objects.requireNonNull(state.get(key), key);
    }
}
