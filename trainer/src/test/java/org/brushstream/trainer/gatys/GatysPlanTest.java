package org.brushstream.trainer.gatys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.brushstream.runtime.frame.FrameSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GatysPlanTest {
    private static GatysPlan plan(int history, double learningRate, int iterations, int size, int coarsest) {
        return new GatysPlan(
                GatysPlan.Method.LBFGS, history, learningRate, iterations, GatysPlan.Start.CONTENT, 1, size, coarsest);
    }

    @ParameterizedTest
    @CsvSource({
        "512, 128, '128 256 512'",
        "512, 129, '256 512'",
        "500, 32, '62 125 250 500'", // halves are rounded down
        "2048, 512, '512 1024 2048'",
        "512, 512, 512",
        "100, 4096, 100",
        "32, 32, 32",
    })
    void sizesAreHalvedDownToTheCoarsest(int size, int coarsest, String sizes) {
        assertThat(plan(5, 5, 1, size, coarsest).sizes())
                .isEqualTo(
                        List.of(sizes.split(" ")).stream().map(Integer::valueOf).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "20, 5, 1, 31, 32, 'the shorter side of a painting is 32 to 4096 pixels, not 31'",
        "20, 5, 1, 4097, 32, 'the shorter side of a painting is 32 to 4096 pixels, not 4097'",
        "20, 5, 1, 512, 31, 'the smallest size to begin with is 32 pixels or more, not 31'",
        "20, 5, 0, 512, 32, 'there is at least 1 iteration and 1 pair to remember, not 0 and 20'",
        "0, 5, 1, 512, 32, 'there is at least 1 iteration and 1 pair to remember, not 1 and 0'",
        "20, 0, 1, 512, 32, 'the learning rate is above 0 and at most 255, not 0.0'",
        "20, 256, 1, 512, 32, 'the learning rate is above 0 and at most 255, not 256.0'",
        "20, NaN, 1, 512, 32, 'the learning rate is above 0 and at most 255, not NaN'",
    })
    void impossiblePlansAreRefused(
            int history, double learningRate, int iterations, int size, int coarsest, String sentence) {
        assertThatThrownBy(() -> plan(history, learningRate, iterations, size, coarsest))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence);
    }

    @Test
    void eachPairOfTheHistoryTakesTwoPicturesOfMemory() {
        FrameSize size = new FrameSize(300, 200);
        long twenty = plan(20, 5, 1, 200, 32).memoryBytes(size);
        long ten = plan(10, 5, 1, 200, 32).memoryBytes(size);
        assertThat(twenty - ten).isEqualTo(10L * 2 * 3 * 4 * 300 * 200); // three floats of four bytes a pixel
    }

    @Test
    void paintingOf2048PixelsFitsInto24Gigabytes() {
        GatysPlan plan = plan(20, 5, 1, 2048, 128);
        assertThat(plan.memoryBytes(new FrameSize(3072, 2048))).isLessThan(24_000_000_000L);
        assertThat(plan.memoryBytes(new FrameSize(3641, 2048))).isLessThan(24_000_000_000L);
    }
}
