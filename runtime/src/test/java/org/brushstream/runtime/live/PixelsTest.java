package org.brushstream.runtime.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSize;
import org.junit.jupiter.api.Test;

final class PixelsTest {
    private static Frame frame(int width, int... values) {
        byte[] rgb = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            rgb[i] = (byte) values[i];
        }
        return new Frame(new FrameSize(width, values.length / 3 / width), 9, ByteBuffer.wrap(rgb));
    }

    @Test
    void mirroringKeepsPixelsWhole() {
        assertThat(Pixels.mirror(frame(3, 1, 2, 3, 4, 5, 6, 7, 8, 9))).isEqualTo(frame(3, 7, 8, 9, 4, 5, 6, 1, 2, 3));
        assertThat(Pixels.mirror(frame(1, 1, 2, 3, 4, 5, 6))).isEqualTo(frame(1, 1, 2, 3, 4, 5, 6));
    }

    @Test
    void blendingIsAWeightedMeanRoundedHalfUp() {
        Frame one = frame(1, 0, 255, 10);
        Frame other = frame(1, 255, 255, 11);
        assertThat(Pixels.blend(List.of(one, other), new double[] {0.5, 0.5})).isEqualTo(frame(1, 128, 255, 11));
        assertThat(Pixels.blend(List.of(one, other), new double[] {1, 0})).isEqualTo(one);
        assertThat(Pixels.blend(List.of(one, other, other), new double[] {0.2, 0.4, 0.4}))
                .isEqualTo(frame(1, 204, 255, 11));
    }

    @Test
    void manyPartsOfWhiteAreWhite() {
        Frame white = frame(1, 255, 255, 255);
        assertThat(Pixels.blend(List.of(white, white, white), new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}))
                .isEqualTo(white);
    }
}
