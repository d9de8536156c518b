package org.brushstream.runtime.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.brushstream.runtime.model.TinyOnnx.DYNAMIC;
import static org.brushstream.runtime.model.TinyOnnx.FLOAT;

import java.nio.ByteBuffer;
import java.util.List;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.runtime.model.StyleMix;
import org.brushstream.runtime.model.StyleModel;
import org.brushstream.runtime.model.StyleWeights;
import org.brushstream.runtime.model.TinyGallery;
import org.brushstream.runtime.model.TinyOnnx;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mixes and strengths of {@link TinyGallery}, whose styles multiply the colours, and of models of one style. */
final class MixedStylesTest {
    private static final Frame PIXEL = pixel(40, 100, 200);

    @Test
    void modelPaintsWithTheWeightsOfItsCardAtFirst() {
        try (OrtStylizer gallery = open(TinyGallery.onnx())) { // 0.75 dark, 0.25 warm: 0.875, 0.625, 0.375
            assertPainted(gallery, pixel(35, 63, 75)); // 62.5 is rounded up
        }
    }

    @Test
    void mixChangesBetweenTwoFrames() {
        try (OrtStylizer gallery = open(TinyGallery.onnx())) {
            gallery.mix(StyleMix.of("warm"));
            assertPainted(gallery, pixel(80, 100, 0));
            gallery.mix(StyleMix.parse("dark,warm")); // 1.25, 0.75, 0.25
            assertPainted(gallery, pixel(50, 75, 50));
            gallery.mix(StyleWeights.of(0.5, 0.5, 0)); // 0.75 of each
            assertPainted(gallery, pixel(30, 75, 150));
            gallery.mix(StyleWeights.of(2, -1, 0)); // 1.5 of each, white at most
            assertPainted(gallery, pixel(60, 150, 255));
        }
    }

    @Test
    void weightsGivenAtOpeningWinOverTheCardAndReplaceAMissingOne() {
        StylizerOptions warm = new StylizerOptions(null, 0, 0, StyleWeights.of(0, 0, 1));
        for (byte[] onnx : List.of(TinyGallery.onnx(), TinyGallery.graph().build())) {
            try (OrtStylizer gallery = OrtStylizer.open(model(onnx), Device.CPU, warm)) {
                assertPainted(gallery, pixel(80, 100, 0));
            }
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OrtStylizer.open(model(TinyOnnx.identity()), Device.CPU, warm))
                .withMessage("model 'tiny' (test) takes 0 style weights, not 3");
    }

    @Test
    void weightsThatDoNotFitTheModelAreRefusedAndChangeNothing() {
        try (OrtStylizer gallery = open(TinyGallery.onnx());
                OrtStylizer single = open(TinyOnnx.identity())) {
            gallery.mix(StyleMix.of("warm"));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> gallery.mix(StyleWeights.of(0.5, 0.5)))
                    .withMessage("model 'tiny' (test) takes 3 style weights, not 2");
            assertThatThrownBy(() -> gallery.mix(StyleMix.of("cold"))).isInstanceOf(ModelException.class);
            assertPainted(gallery, pixel(80, 100, 0));

            assertThatThrownBy(() -> single.mix(StyleMix.of("warm"))).isInstanceOf(ModelException.class);
            assertThatIllegalArgumentException().isThrownBy(() -> single.mix(StyleWeights.of(1)));
        }
    }

    @Test
    void weightsMakeScaleAndShiftOfAnInstanceNorm() {
        // Conditional instance norm as it is exported: scale and shift are inputs of the operator, no constants.
        byte[] norm = TinyOnnx.floats(DYNAMIC, DYNAMIC)
                .input("style_weights", FLOAT, 2)
                .floats("scales", List.of(2L, 3L), 10, 20, 30, 50, 40, 30)
                .floats("shifts", List.of(2L, 3L), 100, 100, 100, 200, 100, 80)
                .node("MatMul", List.of("style_weights", "scales"), "scale")
                .node("MatMul", List.of("style_weights", "shifts"), "shift")
                .node("InstanceNormalization", List.of("input", "scale", "shift"), "output")
                .build();
        FrameSize size = new FrameSize(16, 16);
        ByteBuffer rgb = ByteBuffer.allocate(size.rgbBytes());
        for (int i = 0; i < 384; i++) {
            rgb.put(i, (byte) 200); // the upper half; mean 100, deviation 100: normalised to 1 and -1
        }
        StylizerOptions quarter = new StylizerOptions(null, 0, 0, StyleWeights.of(0.75, 0.25));
        try (OrtStylizer stylizer = OrtStylizer.open(model(norm), Device.CPU, quarter)) {
            ByteBuffer painted = stylizer.apply(new Frame(size, 0, rgb)).rgb();

            // scale 0.75 * (10, 20, 30) + 0.25 * (50, 40, 30) = (20, 25, 30), shift likewise (125, 100, 95)
            assertThat(painted.slice(0, 3)).isEqualTo(bytes(145, 125, 125));
            assertThat(painted.slice(765, 3)).isEqualTo(bytes(105, 75, 65));
        }
    }

    @ParameterizedTest
    @CsvSource({
        // warm is 2, 1, 0 and none 1, 1, 1
        "0, 40, 100, 200",
        "0.5, 60, 100, 100", // 1.5, 1, 0.5
        "1, 80, 100, 0",
        "1.5, 100, 100, 0" // 2.5, 1, -0.5
    })
    void strengthLiesBetweenNoneAndTheMix(double strength, int red, int green, int blue) {
        try (OrtStylizer gallery = open(TinyGallery.onnx())) {
            gallery.strength(new Strength(strength));
            gallery.mix(StyleMix.of("warm")); // the strength stays

            assertPainted(gallery, pixel(red, green, blue));
        }
    }

    @ParameterizedTest
    @CsvSource({
        // half dark, half warm is 1.25, 0.75, 0.25: 50, 75, 50 from 40, 100, 200
        "0, 40, 100, 200",
        "0.25, 43, 94, 163", // 42.5, 93.75, 162.5: half up
        "0.82, 48, 80, 77", // 48.2, 79.5, 77
        "1, 50, 75, 50"
    })
    void strengthOfANetWithoutNoneMixesPixels(double strength, int red, int green, int blue) {
        try (OrtStylizer gallery = open(TinyGallery.withoutNone())) {
            gallery.strength(new Strength(strength));

            assertPainted(gallery, pixel(red, green, blue));
        }
    }

    @Test
    void pixelsAreRoundedHalfUpAsInDecimals() {
        // 0.82 * 75 is 61.5, in doubles a little less; downwards 100 - 61.5 is 38.5
        Strength strength = new Strength(0.82);

        assertThat(strength.blend(bytes(0, 100, 255), bytes(75, 25, 255))).isEqualTo(bytes(62, 39, 255));
    }

    @Test
    void moreThanFullStrengthTakesANetThatHoldsNone() {
        try (OrtStylizer gallery = open(TinyGallery.withoutNone())) {
            assertThatThrownBy(() -> gallery.strength(new Strength(1.2)))
                    .isInstanceOf(ModelException.class)
                    .hasMessage(
                            "model 'tiny' (test) has no style 'none' to go away from, so its strength is 0 to 1, not"
                                    + " 1.2");
            assertPainted(gallery, pixel(50, 75, 50));
        }
    }

    @Test
    void strengthBeyondItsRangeIsNoStrength() {
        for (double wrong : new double[] {-0.1, 1.6, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Strength(wrong))
                    .withMessage("the strength is 0 to 1.5, not " + wrong);
        }
    }

    @Test
    void withoutStrengthTheSourceComesBackWithoutTheNet() {
        byte[] notANumber = TinyOnnx.floats(DYNAMIC, DYNAMIC) // would be refused, see OrtStylizerTest
                .node("Sub", List.of("input", "input"), "zero")
                .node("Div", List.of("zero", "zero"), "output")
                .build();
        ByteBuffer direct = ByteBuffer.allocateDirect(3).put(PIXEL.rgb()).flip();
        try (OrtStylizer stylizer = open(notANumber)) {
            stylizer.strength(new Strength(0));
            Frame painted = stylizer.apply(new Frame(PIXEL.size(), PIXEL.timestampMicros(), direct));

            assertThat(painted).isEqualTo(PIXEL);
            direct.put(0, (byte) 1);
            assertThat(painted).isEqualTo(PIXEL); // memory of its own
        }
    }

    private static void assertPainted(OrtStylizer stylizer, Frame byHand) {
        assertThat(stylizer.apply(PIXEL)).isEqualTo(byHand);
    }

    private static OrtStylizer open(byte[] onnx) {
        return OrtStylizer.open(model(onnx), Device.CPU);
    }

    private static StyleModel model(byte[] onnx) {
        return StyleModel.of("tiny", "test", onnx);
    }

    private static Frame pixel(int red, int green, int blue) {
        return new Frame(new FrameSize(1, 1), 40_000, bytes(red, green, blue));
    }

    private static ByteBuffer bytes(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length);
        for (int value : values) {
            bytes.put((byte) value);
        }
        return bytes.flip();
    }
}
