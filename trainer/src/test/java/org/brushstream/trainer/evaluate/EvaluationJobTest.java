package org.brushstream.trainer.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.infer.Device;
import org.brushstream.runtime.infer.OrtStylizer;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.runtime.model.StyleModel;
import org.brushstream.runtime.model.StyleWeights;
import org.brushstream.trainer.Golden;
import org.brushstream.trainer.TinyModel;
import org.brushstream.trainer.gatys.GatysPlan;
import org.brushstream.trainer.loss.JudgedStyle;
import org.brushstream.trainer.loss.Losses;
import org.brushstream.trainer.loss.Objective;
import org.brushstream.trainer.loss.PerceptualLoss;
import org.brushstream.trainer.loss.StyleGrams;
import org.brushstream.trainer.loss.Vgg;
import org.brushstream.trainer.loss.VggFeatures;
import org.brushstream.trainer.picture.Pictures;
import org.brushstream.trainer.script.Precision;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EvaluationJobTest {
    private static final int SIZE = 36; // the style picture's short side, so that its square is a part of it, unscaled
    private static final int ITERATIONS = 12;
    private static final Path STYLE = Golden.path("style.png");
    private static final Path PHOTOS = Golden.path("photos");
    private static final Path VGG = Golden.path("tiny_vgg.safetensors");

    @TempDir
    private static Path models;

    private static StyleModel model;

    @TempDir
    private Path folder;

    /** Remembers all it hears. */
    private static final class Ear implements EvaluationJob.Listener {
        private final List<String> iterations = new ArrayList<>(); // "photo:iteration"
        private final List<String> files = new ArrayList<>();

        @Override
        public void afterIteration(int photo, int iteration, Losses losses) {
            iterations.add(photo + ":" + iteration);
        }

        @Override
        public void afterCurve(int photo, String file, GatysCurve curve) {
            files.add(photo + ":" + file);
        }
    }

    @BeforeAll
    static void makeModel() {
        model = StyleModel.read(TinyModel.write(models));
    }

    private static GatysPlan plan(int iterations, GatysPlan.Start start, long seed, int size) {
        return new GatysPlan(GatysPlan.Method.LBFGS, 20, 1, iterations, start, seed, size, size);
    }

    private static GatysPlan plan(int iterations) {
        return plan(iterations, GatysPlan.Start.NOISE, 1, SIZE);
    }

    private EvaluationJob job(int photos, GatysPlan plan) {
        return job(model, STYLE, PHOTOS, null, photos, plan, Precision.FLOAT32);
    }

    private EvaluationJob job(
            StyleModel judged,
            Path style,
            Path photos,
            @Nullable Objective objective,
            int count,
            GatysPlan plan,
            Precision precision) {
        return job(judged, style, photos, VGG, objective, count, plan, precision);
    }

    private EvaluationJob job(
            StyleModel judged,
            Path style,
            Path photos,
            Path vgg,
            @Nullable Objective objective,
            int count,
            GatysPlan plan,
            Precision precision) {
        return new EvaluationJob(
                JudgedStyle.of(judged, null),
                style,
                photos,
                vgg,
                objective,
                new Measure(count, plan, precision, folder.resolve("cache")));
    }

    private static EvaluationJob.Result run(EvaluationJob job, Ear ear) {
        return job.run(ear, () -> true).orElseThrow();
    }

    @Test
    void rowsAreWhatTheLossSaysOfEachPicture() {
        EvaluationJob.Result result = run(job(2, plan(ITERATIONS)), new Ear());
        assertThat(result.evaluation().photos())
                .extracting(Evaluation.Photo::file)
                .containsExactly("a.png", "b.png");
        for (Evaluation.Photo photo : result.evaluation().photos()) {
            Evaluation.Rows rows = photo.rows();
            assertThat(rows.photograph().content()).isZero();
            assertThat(rows.photograph().variation()).isPositive();
            // Of the style picture only a strip of 4 pixels is missing at either side; 1 would be no likeness at all.
            assertThat(rows.stylePicture().style())
                    .isLessThan(0.05f)
                    .isLessThan(rows.photograph().style());
            assertThat(rows.stylePicture().content()).isPositive();
            assertThat(rows.painting())
                    .isEqualTo(judgedWithoutTheJob(
                            PHOTOS.resolve(photo.file()), model, TinyModel.OBJECTIVE, Optional.empty()))
                    .isNotEqualTo(rows.photograph());
            assertThat(rows.paintingSeconds()).isPositive();
        }
    }

    @Test
    void styleOfSeveralIsPaintedAndJudgedAlone() {
        StyleModel gallery = StyleModel.read(TinyModel.writeGallery(folder));
        List<Losses> paintings = new ArrayList<>();
        for (String name : List.of("dark", "bright")) {
            EvaluationJob job = new EvaluationJob(
                    JudgedStyle.of(gallery, name),
                    STYLE,
                    PHOTOS,
                    VGG,
                    null,
                    new Measure(1, plan(1), Precision.FLOAT32, folder.resolve("cache")));
            Evaluation evaluation = run(job, new Ear()).evaluation();
            Objective learned = TinyModel.OBJECTIVE.withStyle(name.equals("dark") ? 1.5 : 3);
            assertThat(evaluation.painter()).isEqualTo("gallery, " + name);
            assertThat(evaluation.objective()).isEqualTo(learned);
            assertThat(evaluation.objectiveFrom()).isEqualTo(Evaluation.ObjectiveSource.CARD);
            Losses painting = evaluation.photos().get(0).rows().painting();
            StyleWeights alone = name.equals("dark") ? StyleWeights.of(0, 1, 0) : StyleWeights.of(0, 0, 1);
            assertThat(painting)
                    .isEqualTo(judgedWithoutTheJob(PHOTOS.resolve("a.png"), gallery, learned, Optional.of(alone)));
            paintings.add(painting);
        }
        assertThat(paintings.get(0).style()).isNotEqualTo(paintings.get(1).style());
    }

    @Test
    void knownCurvesAreJudgedByAndUnknownOnesAreNotPainted() {
        EvaluationJob both = job(2, plan(ITERATIONS));
        assertThat(both.runOnKnownCurves())
                .extracting(EvaluationJob.Known::file, EvaluationJob.Known::curve)
                .containsExactly(tuple("a.png", null), tuple("b.png", null));
        assertThat(folder.resolve("cache")).doesNotExist();

        EvaluationJob.Result painted = run(job(1, plan(ITERATIONS + 1)), new Ear());
        List<EvaluationJob.Known> known = both.runOnKnownCurves();
        assertThat(known)
                .extracting(EvaluationJob.Known::curve)
                .containsExactly(painted.curves().get(0).upTo(ITERATIONS), null);
        Evaluation.Rows rows = painted.evaluation().photos().get(0).rows();
        assertThat(known.get(0).photograph()).isEqualTo(rows.photograph());
        assertThat(known.get(0).painting()).isEqualTo(rows.painting());

        assertThat(job(1, plan(ITERATIONS + 2)).runOnKnownCurves().get(0).curve())
                .isNull();
    }

    /** The same model on the same square, judged without the job. Both take the same steps in libtorch: equal to the bit. */
    private static Losses judgedWithoutTheJob(
            Path photo, StyleModel model, Objective objective, Optional<StyleWeights> mix) {
        try (NDManager manager = NDManager.newBaseManager();
                VggFeatures eye = VggFeatures.open(VGG, Precision.FLOAT32, manager);
                StyleGrams grams = new StyleGrams(eye, objective.styleLayers(), Pictures.read(STYLE, 36, manager));
                OrtStylizer painter = OrtStylizer.open(model, Device.CPU)) {
            mix.ifPresent(painter::mix);
            NDArray square = Pictures.readCovering(photo, new FrameSize(SIZE, SIZE), manager);
            NDArray painted = Pictures.of(painter.apply(Pictures.frame(square, 0)), manager);
            PerceptualLoss judge = new PerceptualLoss(eye, objective, grams);
            return judge.compare(painted, judge.content(square)).losses();
        }
    }

    @Test
    void curvesFallFromWhatTheyBeginWith() {
        EvaluationJob.Result fromNoise = run(job(2, plan(ITERATIONS)), new Ear());
        EvaluationJob.Result fromContent = run(job(2, plan(ITERATIONS, GatysPlan.Start.CONTENT, 1, SIZE)), new Ear());
        for (EvaluationJob.Result result : List.of(fromNoise, fromContent)) {
            for (GatysCurve curve : result.curves()) {
                List<Float> totals = curve.points().stream().map(Losses::total).toList();
                assertThat(totals).hasSize(ITERATIONS + 1).isSortedAccordingTo((a, b) -> Float.compare(b, a));
                assertThat(totals.get(ITERATIONS)).isLessThan(totals.get(0) / 2);
                assertThat(curve.seconds()).isSorted();
                assertThat(curve.processors()).isEqualTo(Runtime.getRuntime().availableProcessors());
            }
        }
        Losses start = fromContent.curves().get(0).at(0);
        assertThat(start)
                .isEqualTo(fromContent.evaluation().photos().get(0).rows().photograph());
    }

    @Test
    void marksAreTheUsualOnesAndTheLast() {
        assertThat(marks(ITERATIONS)).containsExactly(10, 12);
        assertThat(marks(10)).containsExactly(10);
        assertThat(marks(4)).containsExactly(4);
    }

    private List<Integer> marks(int iterations) {
        EvaluationJob.Result result = run(job(1, plan(iterations)), new Ear());
        GatysCurve curve = result.curves().get(0);
        List<Evaluation.Mark> marks = result.evaluation().photos().get(0).rows().optimizer();
        assertThat(marks).allSatisfy(mark -> {
            assertThat(mark.losses()).isEqualTo(curve.points().get(mark.iterations()));
            assertThat(mark.seconds()).isEqualTo(curve.seconds().get(mark.iterations()));
        });
        return marks.stream().map(Evaluation.Mark::iterations).toList();
    }

    @Test
    void marksGoOnBeyondTheUsualEnd() {
        assertThat(EvaluationJob.marks(200).boxed()).containsExactly(10, 25, 50, 75, 100, 150, 200);
        assertThat(EvaluationJob.marks(450).boxed()).endsWith(150, 200, 300, 400, 450);
        assertThat(EvaluationJob.marks(1000).boxed()).endsWith(400, 500, 1000);
        assertThat(EvaluationJob.marks(3500).boxed()).endsWith(500, 1000, 2000, 3000, 3500);
    }

    @Test
    void secondRunTakesItsCurvesFromTheCache() {
        Ear first = new Ear();
        Ear second = new Ear();
        EvaluationJob.Result painted = run(job(2, plan(ITERATIONS)), first);
        EvaluationJob.Result kept = run(job(2, plan(ITERATIONS)), second);

        assertThat(first.iterations)
                .hasSize(2 * ITERATIONS)
                .startsWith("1:1", "1:2")
                .endsWith("2:11", "2:12");
        assertThat(second.iterations).isEmpty();
        assertThat(first.files).containsExactly("1:a.png", "2:b.png").isEqualTo(second.files);
        assertThat(kept.curves()).isEqualTo(painted.curves());
        for (int i = 0; i < 2; i++) {
            Evaluation.Origin now = painted.evaluation().photos().get(i).optimizer();
            assertThat(now.fromCache()).isFalse();
            assertThat(kept.evaluation().photos().get(i).optimizer())
                    .isEqualTo(new Evaluation.Origin(now.painted(), now.processors(), true));
        }
    }

    @Test
    void anotherModelIsMeasuredByTheSameCurves() {
        run(job(1, plan(ITERATIONS)), new Ear());
        Ear ear = new Ear();
        StyleModel other = StyleModel.read(TinyModel.write(folder.resolve("other.onnx"), 2));
        run(job(other, STYLE, PHOTOS, null, 1, plan(ITERATIONS), Precision.FLOAT32), ear);
        assertThat(ear.iterations).isEmpty();
    }

    @Test
    void fewerIterationsAreTheBeginningOfAKeptCurveAndMoreArePaintedAnew() {
        GatysCurve whole = run(job(1, plan(ITERATIONS)), new Ear()).curves().get(0);
        Ear fewer = new Ear();
        assertThat(run(job(1, plan(5)), fewer).curves()).containsExactly(whole.upTo(5));
        assertThat(fewer.iterations).isEmpty();

        Ear more = new Ear();
        run(job(1, plan(ITERATIONS + 1)), more);
        assertThat(more.iterations).hasSize(ITERATIONS + 1);
        Ear again = new Ear();
        run(job(1, plan(ITERATIONS + 1)), again);
        assertThat(again.iterations).isEmpty();
    }

    @Test
    void whateverChangesTheCurveIsPaintedAnew() throws IOException {
        Path otherStyle = Golden.path("photos/b.png");
        Path otherPhotos = Files.createDirectory(folder.resolve("photos"));
        Files.copy(Golden.path("photos/b.png"), otherPhotos.resolve("a.png")); // the name says nothing
        byte[] weights = Files.readAllBytes(VGG);
        weights[weights.length - Float.BYTES] ^= 1; // the last bit of the last weight: little-endian
        Path otherVgg = Files.write(folder.resolve("vgg.safetensors"), weights);
        GatysPlan plan = plan(2);
        Precision usual = Precision.FLOAT32;
        Map<String, EvaluationJob> changed = new LinkedHashMap<>();
        changed.put("nothing", job(1, plan));
        objectivesLike(TinyModel.OBJECTIVE)
                .forEach((what, objective) -> changed.put(what, job(model, STYLE, PHOTOS, objective, 1, plan, usual)));
        changed.put("size", job(1, plan(2, GatysPlan.Start.NOISE, 1, 40)));
        changed.put("seed", job(1, plan(2, GatysPlan.Start.NOISE, 2, SIZE)));
        changed.put("start", job(1, plan(2, GatysPlan.Start.CONTENT, 1, SIZE)));
        changed.put("history", job(1, new GatysPlan(plan.method(), 19, 1, 2, plan.start(), 1, SIZE, SIZE)));
        changed.put("style", job(model, otherStyle, PHOTOS, null, 1, plan, usual));
        changed.put("photo", job(model, STYLE, otherPhotos, null, 1, plan, usual));
        changed.put("precision", job(model, STYLE, PHOTOS, null, 1, plan, Precision.BFLOAT16));
        changed.put("VGG-19", job(model, STYLE, PHOTOS, otherVgg, null, 1, plan, usual));
        for (boolean kept : new boolean[] {false, true}) {
            changed.forEach((what, job) -> {
                EvaluationJob.Result result = run(job, new Ear());
                assertThat(result.evaluation().photos().get(0).optimizer().fromCache())
                        .as(what)
                        .isEqualTo(kept);
            });
        }
    }

    /** Each differs from a known one in a single component. */
    private static Map<String, Objective> objectivesLike(Objective known) {
        Vgg net = known.net();
        double content = known.content();
        double style = known.style();
        double variation = known.variation();
        List<String> shapes = known.contentLayers();
        List<String> textures = known.styleLayers();
        int size = known.styleSize();
        return Map.of(
                "content weight", new Objective(net, content + 0.001, style, variation, shapes, textures, size),
                "style weight", new Objective(net, content, style + 0.001, variation, shapes, textures, size),
                "variation weight", new Objective(net, content, style, variation + 0.001, shapes, textures, size),
                "content layers", new Objective(net, content, style, variation, List.of("relu2_2"), textures, size),
                "style layers", new Objective(net, content, style, variation, shapes, List.of("relu1_2"), size),
                "style size", known.withStyleSize(40));
    }

    @Test
    void seedChangesNothingWhereThereIsNoNoise() {
        run(job(1, plan(2, GatysPlan.Start.CONTENT, 1, SIZE)), new Ear());
        Ear ear = new Ear();
        run(job(1, plan(2, GatysPlan.Start.CONTENT, 2, SIZE)), ear);
        assertThat(ear.iterations).isEmpty();
    }

    @Test
    void stoppedRunKeepsWholeCurvesOnly() {
        Ear stopped = new Ear();
        EvaluationJob job = job(2, plan(ITERATIONS));
        assertThat(job.run(stopped, () -> stopped.iterations.size() < ITERATIONS + 5))
                .isEmpty();
        assertThat(stopped.iterations).hasSize(ITERATIONS + 5).endsWith("2:5");
        assertThat(stopped.files).containsExactly("1:a.png");

        Ear next = new Ear();
        run(job, next);
        assertThat(next.iterations).hasSize(ITERATIONS).startsWith("2:1");
    }

    @Test
    void objectiveIsTheGivenOneOrTheCardsOrTheUsual() {
        Evaluation card = run(job(1, plan(1)), new Ear()).evaluation();
        assertThat(card.objective()).isEqualTo(TinyModel.OBJECTIVE);
        assertThat(card.objectiveFrom()).isEqualTo(Evaluation.ObjectiveSource.CARD);

        Objective other = TinyModel.OBJECTIVE.withStyleSize(40);
        Evaluation given = run(job(model, STYLE, PHOTOS, other, 1, plan(1), Precision.FLOAT32), new Ear())
                .evaluation();
        assertThat(given.objective()).isEqualTo(other);
        assertThat(given.objectiveFrom()).isEqualTo(Evaluation.ObjectiveSource.GIVEN);

        StyleModel stranger = StyleModel.read(TinyModel.writeWithoutCard(folder));
        Evaluation usual = run(job(stranger, STYLE, PHOTOS, null, 1, plan(1), Precision.FLOAT32), new Ear())
                .evaluation();
        assertThat(usual.objective()).isEqualTo(Objective.DEFAULT);
        assertThat(usual.objectiveFrom()).isEqualTo(Evaluation.ObjectiveSource.USUAL);

        StyleModel secretive = StyleModel.read(TinyModel.write(folder.resolve("tiny.onnx"), 1, "not stated"));
        assertThatThrownBy(() -> run(job(secretive, STYLE, PHOTOS, null, 1, plan(1), Precision.FLOAT32), new Ear()))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith(secretive + " learned by 'not stated'");
        Evaluation asked = run(job(secretive, STYLE, PHOTOS, other, 1, plan(1), Precision.FLOAT32), new Ear())
                .evaluation();
        assertThat(asked.objectiveFrom()).isEqualTo(Evaluation.ObjectiveSource.GIVEN);
    }

    @Test
    void photosOfTheSameNameInTwoFoldersAreTwo() throws IOException {
        for (String name : List.of("a", "b")) {
            Path inner = Files.createDirectories(folder.resolve("photos/" + name));
            Files.copy(Golden.path("photos/" + name + ".png"), inner.resolve("same.png"));
        }
        EvaluationJob.Result result =
                run(job(model, STYLE, folder.resolve("photos"), null, 2, plan(3), Precision.FLOAT32), new Ear());
        assertThat(result.evaluation().photos())
                .extracting(Evaluation.Photo::file)
                .containsExactly(
                        Path.of("a", "same.png").toString(),
                        Path.of("b", "same.png").toString());
        Path png = folder.resolve("graph.png");
        result.writeGraph(png);
        BufferedImage graph = ImageIO.read(png.toFile());
        assertThat(graph.getWidth()).isEqualTo(960);
    }

    @Test
    void photosAreSpreadEvenlyOverTheFolder() throws IOException {
        Path photos = Files.createDirectory(folder.resolve("photos"));
        for (int i = 0; i < 5; i++) {
            Files.copy(Golden.path("photos/a.png"), photos.resolve(i + ".png"));
        }
        Ear ear = new Ear();
        run(job(model, STYLE, photos, null, 2, plan(1), Precision.FLOAT32), ear);
        assertThat(ear.files).containsExactly("1:0.png", "2:2.png"); // 0 and 5 / 2
        assertThat(ear.iterations).containsExactly("1:1"); // the same photo under another name
    }

    @Test
    void whatCannotBeWrittenOrReadIsFoundOutBeforeAnyIteration() throws IOException {
        Ear ear = new Ear();
        Path file = Files.writeString(folder.resolve("cache"), "no folder");
        assertThatThrownBy(() -> run(job(1, plan(1)), ear))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(file.toString());
        assertThatThrownBy(() -> run(job(3, plan(1)), ear))
                .isInstanceOf(ModelException.class)
                .hasMessage("the folder " + PHOTOS
                        + " holds 2 photographs, 3 are to be judged; give --pictures 2 or another folder");
        assertThat(ear.iterations).isEmpty();
    }

    @Test
    void onlyOneSizeOfLbfgsIsAYardstick() {
        assertThatThrownBy(() -> job(0, plan(1))).isInstanceOf(IllegalArgumentException.class);
        GatysPlan adam = new GatysPlan(GatysPlan.Method.ADAM, 20, 1, 1, GatysPlan.Start.NOISE, 1, SIZE, SIZE);
        assertThatThrownBy(() -> job(1, adam)).isInstanceOf(IllegalArgumentException.class);
        GatysPlan coarse = new GatysPlan(GatysPlan.Method.LBFGS, 20, 1, 1, GatysPlan.Start.NOISE, 1, 64, 32);
        assertThatThrownBy(() -> job(1, coarse)).isInstanceOf(IllegalArgumentException.class);
    }
}
