package org.brushstream.trainer.finetune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.brushstream.trainer.Golden;
import org.brushstream.trainer.loss.VggFeatures;
import org.brushstream.trainer.script.Precision;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LookClassifierTest {
    private final NDManager manager = NDManager.newBaseManager();
    private final Map<String, NDArray> golden = Golden.arrays("looks.npz", manager);
    private final VggFeatures eye = VggFeatures.open(Golden.path("tiny_vgg.safetensors"), Precision.FLOAT32, manager);
    private final LookClassifier net = new LookClassifier(eye, 3, 8, 1, manager);

    @AfterEach
    void close() {
        net.close();
        eye.close();
        manager.close();
    }

    @Test
    void scoresLossAndGradientsAreThoseOfPlainTorch() {
        fillHead();
        Map<String, NDArray> learned = new LinkedHashMap<>(eye.weights());
        learned.putAll(net.head());
        learned.values().forEach(weight -> weight.setRequiresGradient(true));

        try (GradientCollector tape = Engine.getInstance().newGradientCollector()) {
            NDArray scores = net.scores(Golden.array(golden, "pictures"));
            NDArray loss = net.loss(
                    scores,
                    new int[] {0, 2, 1, 1, 0},
                    Golden.array(golden, "weights").toFloatArray());
            tape.backward(loss);
            assertThat(loss.getFloat()).isCloseTo(Golden.array(golden, "loss").getFloat(), within(1e-5f));
            assertThat(Golden.largestDifference(
                            scores.toFloatArray(),
                            Golden.array(golden, "scores").toFloatArray()))
                    .isLessThan(1e-4f); // of scores around 1, after twenty layers
        }
        Golden.startingWith("gradient.", golden).forEach((name, expected) -> {
            try (NDArray gradient = Golden.array(learned, name).getGradient()) {
                assertThat(length(gradient.sub(expected)))
                        .as(name)
                        .isLessThan(1e-3 * length(expected)); // where a ReLU tips over by rounding
            }
        });
    }

    /** As the script does. */
    private void fillHead() {
        int i = 0;
        for (NDArray array : net.head().values()) {
            float[] values = new float[(int) array.size()];
            for (int k = 0; k < values.length; k++) {
                values[k] = (float) (Math.sin(0.37 * ++i) / 10);
            }
            array.set(values);
        }
    }

    private static double length(NDArray array) {
        return Math.sqrt(array.square().sum().getFloat());
    }

    @Test
    void halfOfTheHiddenUnitsIsLeftOutByChanceAndTheRestStandsInForThem() {
        fillHead();
        NDArray pictures = Golden.array(golden, "pictures");
        float[] whole = net.scores(pictures).toFloatArray();
        float[] once = net.scores(pictures, new SplittableRandom(1)).toFloatArray();
        assertThat(once).isEqualTo(net.scores(pictures, new SplittableRandom(1)).toFloatArray());
        assertThat(once)
                .isNotEqualTo(net.scores(pictures, new SplittableRandom(2)).toFloatArray());

        int rounds = 200;
        double[] means = new double[whole.length];
        double[] deviations = new double[whole.length];
        for (int round = 0; round < rounds; round++) {
            try (NDManager scope = manager.newSubManager()) {
                NDArray some = pictures.duplicate();
                some.attach(scope);
                float[] scores =
                        net.scores(some, new SplittableRandom(100 + round)).toFloatArray();
                for (int i = 0; i < scores.length; i++) {
                    means[i] += scores[i] / rounds;
                    deviations[i] += Math.pow(scores[i] - whole[i], 2) / rounds;
                }
            }
        }
        for (int i = 0; i < whole.length; i++) {
            // The second layer's ReLU bends the mean a little; four standard errors of the rest.
            double tolerance = 4 * Math.sqrt(deviations[i] / rounds) + 0.2 * Math.sqrt(deviations[i]);
            assertThat(means[i]).isCloseTo(whole[i], within(tolerance));
        }
    }
}
