package org.brushstream.trainer.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.brushstream.trainer.Golden;
import org.brushstream.trainer.gatys.GatysPlan;
import org.brushstream.trainer.loss.Losses;
import org.brushstream.trainer.loss.Objective;
import org.brushstream.trainer.script.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KnownCurvesTest {
    private static final Path STYLE = Golden.path("style.png");
    private static final Path A = Golden.path("photos/a.png");
    private static final Path B = Golden.path("photos/b.png");

    // By sha256sum.
    private static final String STYLE_SHA256 = "6a3fdd5c2388c28b227e8acf5f2e9113ff80499e6d9db4ae869490c05cafe65d";
    private static final String A_SHA256 = "6a463724d3a43557d93b1a22d2491db91d9049faf34a0c29c579c472d2a53b31";

    private final Path cache;

    KnownCurvesTest(@TempDir Path folder) {
        this.cache = folder.resolve("cache");
    }

    /** Of the totals 10, 9, 8 and so on, divided by {@code divisor}. */
    private static GatysCurve curve(int iterations, boolean settled, float divisor) {
        List<Losses> points = new ArrayList<>();
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i <= iterations; i++) {
            points.add(new Losses(0, 0, 0, (10 - i) / divisor));
            seconds.add((double) i);
        }
        return new GatysCurve(points, seconds, settled, Instant.parse("2026-11-21T12:00:00Z"), 2);
    }

    private Measure measure(int iterations) {
        return new Measure(1, Measure.plan(iterations, GatysPlan.Start.NOISE, 1, 64), Precision.FLOAT32, cache);
    }

    private KnownCurves known(int iterations, Objective objective) {
        return KnownCurves.of(measure(iterations), STYLE, objective, "weights");
    }

    private void keep(Path photo, GatysCurve curve) {
        new KnownCurves(CurveStore.open(cache), measure(5), STYLE, Objective.DEFAULT, "weights").keep(photo, curve);
    }

    @Test
    void optimizerCameToTheMeanOfWhereItsCurvesEnd() {
        keep(A, curve(5, false, 1));
        keep(B, curve(7, false, 2));
        // By hand: 10 - 5 and (10 - 5) / 2 after 5 iterations, 10 - 4 and (10 - 4) / 2 after 4.
        assertThat(known(5, Objective.DEFAULT).meanTotal()).hasValue(3.75);
        assertThat(known(4, Objective.DEFAULT).meanTotal()).hasValue(4.5);
        assertThat(known(6, Objective.DEFAULT).meanTotal()).hasValue(2); // of the longer one alone
        assertThat(known(8, Objective.DEFAULT).meanTotal()).isEmpty();
    }

    @Test
    void optimizerThatSettledStaysWhereItWas() {
        keep(A, curve(3, true, 1));
        assertThat(known(5, Objective.DEFAULT).meanTotal()).hasValue(7);
        assertThat(known(5, Objective.DEFAULT).find(A)).contains(curve(3, true, 1));
    }

    @Test
    void curvesOfOtherStylesObjectivesAndWeightsAreNotMeant() {
        keep(A, curve(5, false, 1));
        assertThat(known(5, Objective.DEFAULT.withStyle(4.001)).meanTotal()).isEmpty();
        assertThat(KnownCurves.of(measure(5), B, Objective.DEFAULT, "weights").meanTotal())
                .isEmpty();
        assertThat(KnownCurves.of(measure(5), STYLE, Objective.DEFAULT, "others")
                        .meanTotal())
                .isEmpty();
        assertThat(known(5, Objective.DEFAULT).find(B)).isEmpty();
    }

    /** Another text would be of another file: all that users' machines have painted would be painted again. */
    @Test
    void curvesAreKeptUnderTheSameWordsAsEver() throws IOException {
        keep(A, curve(5, false, 1));
        try (Stream<Path> files = Files.list(cache)) {
            assertThat(files.findFirst().orElseThrow())
                    .content()
                    .contains("version 3, L-BFGS of 20 pairs from noise (seed 1), 64 px, style " + STYLE_SHA256
                            + ", VGG-19: 1 x content(relu3_3) + 4 x style(relu1_2 relu2_2 relu3_3 relu4_3 at 384 px)"
                            + " + 0.1 x variation by weights, float32, photo " + A_SHA256);
        }
    }

    @Test
    void nothingIsKnownWhereThereIsNoCache() {
        assertThat(known(5, Objective.DEFAULT).meanTotal()).isEmpty();
        assertThat(cache).doesNotExist();
    }
}
