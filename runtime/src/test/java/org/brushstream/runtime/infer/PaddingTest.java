package org.brushstream.runtime.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.brushstream.runtime.frame.FrameSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PaddingTest {
    /** Width and padded width of pictures one pixel high. */
    private static final List<int[]> WIDTHS = List.of(
            new int[] {1, 16},
            new int[] {2, 16},
            new int[] {3, 16},
            new int[] {4, 16},
            new int[] {5, 16},
            new int[] {7, 40},
            new int[] {9, 16},
            new int[] {15, 16},
            new int[] {16, 16},
            new int[] {33, 36});

    @Test
    void borderIsMirroredAsInTheManualOfOpenCv() {
        // cv::BorderTypes, BORDER_REFLECT_101: gfedcb|abcdefgh|gfedcba
        assertThat(shown("abcdefgh", 21)).isEqualTo("gfedcb" + "abcdefgh" + "gfedcba");
    }

    @ParameterizedTest
    @CsvSource({"a, 4, aaaa", "ab, 7, abababa", "abc, 11, abcbabcbabc", "abc, 3, abc", "ab, 3, aba"})
    void borderWiderThanThePictureIsMirroredAgainAndAgain(String inner, int outer, String byHand) {
        assertThat(shown(inner, outer)).isEqualTo(byHand);
    }

    @Test
    void rowsAreMirroredAsColumnsAre() {
        Padding padding = new Padding(new FrameSize(5, 2), new FrameSize(5, 7));

        assertThat(padding.rows()).containsExactly(0, 1, 0, 1, 0, 1, 0); // ab in 7, as above
        assertThat(padding.columns()).containsExactly(0, 1, 2, 3, 4);
        assertThat(padding.top()).isEqualTo(2);
        assertThat(padding.left()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"1, 4, 16, 16", "16, 4, 16, 16", "17, 4, 16, 20", "1080, 8, 16, 1080", "5, 1, 16, 16", "3, 24, 16, 24"})
    void sideIsTheSmallestMultipleThatIsLargeEnough(int inner, int multiple, int minimum, int side) {
        assertThat(Padding.side(inner, multiple, minimum)).isEqualTo(side);
    }

    @Test
    void pictureThatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> new Padding(new FrameSize(5, 2), new FrameSize(4, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("5x2 does not fit into 4x2");
    }

    @Test
    void borderIsTheOneThatOpenCvMakes() throws Exception {
        String cases = WIDTHS.stream()
                .map(widths -> {
                    Padding padding = padding(widths[0], widths[1]);
                    int right = widths[1] - widths[0] - padding.left();
                    return "(%d, %d, %d)".formatted(widths[0], padding.left(), right);
                })
                .collect(Collectors.joining(", "));
        String openCv = python("import cv2, numpy as np\n"
                + "for n, left, right in [" + cases + "]:\n"
                + "    row = np.arange(n, dtype=np.uint8)[None]\n"
                + "    print(cv2.copyMakeBorder(row, 0, 0, left, right, cv2.BORDER_REFLECT_101)[0].tolist())\n");

        assertThat(openCv.lines())
                .containsExactlyElementsOf(WIDTHS.stream()
                        .map(widths ->
                                Arrays.toString(padding(widths[0], widths[1]).columns()))
                        .toList());
    }

    private static String shown(String inner, int outer) {
        StringBuilder shown = new StringBuilder();
        for (int column : padding(inner.length(), outer).columns()) {
            shown.append(inner.charAt(column));
        }
        return shown.toString();
    }

    private static Padding padding(int inner, int outer) {
        return new Padding(new FrameSize(inner, 1), new FrameSize(outer, 1));
    }

    /** What the program prints; the first python3 of the path may be one without OpenCV. */
    private static String python(String program) throws InterruptedException {
        for (String command : List.of("python3", "/usr/bin/python3")) {
            try {
                Process python = new ProcessBuilder(command, "-c", program)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
                String printed = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                if (python.waitFor() == 0) {
                    return printed;
                }
            } catch (IOException e) {
                // not installed
            }
        }
        return abort("skipped: there is no python3 with cv2 and numpy");
    }
}
