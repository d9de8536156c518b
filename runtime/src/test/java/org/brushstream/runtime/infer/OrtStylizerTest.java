package org.brushstream.runtime.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.brushstream.runtime.model.TinyOnnx.DYNAMIC;
import static org.brushstream.runtime.model.TinyOnnx.FLOAT;
import static org.brushstream.runtime.model.TinyOnnx.UINT8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.model.InputRange;
import org.brushstream.runtime.model.ModelCard;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.runtime.model.StyleModel;
import org.brushstream.runtime.model.TinyOnnx;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OrtStylizerTest {
    @Test
    void everySizeComesBackAsItWent() {
        try (OrtStylizer identity = open(TinyOnnx.identity());
                OrtStylizer floats = open(floats("Identity", List.of("input")))) {
            for (int height = 1; height <= 9; height++) {
                for (int width = 1; width <= 9; width++) {
                    assertUnchanged(identity, new FrameSize(width, height));
                    assertUnchanged(floats, new FrameSize(width, height));
                }
            }
            for (FrameSize size : List.of(new FrameSize(33, 17), new FrameSize(1, 64), new FrameSize(641, 3))) {
                assertUnchanged(identity, size);
                assertUnchanged(floats, size);
            }
        }
    }

    private static void assertUnchanged(OrtStylizer identity, FrameSize size) {
        Frame frame = random(size);
        assertThat(identity.apply(frame)).isEqualTo(frame); // size, time and pixels
    }

    @Test
    void bytesAreInvertedWhereTheModelInvertsThem() {
        byte[] invert = TinyOnnx.bytes()
                .floats("white", List.of(), 255)
                .node("Cast", List.of("rgb"), "float", TinyOnnx.number("to", FLOAT))
                .node("Sub", List.of("white", "float"), "inverted")
                .node("Cast", List.of("inverted"), "painted", TinyOnnx.number("to", UINT8))
                .build();
        Frame frame = random(new FrameSize(18, 5));
        try (OrtStylizer stylizer = open(invert)) {
            Frame painted = stylizer.apply(frame);

            for (int i = 0; i < frame.size().rgbBytes(); i++) {
                assertThat(painted.rgb().get(i) & 0xff)
                        .isEqualTo(255 - (frame.rgb().get(i) & 0xff));
            }
        }
    }

    @Test
    void modelSeesTheMirroredSurroundings() {
        // Every pixel becomes its right neighbour; the last column becomes the last but one, since the border mirrors.
        byte[] shift = TinyOnnx.bytes()
                .longs("one", 1)
                .longs("end", Long.MAX_VALUE)
                .longs("zero", 0)
                .longs("width", 2)
                .node("Slice", List.of("rgb", "one", "end", "width"), "rest")
                .node("Slice", List.of("rgb", "zero", "one", "width"), "first")
                .node("Concat", List.of("rest", "first"), "painted", TinyOnnx.number("axis", 2))
                .build();
        FrameSize size = new FrameSize(18, 2); // the net gets 20x16: swapped axes would show
        Frame frame = random(size);
        try (OrtStylizer stylizer = open(shift)) {
            ByteBuffer painted = stylizer.apply(frame).rgb();

            for (int y = 0; y < 2; y++) {
                assertThat(painted.slice(54 * y, 3 * 17)).isEqualTo(frame.rgb().slice(54 * y + 3, 3 * 17));
                assertThat(painted.slice(54 * y + 3 * 17, 3))
                        .isEqualTo(frame.rgb().slice(54 * y + 3 * 16, 3));
            }
        }
    }

    @Test
    void channelsKeepTheirOrder() {
        byte[] gain = TinyOnnx.floats(DYNAMIC, DYNAMIC)
                .floats("gain", List.of(1L, 3L, 1L, 1L), 0.5f, 1, 2)
                .node("Mul", List.of("input", "gain"), "output")
                .build();
        byte[] twoPixels = {10, 20, 30, 41, 50, 127};
        byte[] byHand = {5, 20, 60, 21, 50, (byte) 254}; // 20.5 is rounded up
        try (OrtStylizer stylizer = open(gain)) {
            Frame painted = stylizer.apply(new Frame(new FrameSize(1, 2), 0, ByteBuffer.wrap(twoPixels)));

            assertThat(painted.rgb()).isEqualTo(ByteBuffer.wrap(byHand));
        }
    }

    @Test
    void rangeOfAFloatModelIsAnOptionSinceItCannotBeSeen() {
        StyleModel brighter = model(TinyOnnx.floats(DYNAMIC, DYNAMIC)
                .floats("light", List.of(), 0.2f) // 51 of 255
                .node("Add", List.of("input", "light"), "output")
                .build());
        Frame frame = new Frame(new FrameSize(1, 1), 0, ByteBuffer.wrap(new byte[] {0, 100, (byte) 250}));
        StylizerOptions toOne = new StylizerOptions(InputRange.ZERO_TO_1, 0, 0);
        try (OrtStylizer of255 = OrtStylizer.open(brighter, Device.CPU);
                OrtStylizer of1 = OrtStylizer.open(brighter, Device.CPU, toOne)) {
            assertThat(of255.apply(frame).rgb()).isEqualTo(frame.rgb());
            assertThat(of1.apply(frame).rgb()).isEqualTo(ByteBuffer.wrap(new byte[] {51, (byte) 151, (byte) 255}));
        }
    }

    @Test
    void netThatHalvesAndDoublesMatchesMeansByHand() {
        FrameSize size = new FrameSize(20, 16); // no padding; taller and wider must not be mixed up
        Frame frame = random(size);
        try (OrtStylizer stylizer = open(halvesAndDoubles(2))) {
            ByteBuffer painted = stylizer.apply(frame).rgb();

            for (int y = 0; y < size.height(); y++) {
                for (int x = 0; x < size.width(); x++) {
                    for (int channel = 0; channel < 3; channel++) {
                        int sum = 0;
                        for (int corner = 0; corner < 4; corner++) {
                            int row = y / 2 * 2 + corner / 2;
                            int column = x / 2 * 2 + corner % 2;
                            sum += frame.rgb().get(3 * (row * 20 + column) + channel) & 0xff;
                        }
                        assertThat(painted.get(3 * (y * 20 + x) + channel) & 0xff)
                                .isEqualTo((sum + 2) / 4); // half up
                    }
                }
            }
        }
    }

    @Test
    void multipleComesFromTheCardOrFromTheOptions() {
        ModelCard card = new ModelCard("eight", "t", "l", "a", "r", "o", "d", "l", 8, InputRange.ZERO_TO_255);
        TinyOnnx net = halves(8);
        StyleModel without = model(net.build());
        StyleModel with = model(net.metadata(card.toMetadata()).build());
        Frame frame = random(new FrameSize(20, 20));
        StylizerOptions eight = new StylizerOptions(null, 8, 1);
        try (OrtStylizer ofCard = OrtStylizer.open(with, Device.CPU);
                OrtStylizer ofOptions = OrtStylizer.open(without, Device.CPU, eight);
                OrtStylizer usual = OrtStylizer.open(without, Device.CPU)) {
            assertThat(ofCard.apply(frame).size()).isEqualTo(frame.size());
            assertThat(ofOptions.apply(frame)).isEqualTo(ofCard.apply(frame));
            assertThatThrownBy(() -> usual.apply(frame)) // 20 is a multiple of 4: not padded, 16 comes back
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("gave float32 {1, 3, 16, 16} for a picture of 20x20");
        }
    }

    @Test
    void fixedSizeTakesItsOwnSizeOnlyAndSaysWhich() {
        byte[] fixed = TinyOnnx.floats(7, 21)
                .node("Identity", List.of("input"), "output")
                .build();
        try (OrtStylizer stylizer = open(fixed)) {
            assertUnchanged(stylizer, new FrameSize(21, 7));
            assertThat(stylizer.sizeTaken(new FrameSize(7, 21))).isEqualTo(new FrameSize(21, 7));
            assertThatThrownBy(() -> stylizer.apply(random(new FrameSize(7, 21))))
                    .isInstanceOf(ModelException.class)
                    .hasMessage("model 'tiny' takes 21x7 only, the video is 7x21; try --size 21x7");
        }
    }

    @Test
    void fixedHeightLeavesTheWidthFree() {
        byte[] fixed = TinyOnnx.floats(20, DYNAMIC)
                .node("Identity", List.of("input"), "output")
                .build();
        try (OrtStylizer stylizer = open(fixed)) {
            assertUnchanged(stylizer, new FrameSize(3, 20));
            assertThatThrownBy(() -> stylizer.apply(random(new FrameSize(3, 21))))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("takes 3x20 only");
        }
    }

    @Test
    void pixelsThatARoundingNetAddsAreCropped() {
        byte[] rounding = TinyOnnx.floats(DYNAMIC, DYNAMIC)
                .longs("border", 0, 0, 0, 0, 0, 0, 3, 1) // 3 rows below, 1 column right
                .node("Pad", List.of("input", "border"), "output")
                .build();
        try (OrtStylizer stylizer = open(rounding)) {
            assertUnchanged(stylizer, new FrameSize(18, 5));
            assertUnchanged(stylizer, new FrameSize(20, 16));
        }
    }

    @Test
    void netThatScalesThePictureIsRefused() {
        byte[] doubling = TinyOnnx.floats(DYNAMIC, DYNAMIC)
                .floats("scales", List.of(4L), 1, 1, 2, 2)
                .node("Resize", List.of("input", "", "scales"), "output", TinyOnnx.text("mode", "nearest"))
                .build();
        try (OrtStylizer stylizer = open(doubling)) {
            assertThatThrownBy(() -> stylizer.apply(random(new FrameSize(2, 2))))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("gave float32 {1, 3, 32, 32} for a picture of 16x16");
        }
    }

    @Test
    void modelThatGivesNoNumbersDoesNotPaintBlack() {
        byte[] notANumber = TinyOnnx.floats(DYNAMIC, DYNAMIC)
                .node("Sub", List.of("input", "input"), "zero")
                .node("Div", List.of("zero", "zero"), "output")
                .build();
        try (OrtStylizer stylizer = open(notANumber)) {
            assertThatThrownBy(() -> stylizer.apply(random(new FrameSize(16, 16))))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("gave 768 values of 768"); // 3 x 16 x 16
        }
    }

    @Test
    void framesOwnTheirMemoryAndLeaveTheirSourceAlone() {
        FrameSize size = new FrameSize(6, 4);
        ByteBuffer direct = ByteBuffer.allocateDirect(size.rgbBytes())
                .put(random(size).rgb())
                .flip();
        Frame first = new Frame(size, 40_000, direct);
        try (OrtStylizer identity = open(TinyOnnx.identity())) {
            Frame painted = identity.apply(first);
            identity.apply(new Frame(size, 80_000, ByteBuffer.allocate(size.rgbBytes())));

            assertThat(painted).isEqualTo(first);
            direct.put(0, (byte) (direct.get(0) + 1));
            assertThat(painted.rgb()).isNotEqualTo(first.rgb());
        }
    }

    @Test
    void initializersListedAmongTheInputsAreNoInputs() { // as PyTorch exported before 1.3
        byte[] old = TinyOnnx.floats(DYNAMIC, DYNAMIC)
                .input("one", FLOAT, 1)
                .floats("one", List.of(1L), 1)
                .node("Mul", List.of("input", "one"), "output")
                .build();
        try (OrtStylizer stylizer = open(old)) {
            assertUnchanged(stylizer, new FrameSize(5, 4));
        }
    }

    @Test
    void weightsInAFileBesideTheModelAreFound(@TempDir Path folder) throws IOException {
        byte[] onnx = TinyOnnx.floats(DYNAMIC, DYNAMIC)
                .floatsInFile("two", List.of(1L), "two.data")
                .node("Mul", List.of("input", "two"), "output")
                .build();
        byte[] two = ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(2)
                .array();
        Files.write(folder.resolve("two.data"), two);
        Path file = Files.write(folder.resolve("two.onnx"), onnx);
        try (OrtStylizer stylizer = OrtStylizer.open(StyleModel.read(file), Device.CPU)) {
            Frame painted = stylizer.apply(new Frame(new FrameSize(1, 1), 0, ByteBuffer.wrap(new byte[] {1, 2, 3})));

            assertThat(painted.rgb()).isEqualTo(ByteBuffer.wrap(new byte[] {2, 4, 6}));
        }
    }

    @Test
    void closingTwiceIsHarmless() {
        OrtStylizer stylizer = open(TinyOnnx.identity());
        stylizer.close();
        stylizer.close();
    }

    private static TinyOnnx halves(int stride) {
        return TinyOnnx.floats(DYNAMIC, DYNAMIC)
                .floats("scales", List.of(4L), 1, 1, stride, stride)
                .node(
                        "AveragePool",
                        List.of("input"),
                        "small",
                        TinyOnnx.ints("kernel_shape", stride, stride),
                        TinyOnnx.ints("strides", stride, stride))
                .node(
                        "Resize",
                        List.of("small", "", "scales"),
                        "output",
                        TinyOnnx.text("mode", "nearest"),
                        TinyOnnx.text("coordinate_transformation_mode", "asymmetric"),
                        TinyOnnx.text("nearest_mode", "floor"));
    }

    private static byte[] halvesAndDoubles(int stride) {
        return halves(stride).build();
    }

    private static byte[] floats(String operator, List<String> inputs) {
        return TinyOnnx.floats(DYNAMIC, DYNAMIC)
                .node(operator, inputs, "output")
                .build();
    }

    private static OrtStylizer open(byte[] onnx) {
        return OrtStylizer.open(model(onnx), Device.CPU);
    }

    private static StyleModel model(byte[] onnx) {
        return StyleModel.of("tiny", "test", onnx);
    }

    private static Frame random(FrameSize size) {
        byte[] rgb = new byte[size.rgbBytes()];
        new Random(size.hashCode()).nextBytes(rgb);
        return new Frame(size, 1_234_567, ByteBuffer.wrap(rgb));
    }
}
