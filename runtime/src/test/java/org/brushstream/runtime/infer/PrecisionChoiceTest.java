package org.brushstream.runtime.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.brushstream.runtime.machine.Processor;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.runtime.model.ModelStore;
import org.brushstream.runtime.model.StyleModel;
import org.brushstream.runtime.model.TinyOnnx;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PrecisionChoiceTest {
    private static final Processor OLD = new Processor("An old processor", Set.of("sse4_2", "avx2"));
    private static final Processor NEW = new Processor("A new processor", Set.of("avx2", "avx512_vnni"));

    private final ModelStore store;
    private final Path memory;
    private final List<String> timed = new ArrayList<>();

    PrecisionChoiceTest(@TempDir Path folder) throws IOException {
        store = new ModelStore(folder);
        memory = folder.resolve("cache/precision.properties");
        byte[] onnx = TinyOnnx.identity();
        for (String name : List.of("candy", "candy.float32", "alone")) {
            Files.write(folder.resolve(name + ".onnx"), onnx);
        }
    }

    @Test
    void processorsThatMultiplyBytesFastAreNotTimed() {
        assertThat(choose(NEW, Precision.AUTO, Device.CPU)).isEqualTo("candy");
        assertThat(timed).isEmpty();
    }

    @Test
    void othersAreTimedOnce() {
        assertThat(choose(OLD, Precision.AUTO, Device.CPU)).isEqualTo("candy.float32");
        assertThat(choose(OLD, Precision.AUTO, Device.CPU)).isEqualTo("candy.float32");
        assertThat(timed).containsExactly("candy, candy.float32");
    }

    @Test
    void damagedMemoryIsMadeAgain() throws IOException {
        choose(OLD, Precision.AUTO, Device.CPU);
        Files.writeString(memory, "candy\\u00zz");
        assertThat(choose(OLD, Precision.AUTO, Device.CPU)).isEqualTo("candy.float32");
        assertThat(choose(OLD, Precision.AUTO, Device.CPU)).isEqualTo("candy.float32");
        assertThat(timed).hasSize(2);
    }

    @Test
    void whatIsAskedForIsTakenAndCardsTakeFloats() {
        assertThat(choose(OLD, Precision.INT8, Device.CPU)).isEqualTo("candy");
        assertThat(choose(NEW, Precision.FLOAT32, Device.CPU)).isEqualTo("candy.float32");
        assertThat(choose(NEW, Precision.AUTO, Device.CUDA)).isEqualTo("candy.float32");
        assertThat(timed).isEmpty();
    }

    @Test
    void oneFileAloneIsNoChoice() {
        StyleModel alone = store.require("alone");
        assertThat(choice(OLD).choose(alone, Precision.AUTO, Device.CPU)).isSameAs(alone);
        assertThatThrownBy(() -> choice(OLD).choose(alone, Precision.INT8, Device.CPU))
                .isInstanceOf(ModelException.class)
                .hasMessage("there is one file of model 'alone' only, not one in bytes and one in floats; leave the"
                        + " precision int8 away");
    }

    @Test
    void bytesThatPaintSomethingElseAreNotBetter() {
        byte[] swapped = TinyOnnx.bytes()
                .longs("last", -1)
                .longs("before", Integer.MIN_VALUE)
                .longs("channels", 3)
                .node(
                        "Slice",
                        List.of("rgb", "last", "before", "channels", "last"),
                        "painted") // from the last to the first
                .build();
        StyleModel bytes = StyleModel.of("swapped", "test", swapped);
        StyleModel floats = StyleModel.of("identity", "test", TinyOnnx.identity());

        assertThat(PrecisionChoice.bytesAreBetter(bytes, floats, 1)).isFalse();
    }

    private String choose(Processor processor, Precision wanted, Device device) {
        return choice(processor).choose(store.require("candy"), wanted, device).name();
    }

    /** The floats are always faster. */
    private PrecisionChoice choice(Processor processor) {
        return new PrecisionChoice(store, memory, processor, (bytes, floats) -> {
            timed.add(bytes.name() + ", " + floats.name());
            return false;
        });
    }
}
