package org.brushstream.samples.film;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class Bt709Test {
    /** The bars of a colour-bar signal at 100 %, 8 bits, as tabulated for BT.709 in limited range. */
    @ParameterizedTest
    @CsvSource({
        "0xffffff, 235, 128, 128",
        "0xffff00, 219, 16, 138",
        "0x00ffff, 188, 154, 16",
        "0x00ff00, 173, 42, 26",
        "0xff00ff, 78, 214, 230",
        "0xff0000, 63, 102, 240",
        "0x0000ff, 32, 240, 118",
        "0x000000, 16, 128, 128"
    })
    void flatColoursBecomeTheLevelsOfColourBars(int rgb, int luma, int blue, int red) {
        ByteBuffer yuv = convert(rgb, rgb, rgb, rgb);

        assertThat(levels(yuv)).containsExactly(luma, luma, luma, luma, blue, red);
    }

    @ParameterizedTest
    @CsvSource({"0xff0000, 0x000000, 212", "0x000000, 0xff0000, 156"})
    void colourOfAPairLiesOnItsLeftPixel(int left, int right, int red) {
        // The left pixel counts 3/4 at the edge of the picture, where it stands in for its neighbour: 128 + 112 * 3/4.
        assertThat(levels(convert(left, right, left, right))[5]).isEqualTo(red);
    }

    /** Converts a picture of 2x2 pixels. */
    private static ByteBuffer convert(int... rgb) {
        ByteBuffer yuv = ByteBuffer.allocate(6);
        Bt709.toYuv420(rgb, 2, 2, yuv);
        return yuv;
    }

    private static int[] levels(ByteBuffer yuv) {
        int[] levels = new int[yuv.capacity()];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = yuv.get(i) & 0xff;
        }
        return levels;
    }
}
