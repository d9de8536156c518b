package org.brushstream.trainer.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TorchScriptTest {
    private final NDManager manager = NDManager.newBaseManager();

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void givesBackAllResultsInOrderWhateverTheArgumentsAreCalled() {
        List<String> body = List.of("sum = torch.add(a, b)", "product = torch.mul(a, b)");
        try (TorchScript script = TorchScript.compile(List.of("a", "b"), body, List.of("sum", "product"))) {
            NDArray a = manager.create(new float[] {1, 2});
            NDArray b = manager.create(new float[] {10, 20});
            a.setName("a name.with dots"); // which DJL would make a dictionary of

            NDList results = script.run(new NDList(a, b));
            assertThat(results.get(0).toFloatArray()).containsExactly(11, 22);
            assertThat(results.get(1).toFloatArray()).containsExactly(10, 40);
        }
    }

    @Test
    void gradientsFlowThroughToArgumentsThatWantThem() {
        try (TorchScript script = TorchScript.compile(
                List.of("x", "w"), List.of("y = torch.sum(torch.mul(torch.mul(x, x), w))"), List.of("y"))) {
            NDArray w = manager.create(new float[] {5, 6, 7});
            for (int time = 0; time < 3; time++) { // the compiler rewrites a function after its first calls
                NDArray x = manager.create(new float[] {1, 2, 3});
                x.setRequiresGradient(true);
                try (GradientCollector tape = Engine.getInstance().newGradientCollector()) {
                    tape.backward(script.runSingle(new NDList(x, w)));
                }
                assertThat(x.getGradient().toFloatArray()).containsExactly(10, 24, 42); // 2 w x
            }
            assertThat(w.hasGradient()).isFalse();
        }
    }

    @Test
    void sourceThatIsNoScriptIsShown() {
        assertThatThrownBy(() -> TorchScript.compile(List.of("x"), List.of("y = torch.paint(x)"), List.of("y")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("y = torch.paint(x)");
    }
}
