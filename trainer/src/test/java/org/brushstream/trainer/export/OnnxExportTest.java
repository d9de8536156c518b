package org.brushstream.trainer.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.infer.Device;
import org.brushstream.runtime.infer.OrtStylizer;
import org.brushstream.runtime.model.InputRange;
import org.brushstream.runtime.model.ModelCard;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.runtime.model.StyleModel;
import org.brushstream.trainer.Golden;
import org.brushstream.trainer.Python;
import org.brushstream.trainer.net.CompiledNet;
import org.brushstream.trainer.net.TransformerNet;
import org.brushstream.trainer.net.Weights;
import org.brushstream.trainer.script.Precision;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OnnxExportTest {
    private static final TransformerNet NET = new TransformerNet(1.0 / 16);
    static final ModelCard CARD = new ModelCard(
            "tiny",
            "Noise, nobody, 2026",
            "public domain",
            NET.description(),
            "random weights",
            "none",
            "none",
            "Apache-2.0",
            TransformerNet.SIZE_MULTIPLE,
            InputRange.ZERO_TO_255);

    private final NDManager manager = NDManager.newBaseManager();
    // Random norms and biases too, so that forgetting one would show.
    private final Weights weights = Weights.of(NET, Golden.arrays("transformer_net.npz", manager));
    private final ModelProto model = OnnxExport.model(NET, weights, CARD, 0);
    private final Path folder;

    OnnxExportTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @ParameterizedTest
    @CsvSource({"64, 48", "60, 52"})
    void paintsInOnnxRuntimeAsInLibtorch(int width, int height) throws OrtException {
        byte[] rgb = new byte[3 * width * height];
        new Random(width).nextBytes(rgb);
        float[] expected = libtorch(rgb, width, height);
        OnnxPainting painted = OnnxPainting.of(model, rgb, width, height);
        int plane = width * height;

        // Two libraries that add up floats in different orders, on a scale of 0..255.
        assertThat(expected).hasSize(3 * plane);
        assertThat(Golden.largestDifference(painted.chw().array(), expected)).isLessThan(1e-3f);
        assertThat(painted.hwc().remaining()).isEqualTo(3 * plane);
        int between = 0;
        for (int pixel = 0; pixel < plane; pixel++) {
            for (int channel = 0; channel < 3; channel++) {
                float value = expected[channel * plane + pixel];
                int rounded = Math.max(0, Math.min(255, Math.round(value))); // half up
                int found = painted.hwc().get(3 * pixel + channel) & 0xFF;
                boolean tie = Math.abs(value - Math.floor(value) - 0.5) < 1e-3;
                assertThat(found)
                        .as("pixel %d channel %d of %s", pixel, channel, value)
                        .isBetween(rounded - (tie ? 1 : 0), rounded + (tie ? 1 : 0));
                between += value > 1 && value < 254 ? 1 : 0;
            }
        }
        assertThat(between).as("values that are not clamped").isGreaterThan(plane);
    }

    /** {1, 3, H, W}, flat. */
    private float[] libtorch(byte[] rgb, int width, int height) {
        int plane = width * height;
        float[] chw = new float[rgb.length];
        for (int i = 0; i < rgb.length; i++) {
            chw[i % 3 * plane + i / 3] = rgb[i] & 0xFF;
        }
        try (CompiledNet net = new CompiledNet(NET, Precision.FLOAT32)) {
            return net.paint(
                            manager.create(chw, new Shape(1, 3, height, width)), manager.ones(new Shape(1, 1)), weights)
                    .toFloatArray();
        }
    }

    @ParameterizedTest
    @CsvSource({"36, 24", "33, 21"})
    void runtimePaintsFramesWithAFreshModel(int width, int height) {
        FrameSize size = new FrameSize(width, height);
        byte[] rgb = new byte[size.rgbBytes()];
        new Random(3).nextBytes(rgb);
        StyleModel fresh = StyleModel.of("tiny", "memory", model.toByteArray());

        try (OrtStylizer stylizer = OrtStylizer.open(fresh, Device.CPU)) {
            Frame painted = stylizer.apply(new Frame(size, 40_000, ByteBuffer.wrap(rgb)));
            assertThat(painted.size()).isEqualTo(size);
            assertThat(painted.timestampMicros()).isEqualTo(40_000);
            if (width % TransformerNet.SIZE_MULTIPLE == 0) { // others get a border that libtorch does not see
                float[] expected = libtorch(rgb, width, height);
                for (int i = 0; i < rgb.length; i++) {
                    float value = Math.max(0, Math.min(255, expected[i % 3 * size.pixels() + i / 3]));
                    assertThat((float) (painted.rgb().get(i) & 0xFF)).isCloseTo(value, within(0.502f));
                }
            }
        }
    }

    @Test
    void cardTravelsInTheModel() {
        Map<String, String> metadata = model.getMetadataPropsList().stream()
                .collect(Collectors.toMap(StringStringEntryProto::getKey, StringStringEntryProto::getValue));
        assertThat(ModelCard.fromMetadata(metadata)).isEqualTo(CARD);
    }

    @Test
    void writesTheModelAndNothingElseAndReplacesAnOlderOne() throws IOException {
        Path file = Files.writeString(folder.resolve("tiny.onnx"), "an older model");
        OnnxExport.write(NET, weights, CARD, file);

        assertThat(ModelProto.parseFrom(Files.readAllBytes(file))).isEqualTo(model);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void folderThatDoesNotExistIsReported() {
        Path file = folder.resolve("none/tiny.onnx");
        assertThatThrownBy(() -> OnnxExport.write(NET, weights, CARD, file))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("the model " + file + " cannot be written");
    }

    @Test
    void checkerOfOnnxAcceptsTheModel() {
        Path file = folder.resolve("tiny.onnx");
        OnnxExport.write(NET, weights, CARD, file);

        String check = "import onnx, sys; m = onnx.load(sys.argv[1]); onnx.checker.check_model(m, full_check=True)";
        assertThat(Python.with("onnx").run("-c", check, file.toString())).isEmpty();
    }
}
