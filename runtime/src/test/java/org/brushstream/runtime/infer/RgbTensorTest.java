package org.brushstream.runtime.infer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Random;
import org.brushstream.runtime.frame.FrameSize;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RgbTensorTest {
    private static final FrameSize ONE_PIXEL = new FrameSize(1, 1);

    /** Two columns, one row: R G B, R G B. */
    private static final byte[] TWO_PIXELS = {1, 2, 3, (byte) 253, (byte) 254, (byte) 255};

    private static final Padding NO_PADDING = unpadded(new FrameSize(2, 1));
    private static final Padding TO_3X2 = new Padding(new FrameSize(2, 1), new FrameSize(3, 2));

    @Test
    void planesAreRedThenGreenThenBlue() {
        FloatBuffer chw = FloatBuffer.allocate(6);
        RgbTensor.toFloats(ByteBuffer.wrap(TWO_PIXELS), NO_PADDING, 255, chw);

        assertThat(chw.array()).containsExactly(1, 253, 2, 254, 3, 255);
    }

    @Test
    void whiteIsOneWhereTheModelWantsThat() {
        FloatBuffer chw = FloatBuffer.allocate(6);
        RgbTensor.toFloats(ByteBuffer.wrap(TWO_PIXELS), NO_PADDING, 1, chw);

        assertThat(chw.array()) // as torchvision divides: in float32
                .containsExactly(1 / 255f, 253 / 255f, 2 / 255f, 254 / 255f, 3 / 255f, 1f);
    }

    @Test
    void floatPlanesAreMirroredRowByRow() {
        FloatBuffer chw = FloatBuffer.allocate(18);
        RgbTensor.toFloats(ByteBuffer.wrap(TWO_PIXELS), TO_3X2, 255, chw);

        assertThat(chw.array()) // a b -> a b a, twice, in each plane
                .containsExactly(1, 253, 1, 1, 253, 1, 2, 254, 2, 2, 254, 2, 3, 255, 3, 3, 255, 3);
    }

    @Test
    void bytesAreMirroredRowByRow() {
        ByteBuffer hwc = ByteBuffer.allocate(18);
        RgbTensor.toBytes(ByteBuffer.wrap(TWO_PIXELS), TO_3X2, hwc);

        byte[] row = {1, 2, 3, (byte) 253, (byte) 254, (byte) 255, 1, 2, 3};
        assertThat(hwc.array()).startsWith(row).endsWith(row);
    }

    @ParameterizedTest
    @CsvSource({
        "0.5, 1",
        "1.5, 2",
        "2.5, 3",
        "2.4999998, 2",
        "0.49999997, 0",
        "-0.5, 0",
        "-7, 0",
        "254.49998, 254",
        "254.5, 255",
        "255.5, 255",
        "1e9, 255",
        "-1e9, 0",
        "NaN, 0",
        "Infinity, 255",
        "-Infinity, 0"
    })
    void valueIsRoundedHalfUpAndClamped(float value, int level) {
        FloatBuffer chw = FloatBuffer.wrap(new float[] {value, 0, 0});
        ByteBuffer rgb = RgbTensor.fromFloats(chw, ONE_PIXEL, unpadded(ONE_PIXEL), 255);

        assertThat(rgb.get(0) & 0xff).isEqualTo(level);
    }

    @Test
    void everyLevelOfARangeOfOneComesBack() {
        FrameSize size = new FrameSize(256, 1);
        float[] chw = new float[3 * 256];
        for (int level = 0; level < 256; level++) {
            chw[level] = level / 255f;
        }
        ByteBuffer rgb = RgbTensor.fromFloats(FloatBuffer.wrap(chw), size, unpadded(size), 1);

        for (int level = 0; level < 256; level++) {
            assertThat(rgb.get(3 * level) & 0xff).isEqualTo(level);
            assertThat(rgb.get(3 * level + 1)).isZero();
        }
    }

    @RepeatedTest(20)
    void wayBackUndoesTheWayThere(RepetitionInfo run) {
        FrameSize size = new FrameSize(run.getCurrentRepetition(), 7);
        byte[] pixels = new byte[size.rgbBytes()];
        new Random(run.getCurrentRepetition()).nextBytes(pixels); // the seed of a failure is in its name
        FrameSize outer = new FrameSize(24, 16);
        Padding padding = new Padding(size, outer);
        FloatBuffer floats = FloatBuffer.allocate(outer.rgbBytes());
        ByteBuffer bytes = ByteBuffer.allocate(outer.rgbBytes());

        RgbTensor.toFloats(ByteBuffer.wrap(pixels), padding, 1, floats);
        assertThat(RgbTensor.fromFloats(floats, outer, padding, 1)).isEqualTo(ByteBuffer.wrap(pixels));
        RgbTensor.toBytes(ByteBuffer.wrap(pixels), padding, bytes);
        assertThat(RgbTensor.fromBytes(bytes, outer, padding)).isEqualTo(ByteBuffer.wrap(pixels));
    }

    @Test
    void pictureMayBeginAnywhereInItsBuffer() {
        byte[] shifted = {99, 1, 2, 3, (byte) 253, (byte) 254, (byte) 255};
        ByteBuffer rgb = ByteBuffer.wrap(shifted).position(1);
        FloatBuffer chw = FloatBuffer.allocate(6);
        ByteBuffer hwc = ByteBuffer.allocate(6);

        RgbTensor.toFloats(rgb, NO_PADDING, 255, chw);
        RgbTensor.toBytes(rgb, NO_PADDING, hwc);
        assertThat(chw.get(0)).isEqualTo(1);
        assertThat(hwc.array()).isEqualTo(TWO_PIXELS);
        assertThat(rgb.position()).isEqualTo(1); // reading disturbs nobody
    }

    @Test
    void nonFiniteValuesAreCounted() {
        float[] values = {1, Float.NaN, Float.MAX_VALUE, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 0};

        assertThat(RgbTensor.countNonFinite(FloatBuffer.wrap(values))).isEqualTo(3);
    }

    private static Padding unpadded(FrameSize size) {
        return new Padding(size, size);
    }
}
