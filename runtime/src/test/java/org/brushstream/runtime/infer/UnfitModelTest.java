package org.brushstream.runtime.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.brushstream.runtime.model.TinyOnnx.DYNAMIC;
import static org.brushstream.runtime.model.TinyOnnx.FLOAT;
import static org.brushstream.runtime.model.TinyOnnx.UINT8;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import java.nio.ByteBuffer;
import java.util.List;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.model.CardStyle;
import org.brushstream.runtime.model.InputRange;
import org.brushstream.runtime.model.ModelCard;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.runtime.model.StyleModel;
import org.brushstream.runtime.model.TinyGallery;
import org.brushstream.runtime.model.TinyOnnx;
import org.junit.jupiter.api.Test;

/** What is not painted with, and what is said then. */
final class UnfitModelTest {
    private static final int FLOAT16 = 10; // of onnx.proto's DataType

    @Test
    void wrongChannelsAreShown() {
        assertRefused(ports(FLOAT, 1, 1, 28, 28), "takes float32 {1, 1, 28, 28} and gives float32 {1, 1, 28, 28};");
        assertRefused(ports(UINT8, 1, DYNAMIC, DYNAMIC, 4), "takes uint8 {1, ?, ?, 4}");
    }

    @Test
    void wrongRankIsShown() {
        assertRefused(ports(FLOAT, 3, 224, 224), "takes float32 {3, 224, 224}");
    }

    @Test
    void layoutsNobodyHereUnderstandsAreShown() {
        assertRefused(ports(FLOAT, 1, 224, 224, 3), "takes float32 {1, 224, 224, 3}");
        assertRefused(ports(UINT8, 1, 3, 224, 224), "takes uint8 {1, 3, 224, 224}");
        assertRefused(ports(FLOAT16, 1, 3, 224, 224), "takes float16 {1, 3, 224, 224}");
        assertRefused(ports(FLOAT, 8, 3, 224, 224), "takes float32 {8, 3, 224, 224}");
    }

    @Test
    void classifierIsNoStyleNet() {
        byte[] classifier = new TinyOnnx()
                .input("input", FLOAT, 1, 3, 4, 4)
                .output("output", FLOAT, 1, 48)
                .node("Flatten", List.of("input"), "output")
                .build();

        assertRefused(classifier, "gives float32 {1, 48}; a style net takes and gives");
    }

    @Test
    void twoInputsOrTwoOutputsAreNamed() {
        TinyOnnx two = TinyOnnx.floats(DYNAMIC, DYNAMIC).input("style", FLOAT, 1, 3, DYNAMIC, DYNAMIC);
        assertRefused(two.node("Add", List.of("input", "style"), "output").build(), "has 2 inputs [input, style]");

        TinyOnnx twins = TinyOnnx.floats(DYNAMIC, DYNAMIC).output("mask", FLOAT, 1, 3, DYNAMIC, DYNAMIC);
        assertRefused(
                twins.node("Identity", List.of("input"), "output")
                        .node("Identity", List.of("input"), "mask")
                        .build(),
                "has 2 outputs [output, mask]");
    }

    @Test
    void styleWeightsThatAreNotOneNumberAStyleAreShown() {
        for (int[] shape : new int[][] {{DYNAMIC}, {1, 3}, {1}, {}}) {
            TinyOnnx net = TinyOnnx.floats(DYNAMIC, DYNAMIC).input("style_weights", FLOAT, shape);
            assertRefused(
                    net.node("Identity", List.of("input"), "output").build(),
                    " as 'style_weights'; a net of several styles takes float32 {number of styles}");
        }
        TinyOnnx bytes = TinyOnnx.floats(DYNAMIC, DYNAMIC).input("style_weights", UINT8, 3);
        assertRefused(bytes.node("Identity", List.of("input"), "output").build(), "takes uint8 {3} as 'style_weights'");
    }

    @Test
    void styleWeightsBesideAThirdInputOrWithoutAPictureAreNotUnderstood() {
        TinyOnnx three = TinyOnnx.floats(DYNAMIC, DYNAMIC)
                .input("style_weights", FLOAT, 2)
                .input("noise", FLOAT, 1);
        assertRefused(
                three.node("Identity", List.of("input"), "output").build(),
                "has 3 inputs [input, style_weights, noise]; a style net has one");
        byte[] alone = new TinyOnnx()
                .input("style_weights", FLOAT, 2)
                .output("output", FLOAT, 2)
                .node("Identity", List.of("style_weights"), "output")
                .build();
        assertRefused(alone, "takes float32 {2} and gives float32 {2}");
    }

    @Test
    void weightsOfStylesThatNobodyNamesAreMissed() {
        assertRefused(
                TinyGallery.graph().build(),
                "takes weights of 3 styles, but lacks a card that names the styles and their weights; export it again");
        ModelCard one = new ModelCard("x", "t", "l", "a", "r", "o", "d", "l", 4, InputRange.ZERO_TO_255);
        assertRefused(
                TinyGallery.graph().metadata(one.toMetadata()).build(),
                "takes weights of 3 styles, but lacks a card that names the styles");
    }

    @Test
    void cardThatNamesOtherThanTheNetsStylesIsRefused() {
        ModelCard two = TinyGallery.card(List.of(new CardStyle("a", "t", "l", 1), new CardStyle("b", "t", "l", 0)));
        assertRefused(
                TinyGallery.graph().metadata(two.toMetadata()).build(),
                "names 2 styles in its card, but its net takes 3 weights; export it again");
        TinyOnnx one = TinyOnnx.bytes().node("Identity", List.of("rgb"), "painted");
        assertRefused(
                one.metadata(two.toMetadata()).build(), "names 2 styles in its card, but its net takes 0 weights");
    }

    @Test
    void graphThatCannotRunIsToldInOneLine() {
        byte[] nonsense = TinyOnnx.floats(DYNAMIC, DYNAMIC)
                .node("Nonsense", List.of("input"), "output")
                .build();

        assertThatThrownBy(() -> open(nonsense, Device.CPU))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("model 'tiny' (test) cannot be opened: ")
                .hasMessageContaining("Nonsense")
                .hasMessageNotContaining("\n")
                .hasMessageNotContaining("Error code");
    }

    @Test
    void failureInTheMiddleNamesModelAndFrame() {
        byte[] mismatch = TinyOnnx.floats(DYNAMIC, DYNAMIC)
                .floats("five", List.of(5L), 1, 1, 1, 1, 1) // does not go with 16 columns
                .node("Mul", List.of("input", "five"), "output")
                .build();
        Frame frame = new Frame(new FrameSize(2, 1), 40_000, ByteBuffer.allocate(6));
        try (OrtStylizer stylizer = open(mismatch, Device.CPU)) {
            assertThatThrownBy(() -> stylizer.apply(frame))
                    .isInstanceOf(ModelException.class)
                    .hasMessageStartingWith("model 'tiny' failed on the 2x1 frame at 40000 us: ");
        }
    }

    @Test
    void bytesHaveNoOtherRange() {
        StylizerOptions toOne = new StylizerOptions(InputRange.ZERO_TO_1, 0, 0);

        assertThatThrownBy(() -> OrtStylizer.open(model(TinyOnnx.identity()), Device.CPU, toOne))
                .isInstanceOf(ModelException.class)
                .hasMessage("model 'tiny' (test) takes bytes, which are 0..255; drop the input range 0..1");
    }

    @Test
    void cudaIsAskedForInVainWhereTheBuildHasNone() {
        assumeNoCuda();

        assertThatThrownBy(() -> open(TinyOnnx.identity(), Device.CUDA))
                .isInstanceOf(ModelException.class)
                .hasMessage("CUDA is not in this build of Brushstream; build it with -Pcuda");
    }

    @Test
    void missingCudaLibraryIsNamedWithoutTheNoiseAroundIt() {
        // As ONNX Runtime 1.29 with CUDA says on a machine that has none, its temporary folder shortened.
        OrtException noise = new OrtException(
                OrtException.OrtErrorCode.ORT_FAIL,
                "/onnxruntime_src/onnxruntime/core/session/provider_bridge_ort.cc:1988 onnxruntime::Provider&"
                        + " onnxruntime::ProviderLibrary::Get() [ONNXRuntimeError] : 1 : FAIL : Failed to load library"
                        + " libonnxruntime_providers_cuda.so with error: libcublasLt.so.12: cannot open shared object"
                        + " file: No such file or directory\n");

        assertThat(DeviceSession.firstLine(noise))
                .isEqualTo("Failed to load library libonnxruntime_providers_cuda.so with error: libcublasLt.so.12:"
                        + " cannot open shared object file: No such file or directory");
    }

    @Test
    void autoFallsBackToTheProcessorAndSaysWhy() {
        assumeNoCuda();
        StylizerOptions twoThreads = new StylizerOptions(null, 0, 2);
        try (OrtStylizer stylizer = OrtStylizer.open(model(TinyOnnx.identity()), Device.AUTO, twoThreads)) {
            assertThat(stylizer.device()).isEqualTo(Device.CPU);
            assertThat(stylizer.notice())
                    .isEqualTo("CPU, 2 threads; CUDA is not in this build of Brushstream; build it with -Pcuda");
        }
    }

    @Test
    void processorNeedsNoReason() {
        try (OrtStylizer stylizer =
                OrtStylizer.open(model(TinyOnnx.identity()), Device.CPU, new StylizerOptions(null, 0, 1))) {
            assertThat(stylizer.notice()).isEqualTo("CPU, 1 thread");
        }
    }

    private static void assumeNoCuda() {
        assumeFalse(
                OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA),
                "skipped: this build has CUDA (-Pcuda)");
    }

    private static void assertRefused(byte[] onnx, String reason) {
        assertThatThrownBy(() -> open(onnx, Device.CPU))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("model 'tiny' (test) ")
                .hasMessageContaining(reason);
    }

    private static byte[] ports(int type, int... shape) {
        return new TinyOnnx()
                .input("input", type, shape)
                .output("output", type, shape)
                .node("Identity", List.of("input"), "output")
                .build();
    }

    private static OrtStylizer open(byte[] onnx, Device device) {
        return OrtStylizer.open(model(onnx), device);
    }

    private static StyleModel model(byte[] onnx) {
        return StyleModel.of("tiny", "test", onnx);
    }
}
