package org.brushstream.trainer.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.trainer.Golden;
import org.brushstream.trainer.RangeServer;
import org.brushstream.trainer.WholeVgg;
import org.brushstream.trainer.loss.Vgg;
import org.junit.jupiter.api.AfterEach;

/** A server with a whole VGG, and one who fetches what is needed of it. */
abstract class Fetching {
    static final Duration PATIENCE = Duration.ofSeconds(20); // the machine may be busy
    static final byte[] WHOLE = WholeVgg.of("tiny_vgg.safetensors").bytes();

    final RangeServer server = new RangeServer(WHOLE);
    final Path folder;
    final Path output;
    final Path part;
    final Heard heard = new Heard();

    Fetching(Path folder) {
        this.folder = folder;
        this.output = folder.resolve("inner/vgg.safetensors");
        this.part = folder.resolve("inner/vgg.safetensors.part");
    }

    @AfterEach
    void close() {
        server.close();
    }

    /** Writes down what it hears. */
    static final class Heard implements VggFetch.Listener {
        final List<String> said = new ArrayList<>();
        private long arrived;

        @Override
        public void begins(long bytes, long fileBytes, long before) {
            said.add("begins " + bytes + " of " + fileBytes + " after " + before);
            arrived = before;
        }

        @Override
        public void arrived(long bytes) {
            assertThat(bytes).isGreaterThan(arrived);
            arrived = bytes;
        }

        @Override
        public void cut(int time, String why) {
            said.add("cut " + time);
        }

        @Override
        public void startsAnew() {
            said.add("anew");
        }
    }

    final VggFetch.Report fetch() {
        return fetch(server.address());
    }

    final VggFetch.Report fetch(URI address) {
        return fetch(new VggFetch(VggSource.at(address, Vgg.VGG19), output, Optional.empty()));
    }

    final VggFetch.Report fetch(VggFetch fetch) {
        return fetch.run(heard, PATIENCE, Duration.ofMillis(1));
    }

    final void assertFails(String... words) {
        assertThatThrownBy(this::fetch)
                .isInstanceOf(ModelException.class)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"))
                .hasMessageContainingAll(words);
        assertThat(output).doesNotExist();
    }

    static Map<String, float[]> tensors(Path file) throws IOException {
        Map<String, float[]> tensors = new HashMap<>();
        try (NDManager manager = NDManager.newBaseManager();
                InputStream in = Files.newInputStream(file)) {
            for (NDArray array : NDList.decode(manager, in)) {
                tensors.put(
                        array.getName() + array.getShape(),
                        array.toType(DataType.FLOAT32, true).toFloatArray());
            }
        }
        return tensors;
    }

    /** The golden file holds the convolutions only. */
    final void assertOnlyTheConvolutions() throws IOException {
        Map<String, float[]> expected = tensors(Golden.path("tiny_vgg.safetensors"));
        Map<String, float[]> found = tensors(output);
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        expected.forEach((name, values) -> assertThat(found.get(name)).as(name).isEqualTo(values));
        assertThat(part).doesNotExist();
    }
}
