package org.brushstream.trainer.style;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.trainer.Golden;
import org.brushstream.trainer.loss.Objective;
import org.brushstream.trainer.loss.Pooling;
import org.brushstream.trainer.loss.Vgg;
import org.brushstream.trainer.picture.Pictures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StyleRankingTest {
    private static final Objective OBJECTIVE =
            new Objective(Vgg.VGG19, 1, 4, 0.1, List.of("relu3_3"), List.of("relu1_2", "relu2_2"), 36);

    private final Path folder;

    StyleRankingTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private static List<StyleRanking.Distance> rank(WeightedStyle... styles) {
        return StyleRanking.of(List.of(styles), Golden.path("tiny_vgg.safetensors"), Pooling.MAX, OBJECTIVE);
    }

    /** Vertical stripes with a little noise. */
    private Path stripes(String name, int period, long seed) {
        Random random = new Random(seed);
        float[] chw = new float[3 * 40 * 40];
        for (int i = 0; i < chw.length; i++) {
            chw[i] = (i % 40 / period % 2 == 0 ? 20 : 220) + 10 * random.nextFloat();
        }
        Path file = folder.resolve(name);
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray picture = manager.create(chw, new Shape(1, 3, 40, 40));
            Pictures.write(picture, file, 8);
        }
        return file;
    }

    @Test
    void outlierComesLastAndIsFarFromTheMean() {
        Path a = stripes("a.png", 4, 1);
        Path b = stripes("b.png", 4, 2);
        Path other = Golden.path("style.png");
        List<StyleRanking.Distance> ranking =
                rank(new WeightedStyle(other, 1), new WeightedStyle(a, 1), new WeightedStyle(b, 1));

        assertThat(ranking).extracting(StyleRanking.Distance::picture).last().isEqualTo(other);
        assertThat(ranking).extracting(StyleRanking.Distance::mean).isSorted();
        // Two alike pull the mean two thirds of the way from the third: it is twice as far away.
        assertThat(ranking.get(2).mean() / ranking.get(1).mean()).isCloseTo(2, within(0.1));
    }

    @Test
    void distancesAreNamedByLayerInTheObjectivesOrder() {
        List<StyleRanking.Distance> ranking = rank(new WeightedStyle(Golden.path("style.png"), 1));
        assertThat(ranking).singleElement().satisfies(place -> {
            assertThat(place.byLayer()).containsExactly(Map.entry("relu1_2", 0.0), Map.entry("relu2_2", 0.0));
            assertThat(place.mean()).isZero();
        });
    }

    @Test
    void meanIsThatOfTheLayers() {
        Map<String, Double> byLayer = Map.of("relu1_2", 0.1, "relu2_2", 0.5);
        assertThat(new StyleRanking.Distance(folder, byLayer).mean()).isCloseTo(0.3, within(1e-12));
    }

    @Test
    void pictureThatWeighsMoreIsNearer() {
        Path a = stripes("a.png", 4, 1);
        Path b = Golden.path("style.png");
        // G_b - mean = -3 (G_a - mean)
        List<StyleRanking.Distance> ranking = rank(new WeightedStyle(b, 1), new WeightedStyle(a, 3));
        assertThat(ranking.get(0).picture()).isEqualTo(a);
        assertThat(ranking.get(1).mean() / ranking.get(0).mean()).isCloseTo(3, within(1e-3));
    }

    @Test
    void missingPictureIsNamed() {
        Path none = folder.resolve("none.png");
        assertThatThrownBy(() -> rank(new WeightedStyle(none, 1)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(none.toString());
    }

    @Test
    void stylePictureIsNeverEnlargedNorShrunkUnder32Pixels() {
        try (NDManager manager = NDManager.newBaseManager()) {
            WeightedStyle style = new WeightedStyle(Golden.path("style.png"), 1); // 44 x 36
            assertThat(style.read(300, manager).getShape()).isEqualTo(new Shape(1, 3, 36, 44));
            assertThat(style.read(34, manager).getShape()).isEqualTo(new Shape(1, 3, 34, 42)); // 44 x 34 / 36 = 41.6
            assertThat(style.read(8, manager).getShape()).isEqualTo(new Shape(1, 3, 32, 39));
        }
    }
}
