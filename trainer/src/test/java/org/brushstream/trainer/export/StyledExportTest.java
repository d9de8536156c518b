package org.brushstream.trainer.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
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
import org.brushstream.trainer.net.Norm;
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

    /** How far a net sees in pixels: at a quarter of the size ten convolutions of 3 x 3, and those of stem and head. */
    static final int REACH = 64;

    /**
     * In levels. Places of a block sum the same numbers up in different orders, which is 1e-7 of the sum; on flat ground, which
     * has no variance, instance norm makes that 316 times as much.
     */
    private static final float FLAT = 0.01f;

    /** Side of a picture with something within that. */
    static final int FLAT_SIDE = 2 * REACH + 16;

    private final NDManager manager = NDManager.newBaseManager();

    @AfterEach
    void close() {
        manager.close();
    }

    @ParameterizedTest
    @MethodSource("org.brushstream.trainer.StyledGolden#kinds")
    void onnxRuntimePaintsEveryMixAsPyTorch(Stem stem, Norm norm) throws OrtException {
        StyledGolden golden = new StyledGolden(stem, norm, manager);
        ModelProto model = OnnxExport.model(golden.net(), golden.weights(), CARD, 0);
        for (int photo = 0; photo < 2; photo++) {
            OnnxPainting painting = OnnxPainting.of(model, rgb(golden, photo), 32, 24, mix(golden, photo));

            float[] expected = golden.array("painted").get(photo).toFloatArray();
            assertThat(Golden.largestDifference(painting.chw().array(), expected))
                    .isLessThan(golden.tolerance());
        }
    }

    @ParameterizedTest
    @MethodSource("org.brushstream.trainer.StyledGolden#kinds")
    void foldedNetPaintsLikeTheMixItWasMadeOf(Stem stem, Norm norm) throws OrtException {
        StyledGolden golden = new StyledGolden(stem, norm, manager);
        Weights folded = golden.weights().folded(golden.net(), mix(golden, 0));
        float[] expected = golden.array("painted").get(0).toFloatArray();

        ModelProto model = OnnxExport.model(golden.net().ofOneStyle(), folded, CARD, 0);
        assertThat(model.getGraph().getInputCount()).isEqualTo(1);
        OnnxPainting painting = OnnxPainting.of(model, rgb(golden, 0), 32, 24);
        assertThat(Golden.largestDifference(painting.chw().array(), expected)).isLessThan(golden.tolerance());
        try (CompiledNet net = new CompiledNet(golden.net().ofOneStyle(), Precision.FLOAT32)) {
            NDArray photo = golden.photos().get("0:1");
            float[] painted =
                    net.paint(photo, manager.ones(new Shape(1, 1)), folded).toFloatArray();
            assertThat(Golden.largestDifference(painted, expected)).isLessThan(golden.tolerance());
        }
    }

    @Test
    void foldingWithTheWrongNumberOfWeightsIsRefused() {
        StyledGolden golden = new StyledGolden(Stem.FULL, Norm.INSTANCE, manager);
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
        StyledGolden golden = new StyledGolden(Stem.FULL, Norm.INSTANCE, manager);
        ModelProto three = OnnxExport.model(golden.net(), golden.weights(), CARD, 0);
        ModelProto one = OnnxExport.model(
                golden.net().ofOneStyle(), golden.weights().folded(golden.net(), new float[] {1, 0, 0}), CARD, 0);

        // All that comes in addition are sums of the styles' vectors, two for each of the 15 norms, and the share of
        // the photo.
        assertThat(operators(three).filter(operator -> operator.equals("MatMul")))
                .hasSize(31);
        assertThat(operators(three).filter(operator -> !operator.equals("MatMul")))
                .containsExactlyElementsOf(operators(one).toList());
    }

    @ParameterizedTest
    @EnumSource
    void staticNormOfOneStyleFoldsIntoTheConvolutions(Stem stem) {
        StyledGolden golden = new StyledGolden(stem, Norm.STATIC, manager);
        ModelProto folded = OnnxExport.model(
                golden.net().ofOneStyle(), golden.weights().folded(golden.net(), new float[] {1, 0, 0}), CARD, 0);
        int scalings = stem == Stem.FULL ? 2 : 0; // of photo and painting; that it paints the same is tested above
        assertThat(operators(folded).filter(operator -> operator.equals("Mul"))).hasSize(1 + scalings); // the shortcut
        assertThat(operators(folded).filter(operator -> operator.equals("Add")))
                .hasSize(5 + 1 + 3); // residual sums, shortcut; photo, painting and rounding

        ModelProto unfolded = OnnxExport.model(golden.net(), golden.weights(), CARD, 0);
        int norms = golden.net().convolutions().size() - 1;
        assertThat(operators(unfolded).filter(operator -> operator.equals("Mul")))
                .hasSize(1 + scalings + norms);
    }

    @Test
    void mirroredFrameIsPaintedAndCutOff() throws OrtException {
        StyledGolden golden = new StyledGolden(Stem.QUARTER, Norm.STATIC, manager);
        int frame = 8;
        byte[] photo = rgb(golden, 0);
        byte[] larger = new byte[3 * (32 + 2 * frame) * (24 + 2 * frame)];
        for (int i = 0; i < larger.length; i++) {
            int x = mirrored(i / 3 % (32 + 2 * frame) - frame, 32);
            int y = mirrored(i / 3 / (32 + 2 * frame) - frame, 24);
            larger[i] = photo[3 * (y * 32 + x) + i % 3];
        }
        float[] mix = mix(golden, 0);
        ModelProto plain = OnnxExport.model(golden.net(), golden.weights(), CARD, 0);
        ModelProto framed = OnnxExport.model(golden.net(), golden.weights(), CARD, frame);
        ByteBuffer expected = OnnxPainting.of(plain, larger, 32 + 2 * frame, 24 + 2 * frame, mix)
                .hwc();
        ByteBuffer found = OnnxPainting.of(framed, photo, 32, 24, mix).hwc();

        for (int i = 0; i < photo.length; i++) {
            int inLarger = 3 * ((i / 3 / 32 + frame) * (32 + 2 * frame) + i / 3 % 32 + frame) + i % 3;
            assertThat(found.get(i)).isEqualTo(expected.get(inLarger));
        }
    }

    /** The edge itself not repeated. */
    private static int mirrored(int place, int length) {
        return place < 0 ? -place : place >= length ? 2 * (length - 1) - place : place;
    }

    private static Stream<String> operators(ModelProto model) {
        return model.getGraph().getNodeList().stream().map(NodeProto::getOpType);
    }

    @ParameterizedTest
    @MethodSource("org.brushstream.trainer.StyledGolden#kinds")
    void checkerOfOnnxAcceptsEveryStem(Stem stem, Norm norm, @TempDir Path folder) {
        StyledGolden golden = new StyledGolden(stem, norm, manager);
        Path file = folder.resolve("styled.onnx");
        OnnxExport.write(golden.net(), golden.weights(), CARD, file);

        String check = "import onnx, sys; m = onnx.load(sys.argv[1]); onnx.checker.check_model(m, full_check=True)";
        assertThat(Python.with("onnx").run("-c", check, file.toString())).isEmpty();
    }

    static Stream<TransformerNet> netsOfEveryKind() {
        return Stream.of(1.0 / 16, 0.25).flatMap(width -> Arrays.stream(Stem.values())
                .flatMap(stem -> Arrays.stream(Norm.values()).flatMap(norm -> Stream.of(1, 3)
                        .map(styles -> new TransformerNet(width, stem, norm, styles)))));
    }

    @ParameterizedTest
    @MethodSource("netsOfEveryKind")
    void flatGroundStaysFlat(TransformerNet net) throws OrtException {
        Weights weights = randomised(net);
        float[] mix = new float[net.styles()];
        Arrays.fill(mix, 1f / net.styles());
        int border = net.norm() == Norm.STATIC ? REACH : 0; // zeros beyond the edges are not what lies within
        ModelProto model = OnnxExport.model(net, weights, CARD, 0);
        try (CompiledNet compiled = new CompiledNet(net, Precision.FLOAT32)) {
            for (int grey : new int[] {0, 100, 255}) {
                NDArray flat =
                        manager.ones(new Shape(1, 3, FLAT_SIDE, FLAT_SIDE)).mul(grey);
                assertFlat(
                        compiled.paint(flat, manager.create(mix, new Shape(1, mix.length)), weights)
                                .toFloatArray(),
                        border);

                byte[] rgb = new byte[3 * FLAT_SIDE * FLAT_SIDE];
                Arrays.fill(rgb, (byte) grey);
                OnnxPainting painting =
                        OnnxPainting.of(model, rgb, FLAT_SIDE, FLAT_SIDE, net.styles() == 1 ? new float[0] : mix);
                assertFlat(painting.chw().array(), border);
                if (!isOnTheBrink(painting.chw().array())) {
                    assertThat(coloursWithin(painting.hwc(), border)).hasSize(1);
                }
            }
        }
    }

    /** Whether what floats of flat ground differ by could make one level of some of them and the next of others. */
    private static boolean isOnTheBrink(float[] chw) {
        for (int channel = 0; channel < 3; channel++) {
            float middle = chw[(channel * FLAT_SIDE + FLAT_SIDE / 2) * FLAT_SIDE + FLAT_SIDE / 2];
            if (Math.abs(middle - Math.floor(middle) - 0.5) < FLAT) {
                return true;
            }
        }
        return false;
    }

    /** Every channel the same everywhere within a border. */
    private static void assertFlat(float[] chw, int border) {
        for (int channel = 0; channel < 3; channel++) {
            float first = chw[(channel * FLAT_SIDE + border) * FLAT_SIDE + border];
            float largest = 0;
            for (int y = border; y < FLAT_SIDE - border; y++) {
                for (int x = border; x < FLAT_SIDE - border; x++) {
                    largest = Math.max(largest, Math.abs(chw[(channel * FLAT_SIDE + y) * FLAT_SIDE + x] - first));
                }
            }
            assertThat(largest).as("channel " + channel).isLessThan(FLAT);
        }
    }

    /** Those of a square of packed bytes, without its border. */
    static Set<Integer> coloursWithin(ByteBuffer hwc, int border) {
        Set<Integer> colours = new HashSet<>();
        for (int y = border; y < FLAT_SIDE - border; y++) {
            for (int x = border; x < FLAT_SIDE - border; x++) {
                int pixel = 3 * (y * FLAT_SIDE + x);
                int red = hwc.get(pixel) & 0xFF;
                colours.add((red << 16) | (hwc.getShort(pixel + 1) & 0xFFFF));
            }
        }
        return colours;
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
