package org.brushstream.trainer.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.brushstream.trainer.Golden;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

final class MoverTest {
    private final NDManager manager = NDManager.newBaseManager();
    private final Mover mover = new Mover();

    @AfterEach
    void close() {
        mover.close();
        manager.close();
    }

    private NDArray noise(int side, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[3 * side * side];
        for (int i = 0; i < values.length; i++) {
            values[i] = 255 * (float) random.nextDouble();
        }
        return manager.create(values, new Shape(1, 3, side, side));
    }

    @Test
    void shiftByWholePixelsIsACrop() {
        NDArray picture = noise(16, 1);
        NDArray grid = mover.grid(List.of(new KnownMotion(3, -2, 1, 0, 0)), picture);
        NDArray moved = mover.move(picture, grid);

        // The value at column x, row y comes from column x + 3, row y - 2.
        float[] found = moved.get(new NDIndex(":, :, 2:, :13")).toFloatArray();
        float[] expected = picture.get(new NDIndex(":, :, :14, 3:")).toFloatArray();
        assertThat(Golden.largestDifference(found, expected))
                .isLessThan(1e-2f); // of 255: the grid is rounded to 24 bits
    }

    @Test
    void pixelsFromBeyondTheEdgeDoNotCount() {
        NDArray picture = noise(16, 1);
        NDArray grid = mover.grid(List.of(new KnownMotion(3, -2, 1, 0, 0)), picture);
        NDArray moved = mover.move(picture, grid);
        NDArray spoiled = moved.duplicate();
        spoiled.set(new NDIndex(":, :, :2, :"), 1000f); // rows from above the picture
        spoiled.set(new NDIndex(":, :, :, 13:"), -1000f); // columns from the right of it

        assertThat(mover.difference(picture, moved, grid).getFloat()).isZero();
        assertThat(mover.difference(picture, spoiled, grid).getFloat()).isZero();
        assertThat(mover.difference(picture, moved.add(25.5f), grid).getFloat())
                .isCloseTo(0.01f, within(1e-6f)); // 0.1^2
    }

    @Test
    void generalMotionsAndTheirGradientsAreThoseOfPlainPyTorch() {
        Map<String, NDArray> golden = Golden.arrays("motion.npz", manager);
        float[] motions = Golden.array(golden, "motions").toFloatArray();
        List<KnownMotion> moving = IntStream.range(0, 3)
                .mapToObj(i ->
                        new KnownMotion(motions[4 * i], motions[4 * i + 1], motions[4 * i + 2], motions[4 * i + 3], 0))
                .toList();
        NDArray pictures = Golden.array(golden, "pictures");
        NDArray grid = mover.grid(moving, pictures);
        // Values change by up to 255 from pixel to pixel, and the grid's rounding moves a pixel by up to 2e-6 of one.
        assertThat(Golden.largestDifference(
                        mover.move(pictures, grid).toFloatArray(),
                        Golden.array(golden, "moved").toFloatArray()))
                .isLessThan(5e-3f);

        NDArray painted = Golden.array(golden, "painted");
        NDArray paintedMoving = Golden.array(golden, "moving");
        painted.setRequiresGradient(true);
        paintedMoving.setRequiresGradient(true);
        NDArray difference;
        try (GradientCollector tape = Engine.getInstance().newGradientCollector()) {
            difference = mover.difference(painted, paintedMoving, grid);
            tape.backward(difference);
        }
        assertThat(difference.getFloat())
                .isCloseTo(Golden.array(golden, "difference").getFloat(0), Percentage.withPercentage(0.01));
        for (String name : List.of("painted", "moving")) {
            float[] gradient = Golden.array(golden, name).getGradient().toFloatArray(); // around 4e-7
            float[] expected = Golden.array(golden, name + "_gradient").toFloatArray();
            assertThat(Golden.largestDifference(gradient, expected)).as(name).isLessThan(1e-10f);
        }
    }

    @RepeatedTest(20)
    void randomMotionsAreSmall(RepetitionInfo run) {
        KnownMotion motion = KnownMotion.random(new SplittableRandom(run.getCurrentRepetition()));
        assertThat(motion.shiftX()).isBetween(-8.0, 8.0);
        assertThat(motion.shiftY()).isBetween(-8.0, 8.0);
        assertThat(motion.zoom()).isBetween(0.95, 1.05);
        assertThat(motion.degrees()).isBetween(-3.0, 3.0);
        assertThat(motion.noise()).isBetween(0.0, 12.0);
        assertThat(motion).isEqualTo(KnownMotion.random(new SplittableRandom(run.getCurrentRepetition())));
    }

    @Test
    void motionsThatDoNotFitThePicturesAreRefused() {
        KnownMotion still = new KnownMotion(0, 0, 1, 0, 0);
        NDArray wide = manager.zeros(new Shape(1, 3, 4, 8));
        assertThatThrownBy(() -> mover.grid(List.of(still), wide)).hasMessageContaining("square pictures");
        assertThatThrownBy(() -> mover.grid(List.of(still, still), noise(8, 1))).hasMessageContaining("2 motions");
        assertThatThrownBy(() -> new KnownMotion(0, 0, 0, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
