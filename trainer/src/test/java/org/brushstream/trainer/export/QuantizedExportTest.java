package org.brushstream.trainer.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.infer.Device;
import org.brushstream.runtime.infer.OrtStylizer;
import org.brushstream.runtime.model.StyleModel;
import org.brushstream.trainer.Golden;
import org.brushstream.trainer.Python;
import org.brushstream.trainer.net.Norm;
import org.brushstream.trainer.net.Stem;
import org.brushstream.trainer.net.TransformerNet;
import org.brushstream.trainer.net.Weights;
import org.brushstream.trainer.picture.Pictures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Nets in bytes against the same in floats. */
final class QuantizedExportTest {
    private static final FrameSize CALIBRATING = new FrameSize(96, 64);

    private final NDManager manager = NDManager.newBaseManager();

    @AfterEach
    void close() {
        manager.close();
    }

    private static TransformerNet net(Stem stem) {
        return new TransformerNet(0.125, stem, Norm.STATIC, 1);
    }

    /** As strong as after training, with norms and biases of all kinds. */
    private Weights weights(TransformerNet net, float share) {
        manager.getEngine().setRandomSeed(7);
        Weights weights = Weights.initial(net, manager, 7);
        weights.byName().forEach((name, tensor) -> {
            if (name.equals("head.weight")) {
                tensor.muli(5); // a fresh one paints grey
            } else if (tensor.getShape().dimension() < 4) {
                tensor.addi(manager.randomUniform(-0.2f, 0.2f, tensor.getShape()));
            }
        });
        weights.get(TransformerNet.SHORTCUT).muli(0).addi(manager.create(new float[] {share, -share, share / 2}));
        return weights;
    }

    private ModelProto model(TransformerNet net, Weights weights) {
        try (Calibration calibration = new Calibration(net, weights)) {
            for (String picture : List.of("photos/a.png", "rotated.jpg")) {
                calibration.add(Pictures.readCovering(Golden.path(picture), CALIBRATING, manager));
            }
            assertThat(calibration.photos()).isEqualTo(2);
            return OnnxExport.modelInBytes(net, weights, calibration, OnnxExportTest.CARD, 0);
        }
    }

    private static Frame painted(ModelProto model, Frame photo) {
        try (OrtStylizer painter = OrtStylizer.open(StyleModel.of("tiny", "memory", model.toByteArray()), Device.CPU)) {
            return painter.apply(photo);
        }
    }

    @ParameterizedTest
    @CsvSource({"HALF, 0", "HALF, 0.25", "QUARTER, 0", "QUARTER, 0.25", "COARSE, 0", "COARSE, 0.25"})
    void bytesPaintNearlyWhatFloatsPaint(Stem stem, float share) {
        TransformerNet net = net(stem);
        Weights weights = weights(net, share);
        ModelProto model = model(net, weights);
        ModelProto floats = OnnxExport.model(net, weights, OnnxExportTest.CARD, 0);
        for (String picture : List.of("photos/b.png", "rotated.jpg", "style.png")) {
            Frame photo = Pictures.frame(Pictures.readCovering(Golden.path(picture), CALIBRATING, manager), 0);
            Frame expected = painted(floats, photo);
            Frame found = painted(model, photo);
            assertThat(deviation(expected)).as("levels that vary").isGreaterThan(15);

            // A dozen roundings to 1/255 of a range, some of which add up: 30 dB are 8 levels. Places in a wrong order
            // or
            // zeros that are none end far below; forgotten halves of levels shift the mean.
            assertThat(decibels(expected, found)).as(picture).isGreaterThan(30);
        }
    }

    private static double deviation(Frame frame) {
        ByteBuffer rgb = frame.rgb();
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < rgb.limit(); i++) {
            int value = rgb.get(i) & 0xFF;
            sum += value;
            squares += value * value;
        }
        double mean = sum / rgb.limit();
        return Math.sqrt(squares / rgb.limit() - mean * mean);
    }

    private static double decibels(Frame expected, Frame found) {
        double squares = 0;
        int bytes = expected.size().rgbBytes();
        for (int i = 0; i < bytes; i++) {
            int difference = (expected.rgb().get(i) & 0xFF) - (found.rgb().get(i) & 0xFF);
            squares += difference * difference;
        }
        return 10 * Math.log10(255.0 * 255 * bytes / squares);
    }

    @ParameterizedTest
    @EnumSource(names = {"HALF", "QUARTER", "COARSE"})
    void flatGroundStaysFlatInBytes(Stem stem) {
        int side = StyledExportTest.FLAT_SIDE;
        FrameSize size = new FrameSize(side, side);
        TransformerNet net = net(stem);
        ModelProto model = model(net, weights(net, 0.25f));
        for (int grey : new int[] {0, 100, 255}) {
            byte[] rgb = new byte[size.rgbBytes()];
            Arrays.fill(rgb, (byte) grey);
            Frame painting = painted(model, new Frame(size, 0, ByteBuffer.wrap(rgb)));
            assertThat(StyledExportTest.coloursWithin(painting.rgb(), StyledExportTest.REACH))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"36, 24", "33, 21", "16, 16"})
    void runtimePaintsFramesOfAnySize(int width, int height) {
        TransformerNet net = net(Stem.QUARTER);
        FrameSize size = new FrameSize(width, height);
        Frame photo = new Frame(size, 40_000, ByteBuffer.wrap(new byte[size.rgbBytes()]));
        Frame painting = painted(model(net, weights(net, 0.25f)), photo);
        assertThat(painting.size()).isEqualTo(size);
        assertThat(painting.timestampMicros()).isEqualTo(40_000);
    }

    @ParameterizedTest
    @EnumSource(names = {"HALF", "QUARTER", "COARSE"})
    void checkerOfOnnxAcceptsNetsInBytes(Stem stem, @TempDir Path folder) {
        TransformerNet net = net(stem);
        Weights weights = weights(net, 0.25f);
        Path file = folder.resolve("bytes.onnx");
        try (Calibration calibration = new Calibration(net, weights)) {
            calibration.add(Pictures.readCovering(Golden.path("style.png"), CALIBRATING, manager));
            OnnxExport.writeBytes(net, weights, calibration, OnnxExportTest.CARD, file);
        }
        String check = "import onnx, sys; m = onnx.load(sys.argv[1]); onnx.checker.check_model(m, full_check=True)";
        assertThat(Python.with("onnx").run("-c", check, file.toString())).isEmpty();
    }

    @Test
    void everyMapBetweenTwoOperatorsIsOfBytes() {
        TransformerNet net = net(Stem.HALF);
        List<NodeProto> nodes = model(net, weights(net, 0.25f)).getGraph().getNodeList();
        List<String> quantized = nodes.stream()
                .filter(node -> node.getOpType().equals("QuantizeLinear"))
                .map(node -> node.getInput(0))
                .toList();
        // 14 convolutions, that of the shortcut, 5 sums and the last: nothing calculates whose result is not quantized.
        assertThat(nodes.stream()
                        .filter(node -> List.of("Conv", "Add").contains(node.getOpType()))
                        .map(node -> node.getOutput(0)))
                .hasSize(21)
                .containsExactlyElementsOf(quantized);
        assertThat(nodes.stream().map(NodeProto::getOpType)).doesNotContain("Cast", "Clip", "Mul", "Relu");
    }

    @Test
    void netsThatHaveNoFormInBytesAreRefused() {
        assertThatThrownBy(() -> OnnxExport.requireBytes(new TransformerNet(0.5, Stem.HALF, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("int8 is for nets with static norm");
        assertThatThrownBy(() -> OnnxExport.requireBytes(new TransformerNet(0.5, Stem.FULL, Norm.STATIC, 1)))
                .hasMessageContaining("int8 is for the stems half, quarter and coarse");
        assertThatThrownBy(() -> OnnxExport.requireBytes(new TransformerNet(0.5, Stem.COARSE, Norm.STATIC, 3)))
                .hasMessage("int8 is for one style, this net knows 3");
    }

    @Test
    void mapThatNoPhotographWentThroughIsReported() {
        TransformerNet net = net(Stem.COARSE);
        Weights weights = weights(net, 0);
        try (Calibration calibration = new Calibration(net, weights)) {
            assertThatThrownBy(() -> OnnxExport.modelInBytes(net, weights, calibration, OnnxExportTest.CARD, 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("nothing was seen of stem on 0 photographs");
        }
    }
}
