package org.brushstream.runtime.infer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.model.StyleModel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A whole net of a third party, painted by PyTorch; see golden/fast-neural-style.py. */
final class GoldenNetTest {
    @ParameterizedTest
    @CsvSource({"36, 28", "33, 21", "3, 5"})
    void netOfAThirdPartyPaintsAsPyTorchDoes(int width, int height) throws IOException {
        String picture = height + "x" + width;
        FrameSize size = new FrameSize(width, height);
        byte[] expected = golden(picture + ".painted.rgb");
        StyleModel model = StyleModel.of("golden", "test", golden("fast-neural-style.onnx"));
        try (OrtStylizer stylizer = OrtStylizer.open(model, Device.CPU)) {
            ByteBuffer painted = stylizer.apply(new Frame(size, 0, ByteBuffer.wrap(golden(picture + ".rgb"))))
                    .rgb();

            // The two add in another order, about 1e-4 apart: a value close to a half may round the other way.
            int different = 0;
            for (int i = 0; i < expected.length; i++) {
                int off = Math.abs((painted.get(i) & 0xff) - (expected[i] & 0xff));
                assertThat(off).isLessThanOrEqualTo(1);
                different += off;
            }
            assertThat(different).isLessThanOrEqualTo(expected.length / 500);
        }
    }

    private static byte[] golden(String file) throws IOException {
        try (InputStream in = GoldenNetTest.class.getResourceAsStream("/golden/" + file)) {
            return Objects.requireNonNull(in, file).readAllBytes();
        }
    }
}
