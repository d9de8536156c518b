package org.brushstream.runtime.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.brushstream.runtime.frame.FrameSize;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OrientationTest {
    private static final int ONE = 1 << 16; // 1 in the matrix's 16.16 fixed point

    /** A paper with the letters ab, cd, ef on three lines, in the eight positions of the EXIF standard (tag 274). */
    @ParameterizedTest
    @CsvSource({
        "1, 0, 0, 1, ab/cd/ef", // as stored
        "-1, 0, 0, 1, ba/dc/fe", // mirrored
        "-1, 0, 0, -1, fe/dc/ba", // half a turn
        "1, 0, 0, -1, ef/cd/ab", // upside down, mirrored
        "0, 1, 1, 0, ace/bdf", // mirrored at the diagonal
        "0, 1, -1, 0, eca/fdb", // a quarter turn clockwise
        "0, -1, -1, 0, fdb/eca", // mirrored at the other diagonal
        "0, -1, 1, 0, bdf/ace", // a quarter turn counterclockwise
    })
    void turnsAPaperWithLetters(int a, int b, int c, int d, String shown) {
        FrameSize stored = new FrameSize(2, 3);
        Orientation orientation = Orientation.of(a * ONE, b * ONE, c * ONE, d * ONE);
        char[] turned = new char[6];
        for (int y = 0; y < 3; y++) {
            for (int x = 0; x < 2; x++) {
                turned[orientation.position(x, y, stored)] = "abcdef".charAt(2 * y + x);
            }
        }
        int width = orientation.turn(stored).width();

        assertThat(new StringBuilder(new String(turned)).insert(width, '/').toString())
                .isEqualTo(shown.replaceFirst("/(..)/", "/$1"));
    }
}
