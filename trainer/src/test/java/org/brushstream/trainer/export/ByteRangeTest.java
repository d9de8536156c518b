package org.brushstream.trainer.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class ByteRangeTest {
    @Test
    void rangeHoldsZeroAndBothEnds() {
        assertThat(ByteRange.of(-1, 1.55)).isEqualTo(new ByteRange(0.01f, 100)); // 255 steps of 0.01
        assertThat(ByteRange.of(0, 51)).isEqualTo(new ByteRange(0.2f, 0));
        assertThat(ByteRange.of(-51, -3)).isEqualTo(new ByteRange(0.2f, 255)); // up to 0 all the same
        assertThat(ByteRange.of(0, 0).zero()).isZero();
    }

    @Test
    void errorIsThatOfRoundingWithinAndOfTheEndBeyond() {
        ByteRange range = new ByteRange(0.5f, 10); // -5 to 122.5
        assertThat(range.squaredError(3)).isZero();
        assertThat(range.squaredError(3.2)).isCloseTo(0.04, within(1e-9));
        assertThat(range.squaredError(124.5)).isCloseTo(4, within(1e-9));
        assertThat(range.squaredError(-8)).isCloseTo(9, within(1e-9));
    }

    @Test
    void impossibleRangesAreRefused() {
        assertThatThrownBy(() -> new ByteRange(0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("bytes have no scale 0.0 with zero at 0");
        assertThatThrownBy(() -> new ByteRange(1, 256)).hasMessageContaining("zero at 256");
    }

    @Test
    void histogramKeepsWhatEveryValueNeeds() {
        Histogram histogram = new Histogram();
        float[] even = new float[10_000];
        for (int i = 0; i < even.length; i++) {
            even[i] = -2 + 6f * i / even.length;
        }
        histogram.add(even);
        ByteRange range = histogram.range(); // nothing is rare: cutting off costs more than finer steps bring
        assertThat((double) range.scale()).isCloseTo(6.0 / 255, within(0.1 / 255));
        assertThat(-range.scale() * range.zero()).isCloseTo(-2, within(0.1f));
        assertThat(histogram.rangeAboveZero().zero()).isZero();
        assertThat((double) histogram.rangeAboveZero().scale()).isCloseTo(4.0 / 255, within(0.1 / 255));
    }

    @Test
    void histogramLetsGoOfAValueThatIsFarOut() {
        Histogram histogram = new Histogram();
        Random random = new Random(1);
        float[] normal = new float[1_000_000];
        for (int i = 0; i < normal.length; i++) {
            normal[i] = (float) random.nextGaussian();
        }
        normal[5] = 30;
        histogram.add(normal);
        // A range up to h has steps of (h + 5) / 255, whose rounding costs a twelfth of their square for each of the
        // values;
        // cutting off costs ten times (30 - h)^2. By the derivatives' being equal, h = 26.
        assertThat((double) histogram.range().scale()).isCloseTo(31.0 / 255, within(1.0 / 255));
        assertThat(histogram.highest()).isEqualTo(30);
    }

    @Test
    void valuesThatAreNoNumbersAreRefused() {
        assertThatThrownBy(() -> new Histogram().add(new float[] {1, Float.NaN}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the net calculates NaN");
    }
}
