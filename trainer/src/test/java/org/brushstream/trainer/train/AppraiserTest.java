package org.brushstream.trainer.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.infer.Device;
import org.brushstream.runtime.infer.OrtStylizer;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.runtime.model.StyleMix;
import org.brushstream.runtime.model.StyleModel;
import org.brushstream.trainer.Golden;
import org.brushstream.trainer.evaluate.EvaluationJob;
import org.brushstream.trainer.evaluate.GatysCurve;
import org.brushstream.trainer.evaluate.Measure;
import org.brushstream.trainer.gatys.GatysPlan;
import org.brushstream.trainer.loss.JudgedStyle;
import org.brushstream.trainer.loss.Losses;
import org.brushstream.trainer.loss.Objective;
import org.brushstream.trainer.loss.PerceptualLoss;
import org.brushstream.trainer.loss.StyleGrams;
import org.brushstream.trainer.loss.VggFeatures;
import org.brushstream.trainer.picture.Pictures;
import org.brushstream.trainer.script.Precision;
import org.brushstream.trainer.style.Style;
import org.brushstream.trainer.style.WeightedStyle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AppraiserTest {
    private static final int ITERATIONS = 3;

    private final Path folder;
    private final Path heldOut;
    private final Measure measure;

    AppraiserTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        heldOut = Files.createDirectory(folder.resolve("held-out"));
        for (String photo : List.of("a.png", "b.png")) {
            Files.copy(Golden.path("photos/" + photo), heldOut.resolve(photo));
        }
        GatysPlan plan = Measure.plan(ITERATIONS, GatysPlan.Start.NOISE, 1, TinyTraining.SIDE);
        measure = new Measure(2, plan, Precision.FLOAT32, folder.resolve("cache"));
    }

    private Style noise(String name) {
        return TinyTraining.noise(folder, name);
    }

    private Path picture(String style) {
        return folder.resolve(style + ".png");
    }

    private TrainingJob job(List<Style> styles, @Nullable Path judgedBy) {
        return TinyTraining.job(styles, 2, new Judging(judgedBy, measure), folder.resolve("net.onnx"));
    }

    /** Trains afresh. */
    private static String pageOf(TrainingJob job, TrainingListener listener) throws IOException {
        Path page =
                job.run(TrainingJob.Earlier.OVERWRITE, 4, listener, () -> true).page();
        return page == null ? "" : Files.readString(page);
    }

    /** The cells of the row of a photo in a style. */
    private static List<String> row(String page, String style, String photo) {
        return Pattern.compile("<tr><td>%s</td><td>%s</td>(.*)</tr>".formatted(style, photo))
                .matcher(page)
                .results()
                .findFirst()
                .map(row -> Pattern.compile("<td[^>]*>([^<]*)</td>")
                        .matcher(row.group(1))
                        .results()
                        .map(cell -> cell.group(1))
                        .toList())
                .orElseThrow(() -> new AssertionError("no row of " + photo + " as " + style));
    }

    /** What the finished model is judged by, with a curve for each held-out photo. */
    private EvaluationJob.Result evaluated(TrainingJob job, @Nullable String style) {
        EvaluationJob evaluation = new EvaluationJob(
                JudgedStyle.of(StyleModel.read(job.output()), style),
                picture(style == null ? "alpha" : style),
                heldOut,
                TinyTraining.VGG,
                null,
                measure);
        EvaluationJob.Listener nobody = new EvaluationJob.Listener() {
            @Override
            public void afterIteration(int photo, int iteration, Losses losses) {}

            @Override
            public void afterCurve(int photo, String file, GatysCurve curve) {}
        };
        return evaluation.run(nobody, () -> true).orElseThrow();
    }

    private static double lastTotal(EvaluationJob.Result result) {
        return result.curves().stream()
                .mapToDouble(curve -> curve.points().get(ITERATIONS).total())
                .average()
                .orElseThrow();
    }

    @Test
    void withoutHeldOutPhotosThoseOfTheSheetAreJudgedByEachStylesOwnWeight() throws IOException {
        TrainingJob job = job(List.of(noise("alpha"), noise("beta")), null);
        String page = pageOf(job, (step, losses) -> {});

        assertThat(page)
                .contains("Judged by the photographs above, which it has learned from; others, given with --held-out,")
                .contains("--content HELD-OUT-PHOTOS")
                .doesNotContain("<tr><td>none</td>");
        StyleModel model = StyleModel.read(job.output());
        try (NDManager manager = NDManager.newBaseManager();
                VggFeatures eye = VggFeatures.open(TinyTraining.VGG, Precision.FLOAT32, manager);
                OrtStylizer painter = OrtStylizer.open(model, Device.CPU)) {
            Frame photo = Pictures.frame(Pictures.read(Golden.path("photos/b.png"), TinyTraining.SIDE, manager), 0);
            for (String style : List.of("alpha", "beta")) {
                Objective objective = JudgedStyle.of(model, style).learned().orElseThrow();
                painter.mix(StyleMix.of(style));
                try (StyleGrams grams = new StyleGrams(
                        eye, objective.styleLayers(), Pictures.read(picture(style), TinyTraining.SIDE, manager))) {
                    PerceptualLoss judge = new PerceptualLoss(eye, objective, grams);
                    PerceptualLoss.Content seen = judge.content(Pictures.of(photo, manager));
                    Losses alone =
                            judge.compare(Pictures.of(photo, manager), seen).losses();
                    Losses painted = judge.compare(Pictures.of(painter.apply(photo), manager), seen)
                            .losses();
                    requireRow(row(page, style, "b, unpainted"), alone, "");
                    requireRow(row(page, style, "b"), painted, "not measured");
                }
            }
        }
    }

    /** The card rounds weights to four digits, and ONNX Runtime pixels now and then to the next level. */
    private static void requireRow(List<String> row, Losses losses, String iterations) {
        assertThat(Double.parseDouble(row.get(0))).isCloseTo(losses.content(), within(0.005));
        assertThat(Double.parseDouble(row.get(1))).isCloseTo(losses.style(), within(0.005));
        assertThat(Double.parseDouble(row.get(2))).isCloseTo(losses.total(), within(0.005 * losses.total()));
        assertThat(row.get(3)).isEqualTo(iterations);
    }

    @Test
    void heldOutPhotosAreWorthIterationsOnceTheirCurvesAreKnown() throws IOException {
        TrainingJob job = job(List.of(noise("alpha"), noise("beta")), heldOut);
        List<Double> multiples = new ArrayList<>();
        TrainingListener listener = listener(multiples, new ArrayList<>());
        String page = pageOf(job, listener);
        assertThat(page)
                .contains("Judged by 2 photographs of " + heldOut + ", which it has not learned from: the square in the"
                        + " middle of each, 32 px wide.")
                .contains("--content " + heldOut);
        for (String style : List.of("alpha", "beta")) {
            for (String photo : List.of("a.png", "b.png")) {
                assertThat(row(page, style, photo).get(3)).isEqualTo("not measured");
            }
        }

        evaluated(job, "alpha");
        String partly = pageOf(job, listener);
        assertThat(row(partly, "alpha", "a.png").get(3)).isNotEqualTo("not measured");
        assertThat(row(partly, "beta", "a.png").get(3)).isEqualTo("not measured");
        assertThat(multiples).isEmpty(); // of one style alone they would be no mean

        EvaluationJob.Result beta = evaluated(job, "beta");
        String whole = pageOf(job, listener);
        assertThat(whole).doesNotContain("brushstream-trainer evaluate", "not measured");
        beta.evaluation().photos().forEach(photo -> {
            Double equal = photo.rows().equalsIterations();
            Losses painting = photo.rows().painting();
            assertThat(row(whole, "beta", photo.file()))
                    .containsExactly(
                            rounded("%.3f", painting.content()),
                            rounded("%.4f", painting.style()),
                            rounded("%.3f", painting.total()),
                            equal == null ? "more than 3" : rounded("%.1f", equal));
        });
        assertThat(multiples).isNotEmpty().hasSizeLessThanOrEqualTo(4).allMatch(Double::isFinite);
    }

    private static String rounded(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    private static TrainingListener listener(List<Double> multiples, List<Losses> steps) {
        return new TrainingListener() {
            @Override
            public void afterComparison(double multiple, int iterations) {
                assertThat(iterations).isEqualTo(ITERATIONS);
                multiples.add(multiple);
            }

            @Override
            public void afterStep(int step, Losses losses) {
                steps.add(losses);
            }
        };
    }

    @Test
    void stepsOfOneStyleAreComparedWithTheMeanOfItsCurves() throws IOException {
        TrainingJob job = job(List.of(noise("alpha")), null); // what is known of other photos serves too
        pageOf(job, (step, losses) -> {});
        EvaluationJob.Result alpha = evaluated(job, null);

        List<Double> multiples = new ArrayList<>();
        List<Losses> steps = new ArrayList<>();
        pageOf(job, listener(multiples, steps));
        assertThat(multiples).hasSize(4);
        Objective objective = alpha.evaluation().objective();
        for (int step = 0; step < 4; step++) {
            Losses losses = steps.get(step);
            double total = objective.content() * losses.content()
                    + objective.style() * losses.style()
                    + objective.variation() * losses.variation(); // without stability, which the last steps have
            // Of the total 1e-3 for the card, which rounds the style's weight to four digits.
            assertThat(multiples.get(step)).isCloseTo(total / lastTotal(alpha), within(1e-3 * multiples.get(step)));
        }
        assertThat(steps.get(3).stability()).isPositive();
    }

    @Test
    void picturesOfSeveralStylesCountByTheirOwnCurvesAndNoneNotAtAll() throws IOException {
        TrainingJob job = job(List.of(noise("alpha"), noise("beta")), null);
        pageOf(job, (step, losses) -> {});
        double alpha = lastTotal(evaluated(job, "alpha"));
        double beta = lastTotal(evaluated(job, "beta"));
        Appraiser appraiser = new Appraiser(job, job.folder().readRecipe());

        Training.Judged none = new Training.Judged(0, 1000);
        Training.Judged asGood = new Training.Judged(1, (float) alpha);
        Training.Judged worse = new Training.Judged(2, (float) (4 * beta));
        assertThat(appraiser.multiple(List.of(none, asGood, worse))).hasValueCloseTo(2.5, within(1e-6)); // as floats
        assertThat(appraiser.multiple(List.of(none))).isEmpty();
    }

    @Test
    void styleOfSeveralPicturesIsComparedWithNoCurveOfOne() throws IOException {
        TrainingJob job = job(List.of(noise("alpha")), null);
        pageOf(job, (step, losses) -> {});
        evaluated(job, null);
        noise("beta");
        Style mixed = new Style(
                "alpha", List.of(new WeightedStyle(picture("alpha"), 2), new WeightedStyle(picture("beta"), 1)));
        Appraiser appraiser =
                new Appraiser(job(List.of(mixed), null), job.folder().readRecipe());
        assertThat(appraiser.multiple(List.of(new Training.Judged(0, 1)))).isEmpty();
    }

    @Test
    void heldOutPhotosThatVanishLoseNeitherModelNorReport() throws IOException {
        TrainingJob job = job(List.of(noise("alpha")), heldOut);
        String page =
                pageOf(job, (step, losses) -> heldOut.resolve("a.png").toFile().delete());
        assertThat(job.output()).isNotEmptyFile();
        assertThat(page)
                .contains("The photographs in " + heldOut + " could not be judged: the folder " + heldOut
                        + " holds 1 photographs, 2 are to be judged")
                .contains("Judged by the photographs above");
        assertThat(row(page, "alpha", "a").get(3)).isEqualTo("not measured");
    }

    @Test
    void photosToLearnFromAreNotHeldOut() throws IOException {
        noise("alpha");
        TrainingJob inside = job(List.of(noise("alpha")), Golden.path("photos"));
        assertThatThrownBy(() -> pageOf(inside, (step, losses) -> {}))
                .isInstanceOf(ModelException.class)
                .hasMessage("the held-out photograph " + Golden.path("photos/a.png") + " lies in "
                        + Golden.path("photos")
                        + ", from which the net learns; move one of the folders out of the other");
        assertThat(inside.folder().path()).doesNotExist();
    }
}
