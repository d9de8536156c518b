package org.brushstream.trainer.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.brushstream.trainer.Golden;
import org.brushstream.trainer.loss.Objective;
import org.brushstream.trainer.loss.PerceptualLoss;
import org.brushstream.trainer.loss.StyleGrams;
import org.brushstream.trainer.loss.VggFeatures;
import org.brushstream.trainer.picture.Pictures;
import org.brushstream.trainer.script.Precision;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LbfgsTest {
    private static final int HISTORY = 20;

    private final NDManager manager = NDManager.newBaseManager();

    @AfterEach
    void close() {
        manager.close();
    }

    /** A function of plain numbers, float64. */
    private interface Plain {
        double evaluate(double[] x, double[] gradient);

        default Lbfgs.Function ofArrays() {
            return (x, gradient) -> {
                double[] derivatives = new double[(int) x.size()];
                double value = evaluate(x.toDoubleArray(), derivatives);
                gradient.set(derivatives);
                return value;
            };
        }
    }

    private enum Valley implements Plain {
        /** Moré, Garbow and Hillstrom 1981, number 21: pairs of coordinates, each with a valley of its own. */
        PAIRS {
            @Override
            public double evaluate(double[] x, double[] gradient) {
                double sum = 0;
                for (int i = 0; i < x.length; i += 2) {
                    sum += rosenbrock(x, i, gradient);
                }
                return sum;
            }
        },
        /** Every coordinate but the first and last has to do with two valleys. */
        CHAIN {
            @Override
            public double evaluate(double[] x, double[] gradient) {
                double sum = 0;
                for (int i = 0; i + 1 < x.length; i++) {
                    sum += rosenbrock(x, i, gradient);
                }
                return sum;
            }
        };

        /** 100 (b - a^2)^2 + (1 - a)^2, where a and b are neighbours; adds to the gradient. */
        private static double rosenbrock(double[] x, int i, double[] gradient) {
            double bend = x[i + 1] - x[i] * x[i];
            double rest = 1 - x[i];
            gradient[i] += -400 * x[i] * bend - 2 * rest;
            gradient[i + 1] += 200 * bend;
            return 100 * bend * bend + rest * rest;
        }
    }

    private static double[] startOfValley(int dimensions) {
        double[] start = new double[dimensions];
        for (int i = 0; i < dimensions; i++) {
            start[i] = i % 2 == 0 ? -1.2 : 1;
        }
        return start;
    }

    private static double largestDistanceFromOne(NDArray x) {
        return Arrays.stream(x.toDoubleArray())
                .map(value -> Math.abs(value - 1))
                .max()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"PAIRS, 2, rosenbrock2", "PAIRS, 10, rosenbrock10", "CHAIN, 10, chained10"})
    void findsTheEndOfRosenbrocksValleyThePyTorchWay(Valley valley, int dimensions, String name) {
        double[] golden = // rows of value, distance from the end and evaluations, after each iteration
                Golden.array(Golden.arrays("lbfgs.npz", manager), name).toDoubleArray();
        int torchIterations = 0;
        while (golden[3 * torchIterations + 1] > 1e-6) {
            torchIterations++;
        }
        double torchEvaluations = golden[3 * torchIterations + 2];

        NDArray x = manager.create(startOfValley(dimensions));
        int iterations = 0;
        try (Lbfgs lbfgs = new Lbfgs(x, HISTORY, valley.ofArrays())) {
            for (; largestDistanceFromOne(x) > 1e-6; iterations++) {
                if (iterations <= 10) {
                    // The same path up to rounding, which the valley's curvature of 1000 blows up: 3e-10 were seen
                    // here.
                    assertThat(lbfgs.value())
                            .as("value after iteration " + iterations)
                            .isCloseTo(golden[3 * iterations], Percentage.withPercentage(1e-5));
                    assertThat(lbfgs.evaluations()).isEqualTo((long) golden[3 * iterations + 2]);
                }
                assertThat(lbfgs.step()).isTrue();
            }
            // Equal on the machine where it was written; rounding may lead another one a few turns further.
            assertThat((double) iterations).isLessThan(1.3 * torchIterations);
            assertThat((double) lbfgs.evaluations()).isLessThan(1.3 * torchEvaluations);
        }
    }

    @Test
    void paintingsGetAsFarAsPyTorchs() {
        Map<String, NDArray> golden = Golden.arrays("lbfgs.npz", manager);
        NDArray start = Golden.array(golden, "painting_start");
        NDArray torch = Golden.array(golden, "paintings"); // total losses, paintings x (1 + 30 iterations)
        int paintings = (int) torch.getShape().get(0);
        double[] means = torch.mean(new int[] {0}).toDoubleArray();
        NDArray photo = Pictures.read(Golden.path("photos/a.png"), 32, manager);
        NDArray style = Pictures.read(Golden.path("style.png"), 36, manager);
        double[] ours = new double[means.length];
        try (VggFeatures vgg = VggFeatures.open(Golden.path("tiny_vgg.safetensors"), Precision.FLOAT32, manager);
                StyleGrams grams = new StyleGrams(vgg, Objective.DEFAULT.styleLayers(), style)) {
            PerceptualLoss loss = new PerceptualLoss(vgg, Objective.DEFAULT, grams);
            PerceptualLoss.Content content = loss.content(photo);
            Lbfgs.Function total = Lbfgs.Function.byBackpropagation(
                    x -> loss.compare(x, content).total());
            for (int i = 0; i < paintings; i++) {
                NDArray painting = start.add(i / 1000f); // the same start in all that matters: only rounding differs
                try (Lbfgs lbfgs = new Lbfgs(painting, HISTORY, total)) {
                    for (int iteration = 0; iteration < ours.length; iteration++) {
                        ours[iteration] += lbfgs.value() / paintings;
                        lbfgs.step();
                    }
                    assertThat(lbfgs.evaluations()).isLessThan(45); // one an iteration, and a few to start with
                }
            }
        }
        assertThat(ours[0]).isCloseTo(means[0], Percentage.withPercentage(0.01)); // 32 bits, summed in another order
        for (int iteration : new int[] {10, 20, 30}) {
            // Single paintings lie 3 % around either mean, so the means of twelve about 1 % around the truth.
            assertThat(ours[iteration]).as("after " + iteration).isLessThan(1.02 * means[iteration]);
        }
    }

    @Test
    void parabolaTakesTwoStepsAndNoMore() {
        NDArray x = manager.create(new double[] {0});
        Plain parabola = (at, gradient) -> {
            gradient[0] = 4 * (at[0] - 3);
            return 2 * (at[0] - 3) * (at[0] - 3);
        };
        try (Lbfgs lbfgs = new Lbfgs(x, HISTORY, parabola.ofArrays())) {
            assertThat(lbfgs.value()).isEqualTo(18);

            // By hand: the gradient -12 times 1/12 moves by 1, where the slope has flattened from -12 to -8.
            assertThat(lbfgs.step()).isTrue();
            assertThat(x.getDouble()).isCloseTo(1, within(1e-12));
            assertThat(lbfgs.value()).isCloseTo(8, within(1e-12));

            // Move 1, change of gradient 4: the curvature is 4, the gradient -8, so the end is 2 further on.
            assertThat(lbfgs.step()).isTrue();
            assertThat(x.getDouble()).isCloseTo(3, within(1e-12));
            assertThat(lbfgs.value()).isCloseTo(0, within(1e-12));
            assertThat(lbfgs.evaluations()).isEqualTo(3);
        }
    }

    @Test
    void bowlOfManyDimensionsIsDescendedInAFewSteps() {
        NDArray x = manager.zeros(new Shape(2, 3, 5), DataType.FLOAT64);
        Plain bowl = (at, gradient) -> {
            double sum = 0;
            for (int i = 0; i < at.length; i++) { // lowest where element i is i; curvatures from 1 to 10
                double curvature = 1 + 9.0 * i / (at.length - 1);
                gradient[i] = curvature * (at[i] - i);
                sum += curvature * (at[i] - i) * (at[i] - i) / 2;
            }
            return sum;
        };
        try (Lbfgs lbfgs = new Lbfgs(x, HISTORY, bowl.ofArrays())) {
            int steps = 0;
            while (lbfgs.value() > 1e-9) {
                assertThat(lbfgs.step()).isTrue();
                steps++;
            }
            // Conjugate gradients, its equal on bowls, shrink the error by (sqrt 10 - 1) / (sqrt 10 + 1) or more each
            // step.
            assertThat(steps).isLessThanOrEqualTo(25);
            double[] found = x.toDoubleArray();
            for (int i = 0; i < found.length; i++) {
                assertThat(found[i]).isCloseTo(i, within(1e-4));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0})
    void wallsAreNeverCrossedWhateverIsBehind(double beyond) {
        NDArray x = manager.create(new double[] {0.01});
        Plain pit = (at, gradient) -> {
            boolean inside = at[0] > 0 && at[0] < 1;
            // By hand: 0 at 100/101. Behind the wall the value may look fine, but then the gradient is none.
            gradient[0] = inside ? -1 / at[0] + 0.01 / (1 - at[0]) : Double.NaN;
            return inside ? -Math.log(at[0]) - 0.01 * Math.log(1 - at[0]) : beyond;
        };
        try (Lbfgs lbfgs = new Lbfgs(x, HISTORY, pit.ofArrays())) {
            for (int i = 0; i < 40 && lbfgs.step(); i++) {
                assertThat(x.getDouble()).isBetween(0.0, 1.0);
                assertThat(lbfgs.value()).isFinite();
            }
            assertThat(x.getDouble()).isCloseTo(100.0 / 101, within(1e-6));
        }
    }

    @Test
    void flatStartIsTheEnd() {
        NDArray x = manager.create(new double[] {1, 1});
        try (Lbfgs lbfgs = new Lbfgs(x, HISTORY, Valley.PAIRS.ofArrays())) {
            assertThat(lbfgs.step()).isFalse();
            assertThat(lbfgs.step()).isFalse();
            assertThat(lbfgs.evaluations()).isEqualTo(1);
            assertThat(x.toDoubleArray()).containsExactly(1, 1);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void noiseNeverLeadsUp(long seed) {
        NDArray x = manager.create(startOfValley(10));
        Plain noisy = (at, gradient) -> {
            double smooth = Valley.CHAIN.evaluate(at, gradient);
            return smooth
                    + 0.01 * new Random(seed ^ Arrays.hashCode(at)).nextDouble(); // always the same for the same x
        };
        try (Lbfgs lbfgs = new Lbfgs(x, HISTORY, noisy.ofArrays())) {
            double before = lbfgs.value();
            int steps = 0;
            for (long evaluations = 1; lbfgs.step(); evaluations = lbfgs.evaluations()) {
                assertThat(lbfgs.value()).isLessThan(before);
                assertThat(lbfgs.value()).isEqualTo(noisy.evaluate(x.toDoubleArray(), new double[10]));
                assertThat(lbfgs.evaluations() - evaluations).isLessThanOrEqualTo(2L * StrongWolfe.MAX_EVALUATIONS);
                before = lbfgs.value();
                steps++;
            }
            assertThat(steps).isBetween(10, 500);
            assertThat(lbfgs.value()).isEqualTo(before);
            assertThat(lbfgs.value()).isEqualTo(noisy.evaluate(x.toDoubleArray(), new double[10]));
        }
    }

    @Test
    void gradientThatLeadsUpIsNotFollowed() {
        NDArray x = manager.create(new double[] {3, -2});
        Plain wrong = (at, gradient) -> {
            gradient[0] = -at[0];
            gradient[1] = -at[1];
            return at[0] * at[0] + at[1] * at[1];
        };
        try (Lbfgs lbfgs = new Lbfgs(x, HISTORY, wrong.ofArrays())) {
            assertThat(lbfgs.step()).isFalse();
            assertThat(lbfgs.value()).isEqualTo(13);
            assertThat(x.toDoubleArray()).containsExactly(3, -2);
        }
    }

    @Test
    void pastIsForgottenWhereItLeadsNowhere() {
        NDArray x = manager.create(new double[] {2, 5});
        List<Double> places = new ArrayList<>();
        Plain scripted = (at, gradient) -> { // down to the left, with gaps in time instead of space
            places.add(at[0]);
            int asked = places.size();
            gradient[0] = asked == 1 ? 1 : asked <= 2 + StrongWolfe.MAX_EVALUATIONS ? 0.5 : 0.25;
            return asked <= 2 ? 11 - asked : asked <= 2 + StrongWolfe.MAX_EVALUATIONS ? Double.NaN : 8;
        };
        try (Lbfgs lbfgs = new Lbfgs(x, HISTORY, scripted.ofArrays())) {
            assertThat(lbfgs.step()).isTrue();
            assertThat(lbfgs.step()).isTrue();

            assertThat(lbfgs.value()).isEqualTo(8);
            // By hand: curvature 0.5 / 1 leads from 1 to 0, then ever half as far; after that 0.5 along the gradient.
            assertThat(places)
                    .startsWith(2.0, 1.0, 0.0, 0.5, 0.75)
                    .endsWith(0.5)
                    .hasSize(28);
        }
    }

    @Test
    void endsWhere32BitsShowNoWayDown() {
        NDArray goal = manager.create(new float[] {10, 200, 35, 0.5f, 255, 128}, new Shape(1, 3, 1, 2));
        NDArray weights = manager.create(new float[] {1, 2, 3, 4, 5, 6}, new Shape(1, 3, 1, 2));
        NDArray x = manager.zeros(goal.getShape());
        Lbfgs.Function bowl = Lbfgs.Function.byBackpropagation(
                at -> at.sub(goal).square().mul(weights).mean().add(1));
        try (Lbfgs lbfgs = new Lbfgs(x, HISTORY, bowl)) {
            int steps = 0;
            while (lbfgs.step()) {
                steps++;
            }
            assertThat(steps).isBetween(5, 30);
            assertThat(lbfgs.evaluations()).isLessThan(100);
            // A distance d adds d^2 / 6 or more to a value of 1, which rounds to multiples of 1.2e-7.
            assertThat(Golden.largestDifference(x.toFloatArray(), goal.toFloatArray()))
                    .isLessThan(2e-3f);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void memoryStaysAsSmallAsPromised(int history) {
        NDArray x = manager.create(startOfValley(10));
        List<Integer> arrays = new ArrayList<>();
        Lbfgs.Function valley = Valley.CHAIN.ofArrays();
        Lbfgs.Function watched = (at, gradient) -> {
            arrays.add(gradient.getManager().getManagedArrays().size());
            return valley.evaluate(at, gradient);
        };
        int before = manager.getManagedArrays().size();
        try (Lbfgs lbfgs = new Lbfgs(x, history, watched)) {
            for (int i = 0; i < 30; i++) {
                assertThat(lbfgs.step()).isTrue();
            }
            assertThat(lbfgs.value()).isLessThan(10); // from 2057
        }
        assertThat(arrays).allMatch(count -> count <= 2 * history + 8).contains(2 * history + 5);
        assertThat(manager.getManagedArrays()).hasSize(before);
    }

    @Test
    void exceptionInTheMiddleOfALineSearchLeavesWhatWasBest() {
        Lbfgs.Function valley = Valley.CHAIN.ofArrays();
        NDArray x = manager.create(startOfValley(10));
        int[] left = {12}; // the first step alone tries several points
        try (Lbfgs lbfgs = new Lbfgs(x, HISTORY, (at, gradient) -> {
            if (left[0]-- == 0) {
                throw new IllegalStateException("no memory");
            }
            return valley.evaluate(at, gradient);
        })) {
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 12; i++) {
                            lbfgs.step();
                        }
                    })
                    .isInstanceOf(IllegalStateException.class);
            assertThat(valley.evaluate(x, manager.zeros(x.getShape(), x.getDataType())))
                    .isEqualTo(lbfgs.value());
        }
    }

    @Test
    void impossibleStartsAreRefused() {
        Lbfgs.Function valley = Valley.PAIRS.ofArrays();
        NDArray x = manager.create(startOfValley(2));
        assertThatThrownBy(() -> new Lbfgs(manager.create(new int[] {1, 2}), HISTORY, valley))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("float32 or float64, not int32");
        assertThatThrownBy(() -> new Lbfgs(x, 0, valley))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 or more, not 0");
        assertThatThrownBy(() -> new Lbfgs(x, HISTORY, (at, gradient) -> Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("its value is NaN");
        x.setRequiresGradient(true);
        assertThatThrownBy(() -> new Lbfgs(x, HISTORY, valley))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must not require gradients");
    }
}
