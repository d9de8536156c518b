package org.brushstream.trainer.tensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.trainer.Golden;
import org.brushstream.trainer.Python;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SafetensorsTest {
    private final NDManager manager = NDManager.newBaseManager();
    private final Path folder;
    private final Path file;

    SafetensorsTest(@TempDir Path folder) {
        this.folder = folder;
        this.file = folder.resolve("some.safetensors");
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void floatsOfEveryKindThatPythonWroteAreRead() {
        Safetensors read = Safetensors.read(Golden.path("plain.safetensors"), manager);

        assertThat(read.metadata())
                .containsExactly(Map.entry("step", "12"), Map.entry("title", "Hokusai: 神奈川沖浪裏, \"The Great Wave\""));
        assertThat(read.tensors()).containsOnlyKeys("single", "half", "brain", "number");
        assertHolds(read, "single", new Shape(2, 3), 0, 1, -2, 0.1f, 0x1.C363CCp127f, Float.MIN_VALUE);
        assertHolds(read, "half", new Shape(4), 1, -2.5f, 65504, 0x1p-24f);
        // 3e38 is 0x7F61B1E6, which is 2^127 x (1 + 0x61B1E6 / 0x800000); its upper half alone, 2^127 x (1 + 0x61 /
        // 0x80).
        assertHolds(read, "brain", new Shape(2, 2), 1, -3.140625f, 0x1p-126f, 0x1.C2p127f);
        assertHolds(read, "number", new Shape(), 7);
    }

    private static void assertHolds(Safetensors read, String name, Shape shape, float... values) {
        NDArray tensor = Objects.requireNonNull(read.tensors().get(name), name);
        assertThat(tensor.getShape()).isEqualTo(shape);
        assertThat(tensor.getDataType()).isEqualTo(DataType.FLOAT32);
        assertThat(tensor.toFloatArray()).as(name).containsExactly(values);
    }

    @Test
    void pythonReadsWhatWasWrittenInItsOrder() {
        Python python = Python.with("numpy");
        Map<String, NDArray> tensors = new LinkedHashMap<>();
        tensors.put("z.weight", manager.create(new float[] {1, -2.5f, 1024, 0.125f}, new Shape(2, 2)));
        tensors.put("a", manager.create(3f));
        Safetensors.write(file, tensors, Map.of("title", "<b> \"é\" 波"));

        assertThat(python.run(Golden.path("plain_safetensors.py").toString(), file.toString()))
                .isEqualToIgnoringNewLines("[{\"z.weight\": [[2, 2], [1.0, -2.5, 1024.0, 0.125]], \"a\": [[], [3.0]]},"
                        + " {\"title\": \"<b> \\\"é\\\" 波\"}]");
    }

    @Test
    void everyBitComesBack() {
        float[] values = {0f, -0f, Float.MIN_VALUE, Float.MAX_VALUE, Float.NEGATIVE_INFINITY, Float.NaN, 0.1f};
        Safetensors.write(file, Map.of("x", manager.create(values)), Map.of());

        Safetensors read = Safetensors.read(file, manager);
        assertHolds(read, "x", new Shape(7), values); // compares bits
        assertThat(read.metadata()).isEmpty();
    }

    @Test
    void fileIsMadeWithItsFolderAndReplacesAnOlderOne() throws IOException {
        Path deep = folder.resolve("not/yet/there.safetensors");
        Safetensors.write(deep, Map.of("x", manager.create(1f)), Map.of());
        Safetensors.write(deep, Map.of("x", manager.create(2f)), Map.of());

        assertHolds(Safetensors.read(deep, manager), "x", new Shape(), 2);
        try (var files = Files.list(deep.getParent())) {
            assertThat(files).containsExactly(deep);
        }
    }

    @Test
    void fullDiskLeavesTheOlderFileWhole() throws IOException {
        Path full = Path.of("/dev/full"); // takes nothing: "No space left on device"
        assumeTrue(Files.exists(full), "skipped: this system has no /dev/full");
        Safetensors.write(file, Map.of("x", manager.create(1f)), Map.of());
        Files.createSymbolicLink(folder.resolve("some.safetensors.part"), full);

        assertThatThrownBy(() -> Safetensors.write(file, Map.of("x", manager.create(2f)), Map.of()))
                .isInstanceOf(ModelException.class)
                .hasMessage(file + " cannot be written: No space left on device");
        assertHolds(Safetensors.read(file, manager), "x", new Shape(), 1);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void otherNumbersThanFloatsAreNotWritten() {
        assertThatThrownBy(() -> Safetensors.write(file, Map.of("x", manager.create(1)), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("x should be float32 but is int32");
        assertThat(file).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8, 9, 100, 300, 400})
    void fileThatWasCutOffIsRefusedWhereverTheCutIs(int length) throws IOException {
        byte[] whole = Files.readAllBytes(Golden.path("plain.safetensors"));
        assertThat(whole.length).isGreaterThan(length);
        Files.write(file, Arrays.copyOf(whole, length));
        assertRefused("");
    }

    @Test
    void lastByteIsMissed() throws IOException {
        byte[] whole = Files.readAllBytes(Golden.path("plain.safetensors"));
        Files.write(file, Arrays.copyOf(whole, whole.length - 1));
        assertRefused("number lies beyond the end of the file");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hello | its header is damaged",
                "[] | its header is damaged",
                "{'x': 3} | its header is damaged",
                "{'x': {'dtype': 'F32', 'shape': [1]}} | its header is damaged",
                "{'x': {'dtype': 'F32', 'shape': [1], 'data_offsets': [0]}} | its header is damaged",
                "{'x': {'dtype': 'F32', 'shape': ['one'], 'data_offsets': [0, 4]}} | its header is damaged",
                "{'x': {'dtype': 'F32', 'shape': [1], 'data_offsets': [-4, 0]}} | its header is damaged",
                "{'x': {'dtype': 'F32', 'shape': [1], 'data_offsets': [4, 0]}} | its header is damaged",
                "{'x': {'dtype': 'F32', 'shape': [-1, -1], 'data_offsets': [0, 4]}} | its header is damaged",
                "{'x': {'dtype': 'F32', 'shape': [1], 'data_offsets': [4, 12]}} | x lies beyond the end of the file",
                "{'x': {'dtype': 'F32', 'shape': [3], 'data_offsets': [0, 8]}} | x, F32 of shape (3), does not lie in 8 bytes",
                "{'x': {'dtype': 'F32', 'shape': [4294967296, 4294967296], 'data_offsets': [0, 8]}} "
                        + "| x, F32 of shape (4294967296, 4294967296), does not lie in 8 bytes",
                "{'x': {'dtype': 'I64', 'shape': [1], 'data_offsets': [0, 8]}} | x is of type I64; F32, F16 and BF16 can be read",
                "{'__metadata__': {'step': {}}} | its header is damaged"
            })
    void damagedHeadersAreRefusedWithAReason(String json, String reason) throws IOException {
        byte[] text = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        write(text.length, text, new byte[8]);
        assertRefused(reason);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 1000, Integer.MAX_VALUE, Long.MAX_VALUE})
    void headerOfImpossibleLengthIsRefusedWithoutMakingRoomForIt(long length) throws IOException {
        write(length, new byte[16], new byte[0]);
        assertRefused("a header of " + length + " bytes in a file of 24");
    }

    private void write(long length, byte[] header, byte[] data) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(8 + header.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        Files.write(file, bytes.putLong(length).put(header).put(data).array());
    }

    private void assertRefused(String reason) {
        assertThatThrownBy(() -> Safetensors.read(file, manager))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith(file + " is not a readable .safetensors file: " + reason);
    }

    @Test
    void absentFileIsReported() {
        assertThatThrownBy(() -> Safetensors.read(file, manager))
                .isInstanceOf(ModelException.class)
                .hasMessage("there is no file " + file);
    }
}
