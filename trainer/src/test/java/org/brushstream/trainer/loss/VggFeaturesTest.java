package org.brushstream.trainer.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.data.Percentage;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.trainer.Golden;
import org.brushstream.trainer.Shared;
import org.brushstream.trainer.WholeVgg;
import org.brushstream.trainer.picture.Pictures;
import org.brushstream.trainer.script.Precision;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class VggFeaturesTest {
    private final NDManager manager = NDManager.newBaseManager();
    private final Path folder;

    VggFeaturesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void everyLayerOfTheRealNetHasTheFiguresThatNumpyFound() throws IOException {
        Path weights = Shared.require("vgg/vgg19-features.safetensors");
        JsonObject golden = JsonParser.parseString(Files.readString(Shared.require("vgg/golden-activations.json")))
                .getAsJsonObject()
                .getAsJsonObject("layers");
        try (VggFeatures vgg = VggFeatures.open(weights, Precision.FLOAT32, manager)) {
            Map<String, NDArray> seen = vgg.of(formulaPicture(), vgg.net().layers());
            assertThat(seen.keySet()).containsExactlyElementsOf(golden.keySet());
            seen.forEach((layer, features) -> requireSame(layer, features, golden.getAsJsonObject(layer)));
        }
    }

    private static void requireSame(String layer, NDArray features, JsonObject expected) {
        // Sixteen layers of float sums in another order than numpy's.
        Percentage close = Percentage.withPercentage(0.02);
        JsonArray shape = expected.getAsJsonArray("shape");
        long channels = shape.get(0).getAsLong();
        assertThat(features.getShape())
                .as(layer)
                .isEqualTo(new Shape(
                        1, channels, shape.get(1).getAsLong(), shape.get(2).getAsLong()));
        double mean = features.mean().getFloat();
        double deviation = Math.sqrt(features.sub((float) mean).square().mean().getFloat());
        assertThat(mean).as(layer + " mean").isCloseTo(expected.get("mean").getAsDouble(), close);
        assertThat(deviation)
                .as(layer + " deviation")
                .isCloseTo(expected.get("std").getAsDouble(), close);
        JsonArray corner = expected.getAsJsonArray("first_channels_at_row1_col1");
        for (int channel = 0; channel < corner.size(); channel++) {
            assertThat((double) features.getFloat(0, channel, 1, 1))
                    .as("%s channel %d at row 1, column 1", layer, channel)
                    .isCloseTo(corner.get(channel).getAsDouble(), within(2e-4 * deviation));
        }
        NDArray gram = Gram.matrix(features);
        double trace = 0;
        for (long channel = 0; channel < channels; channel++) {
            trace += gram.getFloat(0, channel, channel);
        }
        assertThat((double) gram.getFloat(0, 0, 0))
                .as(layer + " first entry of the Gram matrix")
                .isCloseTo(expected.get("gram_0_0").getAsDouble(), Percentage.withPercentage(0.1));
        assertThat(trace)
                .as(layer + " trace of the Gram matrix")
                .isCloseTo(expected.get("gram_trace").getAsDouble(), close);
        assertThat(Math.sqrt(gram.square().sum().getFloat()))
                .as(layer + " norm of the Gram matrix")
                .isCloseTo(expected.get("gram_frobenius").getAsDouble(), close);
    }

    /** 64x64: R = 3x + y, G = 5x + 7y, B = xy, each modulo 256. */
    private NDArray formulaPicture() {
        float[] chw = new float[3 * 64 * 64];
        for (int y = 0; y < 64; y++) {
            for (int x = 0; x < 64; x++) {
                chw[64 * y + x] = (3 * x + y) % 256;
                chw[64 * 64 + 64 * y + x] = (5 * x + 7 * y) % 256;
                chw[2 * 64 * 64 + 64 * y + x] = (x * y) % 256;
            }
        }
        return manager.create(chw, new Shape(1, 3, 64, 64));
    }

    @Test
    void averagePoolingIsThatOfPlainPyTorch() {
        Map<String, NDArray> golden = Golden.arrays("perceptual.npz", manager);
        NDArray photos = NDArrays.concat(new NDList(
                Pictures.read(Golden.path("photos/a.png"), 32, manager),
                Pictures.read(Golden.path("photos/b.png"), 32, manager)));
        try (VggFeatures smooth =
                VggFeatures.open(Golden.path("tiny_vgg.safetensors"), Pooling.AVERAGE, Precision.FLOAT32, manager)) {
            NDArray seen =
                    Objects.requireNonNull(smooth.of(photos, List.of("relu3_1")).get("relu3_1"));
            NDArray expected = Golden.array(golden, "averaged"); // around 12
            assertThat(Golden.largestDifference(seen.toFloatArray(), expected.toFloatArray()))
                    .isLessThan(1e-3f);
        }
    }

    @Test
    void seesNearlyTheSameInSixteenBits() {
        Path weights = Golden.path("tiny_vgg.safetensors");
        try (VggFeatures plain = VggFeatures.open(weights, Precision.FLOAT32, manager);
                VggFeatures fast = VggFeatures.open(weights, Precision.BFLOAT16, manager)) {
            for (String layer : new String[] {"relu1_2", "relu4_3", "relu5_4"}) {
                NDArray expected = only(plain, layer);
                double error = only(fast, layer).sub(expected).square().mean().getFloat();
                // Eight bits of mantissa: 0.2 % a value, growing over the layers.
                assertThat(Math.sqrt(error / expected.square().mean().getFloat()))
                        .as(layer)
                        .isBetween(1e-5, 0.03);
            }
        }
    }

    @Test
    void everyLayerOfVgg16IsThatOfPlainPyTorch() {
        Map<String, NDArray> golden = Golden.arrays("tiny_vgg16.npz", manager);
        try (VggFeatures vgg = VggFeatures.open(Golden.path("tiny_vgg16.safetensors"), Precision.FLOAT32, manager)) {
            assertThat(vgg.net()).isEqualTo(Vgg.VGG16);
            Map<String, NDArray> seen =
                    vgg.of(Pictures.read(Golden.path("photos/a.png"), 32, manager), Vgg.VGG16.layers());
            assertThat(seen.keySet()).containsExactlyElementsOf(golden.keySet());
            seen.forEach((layer, features) -> {
                NDArray expected = Golden.array(golden, layer);
                assertThat(features.getShape()).as(layer).isEqualTo(expected.getShape());
                // Thirteen layers of float sums in another order; the largest values are around 1000.
                assertThat(Golden.largestDifference(features.toFloatArray(), expected.toFloatArray()))
                        .as(layer)
                        .isLessThan(1e-6f * expected.max().getFloat() * 10);
            });
        }
    }

    @Test
    void layersOfTheOtherNetAreRefusedByName() {
        try (VggFeatures vgg = VggFeatures.open(Golden.path("tiny_vgg16.safetensors"), Precision.FLOAT32, manager)) {
            assertThatThrownBy(() -> vgg.of(formulaPicture(), List.of("relu3_4")))
                    .isInstanceOf(ModelException.class)
                    .hasMessage(
                            "VGG-16 has no layer relu3_4; its layers are relu1_1, relu1_2, relu2_1, relu2_2, relu3_1,"
                                    + " relu3_2, relu3_3, relu4_1, relu4_2, relu4_3, relu5_1, relu5_2, relu5_3");
        }
    }

    private NDArray only(VggFeatures vgg, String layer) {
        return Objects.requireNonNull(vgg.of(formulaPicture(), List.of(layer)).get(layer), layer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "no weights at all\n",
                "<!DOCTYPE html><html><head><title>404</title>",
                "\0\0\0\0\0\0\0\0\0"
            })
    void textIsNoWeights(String text) throws IOException {
        assertNoWeights(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 9, 100, 1000, 3000, 10_000, 20_000})
    void cutOffFileIsNoWeightsWhereverTheCutIs(int length) throws IOException {
        byte[] whole = Files.readAllBytes(Golden.path("tiny_vgg.safetensors"));
        assertNoWeights(Arrays.copyOf(whole, Math.min(length, whole.length - 1)));
    }

    @Test
    void headerOfImpossibleLengthIsNoWeights() throws IOException {
        byte[] whole = Files.readAllBytes(Golden.path("tiny_vgg.safetensors"));
        whole[3] = 0x7f; // the length of the header: 2 GB
        assertNoWeights(whole);
        whole[7] = (byte) 0x80; // and negative
        assertNoWeights(whole);
    }

    private void assertNoWeights(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("vgg.safetensors"), bytes);
        assertThatThrownBy(() -> VggFeatures.open(file, Precision.FLOAT32, manager))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("fetch it again");
    }

    @Test
    void otherTensorsAreNoVgg() throws IOException {
        String header = "{\"other\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}";
        Path file = folder.resolve("other.safetensors");
        Files.writeString(file, (char) header.length() + "\0\0\0\0\0\0\0" + header + "data");
        assertThatThrownBy(() -> VggFeatures.open(file, Precision.FLOAT32, manager))
                .isInstanceOf(ModelException.class)
                .hasMessage(
                        file + " does not hold VGG-19: features.0.weight should be {any, 3, 3, 3} but is absent; give"
                                + " torchvision's vgg19 or vgg16 with --vgg");
    }

    @Test
    void tensorOfAnotherShapeIsNamedWithWhatWasExpectedAndFound() throws IOException {
        WholeVgg.Stored wrong = new WholeVgg.Stored("F32", "[8,7,3,3]", ByteBuffer.allocate(2016));
        Path file = folder.resolve("wrong.safetensors");
        Files.write(
                file,
                WholeVgg.of("tiny_vgg16.safetensors")
                        .with("features.5.weight", wrong)
                        .bytes());
        assertThatThrownBy(() -> VggFeatures.open(file, Precision.FLOAT32, manager))
                .isInstanceOf(ModelException.class)
                .hasMessage(
                        file + " does not hold VGG-16: features.5.weight should be {any, 6, 3, 3} but is {8, 7, 3, 3};"
                                + " give torchvision's vgg19 or vgg16 with --vgg");
    }

    @Test
    void absentFileIsReportedWithTheOption() {
        assertThatThrownBy(() -> VggFeatures.open(folder.resolve("none"), Precision.FLOAT32, manager))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("no VGG weights at " + folder.resolve("none"))
                .hasMessageContaining("--vgg");
    }
}
