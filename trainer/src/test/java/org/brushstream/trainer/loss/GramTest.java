package org.brushstream.trainer.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class GramTest {
    private final NDManager manager = NDManager.newBaseManager();

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void gramOfTwoChannelsMatchesHandCalculation() {
        NDArray features = manager.create(new float[] {1, 2, 3, 4}, new Shape(1, 2, 1, 2));
        float[] byHand = {1.25f, 2.75f, 2.75f, 6.25f}; // [5 11; 11 25] / (2 * 1 * 2)

        assertThat(Gram.matrix(features).toFloatArray()).containsExactly(byHand, within(1e-6f));
    }

    @Test
    void everyPictureOfABatchHasItsOwn() {
        // Two pictures of one channel, 2 x 1: (1 + 4) / 2 and (9 + 16) / 2
        NDArray features = manager.create(new float[] {1, 2, 3, 4}, new Shape(2, 1, 2, 1));

        NDArray gram = Gram.matrix(features);
        assertThat(gram.getShape()).isEqualTo(new Shape(2, 1, 1));
        assertThat(gram.toFloatArray()).containsExactly(new float[] {2.5f, 12.5f}, within(1e-6f));
    }
}
