package org.brushstream.trainer.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnxruntime.OrtException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.brushstream.runtime.model.ModelCard;
import org.brushstream.trainer.Golden;
import org.brushstream.trainer.Python;
import org.brushstream.trainer.StyledGolden;
import org.brushstream.trainer.net.CompiledNet;
import org.brushstream.trainer.net.Stem;
import org.brushstream.trainer.net.TransformerNet;
import org.brushstream.trainer.net.Weights;
import org.brushstream.trainer.script.Precision;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Nets of three styles and of every stem, against what PyTorch painted. */
final class StyledExportTest {
    private static final ModelCard CARD = OnnxExportTest.CARD;

    private final NDManager manager = NDManager.newBaseManager();

    @AfterEach
    void close() {
        manager.close();
    }

    @ParameterizedTest
    @EnumSource(Stem.class)
    void onnxRuntimePaintsEveryMixAsPyTorch(Stem stem) throws OrtException {
        StyledGolden golden = new StyledGolden(stem, manager);
        ModelProto model = OnnxExport.model(golden.net(), golden.weights(), CARD);
        for (int photo = 0; photo < 2; photo++) {
            OnnxPainting painting = OnnxPainting.of(model, rgb(golden, photo), 32, 24, mix(golden, photo));

            float[] expected = golden.array("painted").get(photo).toFloatArray();
            assertThat(Golden.largestDifference(painting.chw().array(), expected))
                    .isLessThan(4e-3f); // two libraries that add up floats in different orders, on a scale of up to 560
        }
    }

    @ParameterizedTest
    @EnumSource(Stem.class)
    void foldedNetPaintsLikeTheMixItWasMadeOf(Stem stem) throws OrtException {
        StyledGolden golden = new StyledGolden(stem, manager);
        Weights folded = golden.weights().folded(golden.net(), mix(golden, 0));
        float[] expected = golden.array("painted").get(0).toFloatArray();

        ModelProto model = OnnxExport.model(golden.net().ofOneStyle(), folded, CARD);
        assertThat(model.getGraph().getInputCount()).isEqualTo(1);
        OnnxPainting painting = OnnxPainting.of(model, rgb(golden, 0), 32, 24);
        assertThat(Golden.largestDifference(painting.chw().array(), expected)).isLessThan(4e-3f); // as above
        try (CompiledNet net = new CompiledNet(golden.net().ofOneStyle(), Precision.FLOAT32)) {
            NDArray photo = golden.photos().get("0:1");
            float[] painted =
                    net.paint(photo, manager.ones(new Shape(1, 1)), folded).toFloatArray();
            assertThat(Golden.largestDifference(painted, expected)).isLessThan(4e-3f);
        }
    }

    @Test
    void foldingWithTheWrongNumberOfWeightsIsRefused() {
        StyledGolden golden = new StyledGolden(Stem.FULL, manager);
        assertThatThrownBy(() -> golden.weights().folded(golden.net(), new float[] {0.5f, 0.5f}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("3 styles need a weight for each, not 2");
    }

    private static float[] mix(StyledGolden golden, int photo) {
        return golden.styleWeights().get(photo).toFloatArray();
    }

    /** Planes of whole numbers to packed bytes. */
    private static byte[] rgb(StyledGolden golden, int photo) {
        float[] chw = golden.photos().get(photo).toFloatArray();
        byte[] rgb = new byte[chw.length];
        int plane = chw.length / 3;
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) chw[i % 3 * plane + i / 3];
        }
        return rgb;
    }

    @Test
    void stylesCostNothingThatGrowsWithThePicture() {
        StyledGolden golden = new StyledGolden(Stem.FULL, manager);
        ModelProto three = OnnxExport.model(golden.net(), golden.weights(), CARD);
        ModelProto one = OnnxExport.model(
                golden.net().ofOneStyle(), golden.weights().folded(golden.net(), new float[] {1, 0, 0}), CARD);

        // All that comes in addition are sums of the styles' vectors, two for each of the 15 norms, and the share of
        // the photo.
        assertThat(operators(three).filter(operator -> operator.equals("MatMul")))
                .hasSize(31);
        assertThat(operators(three).filter(operator -> !operator.equals("MatMul")))
                .containsExactlyElementsOf(operators(one).toList());
    }

    private static Stream<String> operators(ModelProto model) {
        return model.getGraph().getNodeList().stream().map(NodeProto::getOpType);
    }

    @ParameterizedTest
    @EnumSource(Stem.class)
    void checkerOfOnnxAcceptsEveryStem(Stem stem, @TempDir Path folder) {
        StyledGolden golden = new StyledGolden(stem, manager);
        Path file = folder.resolve("styled.onnx");
        OnnxExport.write(golden.net(), golden.weights(), CARD, file);

        String check = "import onnx, sys; m = onnx.load(sys.argv[1]); onnx.checker.check_model(m, full_check=True)";
        assertThat(Python.with("onnx").run("-c", check, file.toString())).isEmpty();
    }

    static Stream<TransformerNet> netsOfEveryKind() {
        return Stream.of(1.0 / 16, 0.25).flatMap(width -> Arrays.stream(Stem.values())
                .flatMap(stem -> Stream.of(1, 3).map(styles -> new TransformerNet(width, stem, styles))));
    }

    @ParameterizedTest
    @MethodSource("netsOfEveryKind")
    void flatGroundStaysFlatUpToItsBorders(TransformerNet net) throws OrtException {
        Weights weights = randomised(net);
        float[] mix = new float[net.styles()];
        Arrays.fill(mix, 1f / net.styles());
        ModelProto model = OnnxExport.model(net, weights, CARD);
        try (CompiledNet compiled = new CompiledNet(net, Precision.FLOAT32)) {
            for (int grey : new int[] {0, 100, 255}) {
                NDArray flat = manager.ones(new Shape(1, 3, 48, 64)).mul(grey);
                assertFlat(compiled.paint(flat, manager.create(mix, new Shape(1, mix.length)), weights)
                        .toFloatArray());

                byte[] rgb = new byte[3 * 64 * 48];
                Arrays.fill(rgb, (byte) grey);
                OnnxPainting painting = OnnxPainting.of(model, rgb, 64, 48, net.styles() == 1 ? new float[0] : mix);
                assertFlat(painting.chw().array());
                Set<Integer> colours = new HashSet<>();
                for (int i = 0; i < rgb.length; i += 3) {
                    colours.add(painting.hwc().getShort(i) << 8 | painting.hwc().get(i + 2));
                }
                assertThat(colours).hasSize(1);
            }
        }
    }

    /** Every channel the same everywhere: sums of floats in one order have one result. */
    private static void assertFlat(float[] chw) {
        int plane = chw.length / 3;
        for (int channel = 0; channel < 3; channel++) {
            float[] levels = Arrays.copyOfRange(chw, channel * plane, (channel + 1) * plane);
            float[] first = new float[plane];
            Arrays.fill(first, levels[0]);
            assertThat(Golden.largestDifference(levels, first))
                    .as("channel " + channel)
                    .isLessThan(1e-3f);
        }
    }

    /** Norms of all kinds, as they are after training. */
    private Weights randomised(TransformerNet net) {
        Weights weights = Weights.initial(net, manager, 3);
        weights.byName().forEach((name, tensor) -> {
            if (tensor.getShape().dimension() < 4) {
                tensor.addi(manager.randomUniform(-0.5f, 0.5f, tensor.getShape()));
            }
        });
        return weights;
    }
}
