package org.brushstream.samples.looks.hands;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RulerTest {
    @Test
    void longStretchesRunPastTheirEndsAndShortOnesAreLeftAlone() {
        float[] lines = {
            0, 0, 0, 0, 0, 0, 0, 0, //
            0, 0, 1, 1, 1, 0, 0, 0, //
            0, 0, 0, 0, 0, 0, 1, 1, //
        };
        float[] byHand = {
            0, 0, 0, 0, 0, 0, 0, 0, //
            0, 1, 1, 1, 1, 1, 0, 0, //
            0, 0, 0, 0, 0, 0, 0, 0, //
        };

        assertThat(Ruler.construction(lines, 8, 3, 1)).containsExactly(byHand);
    }

    @Test
    void uprightLinesAreRuledToo() {
        float[] lines = {0, 1, 0, 1, 0, 0, 0, 0}; // two columns, four rows

        assertThat(Ruler.construction(lines, 2, 2, 1)).containsExactly(0, 1, 0, 1, 0, 1, 0, 0);
    }
}
