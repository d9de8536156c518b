package org.brushstream.trainer.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.brushstream.trainer.Shared;
import org.brushstream.trainer.loss.Vgg;
import org.brushstream.trainer.loss.VggHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class InspectionTest {
    private static final List<String> FINGERPRINTED = List.of(
            "features.0.weight",
            "features.2.weight",
            "features.5.weight",
            "features.7.weight",
            "features.10.weight",
            "features.12.weight",
            "features.14.weight",
            "features.16.weight");

    private static VggHeader.Tensor tensor(String name, String type, int values, int bytes) {
        return new VggHeader.Tensor(name, type, List.of((long) values), 0, (long) values * bytes);
    }

    private static byte[] stored(float... values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            buffer.putFloat(value);
        }
        return buffer.array();
    }

    /** The real net in 32 bits, whose shallow layers hold what 16 bits can. */
    private static Inspection lookAtRealNet(Map<String, Float> firstValues) throws IOException {
        Inspection inspection = Inspection.of(Vgg.VGG19);
        try (NDManager manager = NDManager.newBaseManager();
                InputStream in = Files.newInputStream(Shared.require("vgg/vgg19-features.safetensors"))) {
            for (NDArray array : NDList.decode(manager, in)) {
                if (FINGERPRINTED.contains(array.getName())) {
                    float[] values = array.toType(DataType.FLOAT32, true).toFloatArray();
                    Float changed = firstValues.get(array.getName());
                    if (changed != null) {
                        values[0] = changed;
                    }
                    assertThat(inspection.look(tensor(array.getName(), "F32", values.length, 4), stored(values)))
                            .isEmpty();
                }
            }
        }
        return inspection;
    }

    @Test
    void oxfordsWeightsAreKnownAgain() throws IOException {
        Inspection inspection = lookAtRealNet(Map.of());
        assertThat(inspection.verdict()).isEmpty();
        assertThat(inspection.isOxford()).isTrue();
    }

    @Test
    void netOfWhichOneLayerIsAnotherIsNotUsed() throws IOException {
        Inspection inspection = lookAtRealNet(Map.of("features.12.weight", 0.5f));
        assertThat(inspection.verdict()).hasValueSatisfying(problem -> assertThat(problem)
                .startsWith("features.12.weight differs from Oxford's original VGG-19"));
    }

    @Test
    void oxfordsNetForPicturesOfAnotherFormIsNotUsed() throws IOException {
        // As in the original file: BGR, 0..255.
        Inspection inspection = lookAtRealNet(Map.of("features.0.weight", 0.3412f));
        assertThat(inspection.verdict())
                .hasValueSatisfying(problem -> assertThat(problem).contains("reads pictures in another form"));
    }

    @Test
    void valuesOfAnotherTrainingAreFineButNotOxfords() {
        Inspection inspection = Inspection.of(Vgg.VGG19);
        for (String name : FINGERPRINTED) {
            assertThat(inspection.look(tensor(name, "F32", 2, 4), stored(1, 2))).isEmpty();
        }
        assertThat(inspection.verdict()).isEmpty();
        assertThat(inspection.isOxford()).isFalse();
    }

    @Test
    void nothingIsKnownOfVgg16() {
        Inspection inspection = Inspection.of(Vgg.VGG16);
        assertThat(inspection.look(tensor("features.2.weight", "F32", 2, 4), stored(1, 2)))
                .isEmpty();
        assertThat(inspection.verdict()).isEmpty();
        assertThat(inspection.isOxford()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void valuesThatAreNoNumbersAreNamed(float wrong) {
        float[] values = {1, -Float.MAX_VALUE, wrong};
        assertThat(Inspection.of(Vgg.VGG19).look(tensor("features.5.bias", "F32", 3, 4), stored(values)))
                .contains("value 2 of features.5.bias is not a finite number");
    }

    @Test
    void valuesOfSixteenBitsAreLookedAtAsSuch() {
        byte[] values = {0, 0x3c, (byte) 0xff, 0x7b, 0, 0x7c}; // 1, 65504, infinity
        Inspection inspection = Inspection.of(Vgg.VGG19);
        assertThat(inspection.look(tensor("features.5.bias", "F16", 2, 2), Arrays.copyOf(values, 4)))
                .isEmpty();
        assertThat(inspection.look(tensor("features.5.bias", "F16", 3, 2), values))
                .contains("value 2 of features.5.bias is not a finite number");
    }
}
