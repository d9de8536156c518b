package org.brushstream.trainer.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.brushstream.trainer.net.Norm;
import org.junit.jupiter.api.Test;

final class AugmentationTest {
    private static final Augmentation STATIC = Augmentation.usual(Norm.STATIC);
    private static final int PHOTOS = 1000;

    @Test
    void halfOfThePhotosAreSeenWithBetweenAQuarterAndAllOfTheirContrast() {
        Random random = new Random(1);
        List<Augmentation.Fade> faint = new ArrayList<>();
        for (int photo = 0; photo < PHOTOS; photo++) {
            Augmentation.Fade fade = STATIC.fade(random);
            if (!fade.equals(Augmentation.Fade.NONE)) {
                faint.add(fade);
            }
        }

        assertThat(faint).hasSizeBetween(450, 550); // 500 with a deviation of 16
        assertThat(faint)
                .allMatch(fade -> fade.contrast() >= 0.25f && fade.contrast() <= 1)
                .allMatch(fade -> fade.grey() >= 0 && fade.grey() <= 255);
        // evenly spread logarithms: the mean of 0.25^u over u in 0..1 is 0.75 / ln 4 = 0.541, with a deviation of 0.01
        assertThat(faint.stream()
                        .mapToDouble(Augmentation.Fade::contrast)
                        .average()
                        .orElseThrow())
                .isCloseTo(0.541, within(0.03));
    }

    @Test
    void netSeesWhatIsLeftOfTheContrastAroundOneGrey() {
        try (NDManager manager = NDManager.newBaseManager()) {
            float[] values = {0, 255, 100, 0, 255, 100}; // a pixel of each of two photos
            Batch batch = new Batch(
                    1,
                    values,
                    new int[] {0, 0},
                    List.of(),
                    new float[0],
                    new Batch.Judged(0, 0, 1),
                    List.of(new Augmentation.Fade(0.5f, 200), Augmentation.Fade.NONE));

            assertThat(batch.seen(batch.photos(manager)).toFloatArray())
                    .containsExactly(100, 227.5f, 150, 0, 255, 100); // by hand: 200 + (value - 200) / 2
        }
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
}
