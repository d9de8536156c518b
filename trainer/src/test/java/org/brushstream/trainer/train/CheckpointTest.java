package org.brushstream.trainer.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.trainer.net.Stem;
import org.brushstream.trainer.net.TransformerNet;
import org.brushstream.trainer.net.Weights;
import org.brushstream.trainer.optimize.Adam;
import org.brushstream.trainer.tensors.Safetensors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CheckpointTest {
    private static final TransformerNet NET = new TransformerNet(1.0 / 32, Stem.HALF, 3);

    private final NDManager manager = NDManager.newBaseManager();
    private final Path file;

    CheckpointTest(@TempDir Path folder) {
        this.file = folder.resolve("checkpoint.safetensors");
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void runComesBackWithItsHistory() {
        Weights weights = Weights.initial(NET, manager, 1);
        Adam adam = new Adam(weights.byName(), Map.of(), manager);
        List<Checkpoint.Leg> history = List.of(
                new Checkpoint.Leg("pytorch", 0, 1500, "one card", 18.25),
                new Checkpoint.Leg("java", 1500, 1600, "2 cores", 3));
        Checkpoint.write(file, 1600, history, weights, adam.state());

        Checkpoint read = Checkpoint.read(file, manager);
        assertThat(read.step()).isEqualTo(1600);
        assertThat(read.history()).isEqualTo(history);
        assertThat(read.tensors().keySet())
                .containsAll(weights.byName().keySet())
                .contains("adam.mean.head.bias", "adam.variance.up1.norm.weight")
                .hasSize(3 * weights.byName().size());
        assertThat(read.weights(NET).get("stem.weight").toFloatArray())
                .isEqualTo(weights.get("stem.weight").toFloatArray());
    }

    @Test
    void historyIsTheListThatPythonReads() {
        Weights weights = Weights.initial(NET, manager, 1);
        List<Checkpoint.Leg> history = List.of(new Checkpoint.Leg("java", 0, 20, "2 cores", 0.5));
        Checkpoint.write(file, 20, history, weights, new Adam(weights.byName(), Map.of(), manager).state());

        assertThat(Safetensors.read(file, manager).metadata())
                .containsEntry("step", "20")
                .containsEntry(
                        "history",
                        "[{\"program\":\"java\",\"from_step\":0,\"to_step\":20,\"hardware\":\"2 cores\",\"minutes\":0.5}]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "many | []",
                "-1 | []",
                "1 | nothing",
                "1 | null",
                "1 | {}",
                "1 | [{}]",
                "1 | [3]",
                "1 | [{'program':'java','from_step':5,'to_step':2,'hardware':'2 cores','minutes':1}]"
            })
    void damagedStepsAndHistoriesAreRefusedWithBoth(String step, String history) {
        String json = history.replace('\'', '"');
        NDArray tensor = manager.create(1f);
        Safetensors.write(file, Map.of("x", tensor), Map.of("step", step, "history", json));

        assertThatThrownBy(() -> Checkpoint.read(file, manager))
                .isInstanceOf(ModelException.class)
                .hasMessage("%s is damaged: step '%s', history '%s'; delete it to start afresh"
                        .formatted(file, step, json));
    }
}
