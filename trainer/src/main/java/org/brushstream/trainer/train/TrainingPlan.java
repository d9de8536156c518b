package org.brushstream.trainer.train;

import org.brushstream.trainer.net.Norm;

/**
 * How long and in which steps a net learns.
 *
 * @param steps updates of the weights, at least 1
 * @param batch photos a step, at least 1
 * @param learningRate of Adam at its highest, above 0 and at most 1: it rises over the first 5 % of the steps in a line, and
 *     falls over the others to 2 % of it along half a cosine
 * @param seed of the first weights, the crops, the motions and the order of styles
 * @param average how much of the running mean of the weights each step leaves, as in 0.995: in the end the mean is kept. 0 for
 *     none, below 1
 */
public record TrainingPlan(int steps, int batch, double learningRate, long seed, double average) {
    private static final double AVERAGE_OF_STATIC = 0.995;

    /** Adam's second moments know nothing at first; full steps by them would throw the first weights about. */
    private static final double WARM_UP = 0.05; // of the steps; with less a high rate ruins the first weights

    /** Loshchilov and Hutter 2017 (arXiv:1608.03983) fall to 0, which leaves the last steps without use. */
    private static final double LAST_RATE = 0.02; // of the learning rate

    public TrainingPlan {
        if (steps < 1 || batch < 1 || !(learningRate > 0 && learningRate <= 1)) {
            throw new IllegalArgumentException("a training needs at least one step and one photo a step, and a learning"
                    + " rate above 0 and at most 1: " + steps + " steps of " + batch + " at " + learningRate);
        }
        if (!(average >= 0 && average < 1)) {
            throw new IllegalArgumentException(
                    "of a running mean each step leaves from 0 to less than 1, not " + average);
        }
    }

    /** Without a running mean. */
    public TrainingPlan(int steps, int batch, double learningRate, long seed) {
        this(steps, batch, learningRate, seed, 0);
    }

    /** What a norm needs: weights of a net with static norm, whose maps no norm steadies, are noisier. */
    public static double usualAverage(Norm norm) {
        return norm == Norm.STATIC ? AVERAGE_OF_STATIC : 0;
    }

    /** Whether a step, counted from 1, is one of the first half of the run. */
    boolean isFirstHalf(int step) {
        return 2L * step <= steps;
    }

    /**
     * Learning rate of a step. The fall takes the noise of single batches out of the weights.
     *
     * @param step from 1
     */
    double learningRateAt(int step) {
        long warmUp = Math.max(1, Math.round(WARM_UP * steps));
        if (step <= warmUp) {
            return learningRate * step / warmUp;
        }
        double done = (double) (step - warmUp) / Math.max(1, steps - warmUp); // 1 at the last step
        return learningRate * (LAST_RATE + (1 - LAST_RATE) * (1 + Math.cos(Math.PI * done)) / 2);
    }
}
