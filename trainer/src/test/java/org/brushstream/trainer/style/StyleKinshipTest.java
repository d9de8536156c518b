package org.brushstream.trainer.style;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.brushstream.trainer.Golden;
import org.brushstream.trainer.loss.Objective;
import org.brushstream.trainer.loss.Pooling;
import org.brushstream.trainer.loss.Vgg;
import org.junit.jupiter.api.Test;

final class StyleKinshipTest {
    private static final Path A = Path.of("a.png");
    private static final Path B = Path.of("b.png");
    private static final Path C = Path.of("c.png");

    /** By one layer, from Gram matrices of two numbers each. */
    private static StyleKinship of(double[]... grams) {
        double[][] products = new double[grams.length][grams.length];
        for (int i = 0; i < grams.length; i++) {
            for (int j = 0; j < grams.length; j++) {
                products[i][j] = grams[i][0] * grams[j][0] + grams[i][1] * grams[j][1];
            }
        }
        return new StyleKinship(List.of(A, B, C).subList(0, grams.length), Map.of("relu1_2", products), List.of());
    }

    @Test
    void distancesFollowFromInnerProducts() {
        // (3, 0), (0, 6), (3, 0): mean (2, 2) of length root 8; differences (1, -2), (-2, 4), (1, -2).
        List<StyleRanking.Distance> ranking = of(new double[] {3, 0}, new double[] {0, 6}, new double[] {3, 0})
                .ranked();
        assertThat(ranking).extracting(StyleRanking.Distance::picture).containsExactly(A, C, B);
        assertThat(ranking.get(0).mean()).isCloseTo(Math.sqrt(5.0 / 8), within(1e-9));
        assertThat(ranking.get(2).mean()).isCloseTo(Math.sqrt(20.0 / 8), within(1e-9));
    }

    @Test
    void farthestIsLeftOutUntilNoneIsTooFar() {
        StyleKinship kinship = of(new double[] {10, 0}, new double[] {0, 10}, new double[] {10, 1});
        // Without b the mean is (10, 0.5): a and c are 0.5 from it, of a length of root 100.25.
        assertThat(kinship.alike(0.1))
                .extracting(StyleRanking.Distance::picture)
                .containsExactlyInAnyOrder(A, C);
        assertThat(kinship.alike(0.1).get(1).mean()).isCloseTo(0.5 / Math.sqrt(100.25), within(1e-9));
        assertThat(kinship.alike(10)).hasSize(3);
        assertThat(kinship.alike(0.001)).hasSize(1);
        assertThatThrownBy(() -> kinship.alike(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void picturesAreSeenAsTheRankingSeesThem() {
        Objective objective =
                new Objective(Vgg.VGG19, 1, 4, 0.1, List.of("relu3_3"), List.of("relu1_2", "relu3_3"), 32);
        Path vgg = Golden.path("tiny_vgg.safetensors");
        List<Path> pictures =
                List.of(Golden.path("style.png"), Golden.path("photos/a.png"), Golden.path("photos/b.png"));
        List<StyleRanking.Distance> expected = StyleRanking.of(
                pictures.stream().map(picture -> new WeightedStyle(picture, 1)).toList(), vgg, Pooling.MAX, objective);

        List<StyleRanking.Distance> found =
                StyleKinship.of(pictures, vgg, objective).ranked();

        assertThat(found)
                .extracting(StyleRanking.Distance::picture)
                .isEqualTo(expected.stream().map(StyleRanking.Distance::picture).toList());
        for (int i = 0; i < found.size(); i++) {
            for (String layer : objective.styleLayers()) {
                // Differences of 32-bit products.
                assertThat(found.get(i).byLayer().get(layer))
                        .isCloseTo(expected.get(i).byLayer().get(layer), within(1e-3));
            }
        }
    }
}
