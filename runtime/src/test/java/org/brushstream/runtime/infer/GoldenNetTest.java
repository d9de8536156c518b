package org.brushstream.runtime.infer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.model.StyleModel;
import org.brushstream.runtime.model.StyleWeights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole nets, painted by PyTorch; see golden/fast-neural-style.py and golden/several-styles.py. */
final class GoldenNetTest {
    @ParameterizedTest
    @CsvSource({"36, 28", "33, 21", "3, 5"})
    void netOfAThirdPartyPaintsAsPyTorchDoes(int width, int height) throws IOException {
        String picture = height + "x" + width;
        FrameSize size = new FrameSize(width, height);
        StyleModel model = StyleModel.of("golden", "test", golden("fast-neural-style.onnx"));
        try (OrtStylizer stylizer = OrtStylizer.open(model, Device.CPU)) {
            Frame frame = new Frame(size, 0, ByteBuffer.wrap(golden(picture + ".rgb")));

            assertPainted(stylizer.apply(frame), golden(picture + ".painted.rgb"));
        }
    }

    @Test
    void netOfSeveralStylesPaintsEveryMixAsPyTorchDoes() throws IOException {
        Frame frame = new Frame(new FrameSize(36, 28), 0, ByteBuffer.wrap(golden("28x36.rgb")));
        StyleModel model = StyleModel.of("golden", "test", golden("several-styles.onnx"));
        StylizerOptions one = new StylizerOptions(null, 0, 0, StyleWeights.of(0, 1, 0));
        try (OrtStylizer stylizer = OrtStylizer.open(model, Device.CPU, one)) {
            assertPainted(stylizer.apply(frame), golden("28x36.one.rgb"));
            stylizer.mix(StyleWeights.of(0, 0.7, 0.3));
            assertPainted(stylizer.apply(frame), golden("28x36.mixed.rgb"));
            stylizer.mix(StyleWeights.of(-0.5, 1.5, 0));
            assertPainted(stylizer.apply(frame), golden("28x36.beyond.rgb"));
        }
    }

    private static void assertPainted(Frame painted, byte[] expected) {
        // The two add in another order, about 1e-4 apart: a value close to a half may round the other way.
        int different = 0;
        for (int i = 0; i < expected.length; i++) {
            int off = Math.abs((painted.rgb().get(i) & 0xff) - (expected[i] & 0xff));
            assertThat(off).isLessThanOrEqualTo(1);
            different += off;
        }
        assertThat(different).isLessThanOrEqualTo(expected.length / 500);
    }

    private static byte[] golden(String file) throws IOException {
        try (InputStream in = GoldenNetTest.class.getResourceAsStream("/golden/" + file)) {
            return Objects.requireNonNull(in, file).readAllBytes();
        }
    }
}
