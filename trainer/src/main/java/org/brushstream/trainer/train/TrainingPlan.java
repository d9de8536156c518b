package org.brushstream.trainer.train;

/**
 * How long and in which steps a net learns.
 *
 * @param steps updates of the weights, at least 1
 * @param batch photos a step, at least 1
 * @param learningRate of Adam, above 0 and at most 1; constant over the first 70 % of the steps, then falling linearly towards 0
 * @param seed of the first weights and of the crops
 */
public record TrainingPlan(int steps, int batch, double learningRate, long seed) {
    private static final double CONSTANT = 0.7;

    public TrainingPlan {
        if (steps < 1 || batch < 1 || !(learningRate > 0 && learningRate <= 1)) {
            throw new IllegalArgumentException("a training needs at least one step and one photo a step, and a learning"
                    + " rate above 0 and at most 1: " + steps + " steps of " + batch + " at " + learningRate);
        }
    }

    /**
     * Learning rate of a step. The fall at the end takes the noise of single batches out of the weights.
     *
     * @param step from 1
     */
    double learningRateAt(int step) {
        double fallStart = CONSTANT * steps;
        double left = (steps + 1 - step) / (steps + 1 - fallStart);
        return learningRate * Math.min(1, left);
    }
}
