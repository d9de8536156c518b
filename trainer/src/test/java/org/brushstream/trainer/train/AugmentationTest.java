package org.brushstream.trainer.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.brushstream.trainer.net.Norm;
import org.junit.jupiter.api.Test;

final class AugmentationTest {
    private static final Augmentation STATIC = Augmentation.usual(Norm.STATIC);
    private static final int PHOTOS = 1000;

    /** Photos of black, white and the middle between them: contrast is the way from the first to the second. */
    @Test
    void halfOfThePhotosKeepBetweenAQuarterAndAllOfTheirContrastAndStayInRange() {
        Random random = new Random(1);
        List<Double> contrasts = new ArrayList<>();
        for (int photo = 0; photo < PHOTOS; photo++) {
            float[] values = {-1, 0, 255, 127.5f, -1};
            STATIC.fade(values, 1, 3, random);

            assertThat(values[0]).isEqualTo(-1); // another photo's
            assertThat(values[4]).isEqualTo(-1);
            assertThat(values[1]).isBetween(0f, 255f);
            assertThat(values[2]).isBetween(0f, 255f);
            assertThat(values[3]).isCloseTo((values[1] + values[2]) / 2, within(1e-4f)); // a line
            contrasts.add((values[2] - values[1]) / 255.0);
        }
        List<Double> faded =
                contrasts.stream().filter(contrast -> contrast < 0.9999).toList();

        assertThat(contrasts).allMatch(contrast -> contrast > 0.2499 && contrast <= 1);
        assertThat(faded).hasSizeBetween(450, 550); // 500 with a deviation of 16
        // evenly spread logarithms: the mean of 0.25^u over u in 0..1 is 0.75 / ln 4 = 0.541, with a deviation of 0.01
        assertThat(mean(faded)).isCloseTo(0.541, within(0.03));
    }

    @Test
    void judgedPartLiesAnywhereInMultiplesOfFour() {
        Random random = new Random(1);
        List<Integer> offsets = new ArrayList<>();
        for (int i = 0; i < PHOTOS; i++) {
            offsets.add(STATIC.offset(random));
        }

        assertThat(offsets).allMatch(offset -> offset % 4 == 0 && offset >= 0 && offset <= 96);
        assertThat(offsets).contains(0, 4, 48, 92, 96);
        assertThat(Augmentation.NONE.offset(random)).isZero();
    }

    @Test
    void impossibleNumbersAreRefused() {
        assertThatThrownBy(() -> new Augmentation(6, 1)).hasMessageContaining("a multiple of 4 pixels, not 6");
        assertThatThrownBy(() -> new Augmentation(-4, 1)).hasMessageContaining("not -4");
        for (double contrast : new double[] {0, 1.1, Double.NaN}) {
            assertThatThrownBy(() -> new Augmentation(0, contrast))
                    .hasMessage("the least contrast is above 0 and at most 1, not " + contrast);
        }
    }

    private static double mean(List<Double> values) {
        return values.stream().flatMapToDouble(DoubleStream::of).average().orElseThrow();
    }
}
