package org.brushstream.trainer.stability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import org.brushstream.runtime.frame.FrameSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OcclusionTest {
    private static final FrameSize SIZE = new FrameSize(9, 7);

    @Test
    void allThatStaysInThePictureIsVisibleUnderAShift() {
        BitSet visible = Occlusion.visible(Scenes.flow(SIZE, 2, -1), Scenes.flow(SIZE, -2, 1));
        assertThat(visible.cardinality()).isEqualTo(7 * 6);
        assertThat(visible.get(0)).as("leaves upwards").isFalse();
        assertThat(visible.get(SIZE.width())).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.70, true", // misses by 0.49, of 0.5 + 0.0049 allowed
        "0, 0.72, false", // 0.5184 of 0.5 + 0.0052
        "2, -1.26, true", // 0.5476 of 0.5 + 0.0559: larger motions may miss by more
        "2, -1.25, false", // 0.5625 of 0.5 + 0.0556
    })
    void flowThatDoesNotLeadBackIsNotBelieved(float forward, float backward, boolean believed) {
        BitSet visible = Occlusion.visible(Scenes.flow(SIZE, forward, 0), Scenes.flow(SIZE, backward, 0));
        assertThat(visible.get(SIZE.width() + 1)).isEqualTo(believed);
    }

    @ParameterizedTest
    @CsvSource({"0.04, true", "0.05, false"}) // squared: 0.0016 and 0.0025, of 0.002 allowed where nothing moves
    void edgeOfAMotionIsLeftOut(float step, boolean visible) {
        float[] vectors = new float[2 * SIZE.pixels()];
        vectors[2 * (3 * SIZE.width() + 4) + 1] = step; // one pixel alone moves, downwards
        BitSet found = Occlusion.visible(new Flow(SIZE, vectors), Scenes.flow(SIZE, 0, 0));

        assertThat(found.get(3 * SIZE.width() + 3)).as("to the left of it").isEqualTo(visible);
        assertThat(found.get(2 * SIZE.width() + 4)).as("above it").isEqualTo(visible);
        assertThat(found.get(3 * SIZE.width() + 5)).as("to the right of it").isTrue();
    }

    @Test
    void visiblePixelsAreThoseOfNumpy() {
        try (GoldenPair golden = new GoldenPair()) {
            assertThat(Occlusion.visible(golden.forward(), golden.backward())).isEqualTo(golden.visible());
        }
    }

    @Test
    void flowsOfDifferentSizesAreRefused() {
        assertThatThrownBy(() -> Occlusion.visible(Scenes.flow(SIZE, 0, 0), Scenes.flow(new FrameSize(7, 9), 0, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("one flow is of 9x7, the other of 7x9");
    }
}
