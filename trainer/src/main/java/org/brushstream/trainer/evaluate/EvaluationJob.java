package org.brushstream.trainer.evaluate;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.infer.Device;
import org.brushstream.runtime.infer.OrtStylizer;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.runtime.model.Sha256;
import org.brushstream.trainer.loss.JudgedStyle;
import org.brushstream.trainer.loss.Losses;
import org.brushstream.trainer.loss.Objective;
import org.brushstream.trainer.loss.PerceptualLoss;
import org.brushstream.trainer.loss.StyleGrams;
import org.brushstream.trainer.loss.VggFeatures;
import org.brushstream.trainer.loss.VggHeader;
import org.brushstream.trainer.picture.PhotoFolder;
import org.brushstream.trainer.picture.Pictures;
import org.brushstream.trainer.plot.CurveGraph;
import org.jspecify.annotations.Nullable;

/**
 * Judges a model's paintings, and the optimizer's of the same photos, by the same loss.
 *
 * <p>Johnson et al. 2016, section 4.1 and figure 5: the optimizer starts from noise (or from the photo, which is stricter)
 * and the question is after how many of its iterations the objective is as low as after one pass of the net. One difference:
 * their optimizer clips its pixels to 0..255, ours may leave that range, which a net that gives bytes cannot; so its curve
 * is the lower one and judges more strictly.
 *
 * @param painter painted with as films are: bytes in, bytes out
 * @param style the style picture that was learned
 * @param content folder of photographs that the model has never seen
 * @param vgg VGG weights, {@code .safetensors}
 * @param objective {@code null} for the one in the model's card, or the usual one where it has no card
 */
public record EvaluationJob(
        JudgedStyle painter,
        Path style,
        Path content,
        Path vgg,
        @Nullable Objective objective,
        Measure measure) {
    private static final int[] USUAL_MARKS = {10, 25, 50, 75, 100, 150, 200, 300, 400, 500};
    private static final int MARKS_BEYOND = 1000; // one at every so many iterations
    private static final int TIMED_RUNS = 5;

    /** Hears how the job goes on, on the thread that runs it. */
    public interface Listener {
        /**
         * Called after each iteration of the optimizer; never for a curve that an earlier run painted.
         *
         * @param photo from 1
         * @param iteration from 1
         */
        void afterIteration(int photo, int iteration, Losses losses);

        /**
         * Called when a photo's curve lies in the cache, from this run or an earlier one: it need not be painted again.
         *
         * @param photo from 1
         * @param file its path within the folder of photographs
         */
        void afterCurve(int photo, String file, GatysCurve curve);
    }

    /**
     * The report and what it was made from.
     *
     * @param curves by photo, in the report's order
     */
    public record Result(Evaluation evaluation, List<GatysCurve> curves) {
        public Result {
            curves = List.copyOf(curves);
        }

        /**
         * Draws the optimizer's totals and the model's.
         *
         * @param png an existing file is replaced
         * @throws ModelException if the file cannot be written
         */
        public void writeGraph(Path png) {
            List<CurveGraph.Curve> drawn = new ArrayList<>();
            for (int i = 0; i < curves.size(); i++) {
                Evaluation.Photo photo = evaluation.photos().get(i);
                drawn.add(new CurveGraph.Curve(
                        photo.file(),
                        curves.get(i).points(),
                        photo.rows().painting(),
                        photo.rows().equalsIterations()));
            }
            CurveGraph.write(drawn, evaluation.painter(), png);
        }
    }

    /**
     * What is known of a photo without painting by the optimizer.
     *
     * @param file its path within the folder of photographs
     * @param photograph losses of the photo itself
     * @param painting losses of the model's
     * @param curve the optimizer's, up to the iterations of the measure; {@code null} if no earlier run has painted it
     */
    public record Known(
            String file,
            Losses photograph,
            Losses painting,
            @Nullable GatysCurve curve) {}

    /**
     * The photographs that some are chosen from, by name.
     *
     * @throws ModelException if there is no such folder, or none in it
     */
    public List<Path> candidates() {
        return PhotoFolder.list(content, "--content");
    }

    /** What the model makes of a photo. */
    private record Painting(Frame frame, double seconds) {}

    /** All that judges, set up; the model paints the style that is judged, and squares of the measure's size. */
    private record Bench(OrtStylizer brush, NDManager manager, PerceptualLoss judge) {}

    /**
     * Judges.
     *
     * @param goesOn asked at the beginning and before every iteration of the optimizer
     * @return empty if it did not go on: the curves that were complete by then are kept
     * @throws ModelException if an input is absent or wrong, or the cache cannot be written
     */
    public Optional<Result> run(Listener listener, BooleanSupplier goesOn) {
        Objective judged = requireInputs();
        List<Path> chosen = chosen();
        CurveStore store = CurveStore.open(measure.cache());
        String weights = Sha256.of(vgg);
        if (!goesOn.getAsBoolean()) {
            return Optional.empty();
        }
        return with(judged, bench -> {
            KnownCurves known = new KnownCurves(store, measure, style, judged, weights);
            Yardstick yardstick = new Yardstick(measure.plan(), bench.judge(), known);
            List<GatysCurve> curves = new ArrayList<>();
            List<Evaluation.Photo> rows = new ArrayList<>();
            for (Path photo : chosen) {
                try (NDManager scope = bench.manager().newSubManager()) {
                    int number = rows.size() + 1;
                    String file = content.relativize(photo).toString();
                    NDArray target = square(photo, scope);
                    // First: a model that cannot paint should not be found out after minutes.
                    Painting painting = paint(bench.brush(), target);
                    Optional<Yardstick.Reading> reading = yardstick.of(
                            photo,
                            target,
                            (iteration, losses) -> listener.afterIteration(number, iteration, losses),
                            goesOn);
                    if (reading.isEmpty()) {
                        return Optional.empty();
                    }
                    GatysCurve curve = reading.get().curve();
                    listener.afterCurve(number, file, curve);
                    curves.add(curve);
                    rows.add(new Evaluation.Photo(
                            file, Evaluation.Origin.of(reading.get()), judge(target, painting, curve, bench.judge())));
                }
            }
            return Optional.of(new Result(report(judged, weights, rows), curves));
        });
    }

    /**
     * Judges in seconds: by the curves that earlier runs have painted, and without one where they have not.
     *
     * @return one entry for each photo
     * @throws ModelException if an input is absent or wrong
     */
    public List<Known> runOnKnownCurves() {
        Objective judged = requireInputs();
        List<Path> chosen = chosen();
        KnownCurves curves = KnownCurves.of(measure, style, judged, Sha256.of(vgg));
        return with(judged, bench -> {
            List<Known> all = new ArrayList<>();
            for (Path photo : chosen) {
                try (NDManager scope = bench.manager().newSubManager()) {
                    NDArray target = square(photo, scope);
                    PerceptualLoss.Content seen = bench.judge().content(target);
                    Frame painted = bench.brush().apply(Pictures.frame(target, 0));
                    all.add(new Known(
                            content.relativize(photo).toString(),
                            losses(copy -> duplicate(target, copy), seen, bench.judge(), scope),
                            losses(copy -> Pictures.of(painted, copy), seen, bench.judge(), scope),
                            curves.find(photo).orElse(null)));
                }
            }
            return all;
        });
    }

    /** Finds in a moment what can be wrong, and by what is judged. */
    private Objective requireInputs() {
        Pictures.requireUsable(style);
        Objective judged = objective != null
                ? objective
                : painter.learned()
                        .orElseGet(
                                () -> Objective.DEFAULT.by(VggHeader.read(vgg).net()));
        VggFeatures.requireWeights(vgg, judged.net());
        return judged;
    }

    private List<Path> chosen() {
        List<Path> all = candidates();
        List<Path> chosen = measure.chosen(all)
                .orElseThrow(() -> new ModelException(
                        "the folder %s holds %d photographs, %d are to be judged; give --pictures %d or another folder"
                                .formatted(content, all.size(), measure.photos(), all.size())));
        chosen.forEach(Pictures::requireUsable);
        return chosen;
    }

    private <T> T with(Objective judged, Function<Bench, T> work) {
        // The painter first: ONNX Runtime cannot be loaded any more once Ctrl-C has been pressed.
        try (OrtStylizer brush = OrtStylizer.open(painter.model(), Device.CPU);
                NDManager manager = NDManager.newBaseManager();
                VggFeatures eye = VggFeatures.open(vgg, measure.precision(), manager);
                StyleGrams grams =
                        new StyleGrams(eye, judged.styleLayers(), Pictures.read(style, judged.styleSize(), manager))) {
            painter.mix().ifPresent(brush::mix);
            requireSquares(brush);
            return work.apply(new Bench(brush, manager, new PerceptualLoss(eye, judged, grams)));
        }
    }

    /** Some nets of other makers take one size only. */
    private void requireSquares(OrtStylizer brush) {
        FrameSize square = squareOf(measure.size());
        FrameSize taken = brush.sizeTaken(square);
        if (!taken.equals(square)) {
            String remedy = IntStream.of(taken.width(), taken.height())
                    .mapToObj(EvaluationJob::squareOf)
                    .filter(other -> brush.sizeTaken(other).equals(other))
                    .map(other -> "try --size " + other.width())
                    .findFirst()
                    .orElse("export it for squares or for any size");
            throw new ModelException("%s takes %s only, and the photographs are squares of %s; %s"
                    .formatted(painter.model(), taken, square, remedy));
        }
    }

    private static FrameSize squareOf(int side) {
        return new FrameSize(side, side);
    }

    private static Painting paint(OrtStylizer brush, NDArray photo) {
        Frame frame = Pictures.frame(photo, 0);
        Frame painted = brush.apply(frame); // the first pass is slower: it allocates
        double[] seconds = new double[TIMED_RUNS];
        for (int run = 0; run < TIMED_RUNS; run++) {
            long begin = System.nanoTime();
            brush.apply(frame);
            seconds[run] = (System.nanoTime() - begin) / 1e9;
        }
        Arrays.sort(seconds);
        return new Painting(painted, seconds[TIMED_RUNS / 2]);
    }

    private Evaluation.Rows judge(NDArray target, Painting painting, GatysCurve curve, PerceptualLoss judge) {
        PerceptualLoss.Content photo = judge.content(target);
        NDManager manager = target.getManager();
        Losses painted = losses(scope -> Pictures.of(painting.frame(), scope), photo, judge, manager);
        OptionalDouble equal = curve.iterationsTo(painted.total());
        return new Evaluation.Rows(
                losses(scope -> duplicate(target, scope), photo, judge, manager),
                losses(scope -> square(style, scope), photo, judge, manager),
                marks(measure.iterations())
                        .mapToObj(mark -> new Evaluation.Mark(mark, curve.at(mark), curve.secondsAt(mark)))
                        .toList(),
                painted,
                painting.seconds(),
                equal.isPresent() ? equal.getAsDouble() : null,
                equal.isPresent() ? curve.secondsAt(equal.getAsDouble()) : null);
    }

    /** What VGG-19 saw of one picture is freed before it looks at the next. */
    private static Losses losses(
            Function<NDManager, NDArray> picture,
            PerceptualLoss.Content photo,
            PerceptualLoss judge,
            NDManager manager) {
        try (NDManager scope = manager.newSubManager()) {
            return judge.compare(picture.apply(scope), photo).losses();
        }
    }

    private static NDArray duplicate(NDArray picture, NDManager manager) {
        NDArray copy = picture.duplicate();
        copy.attach(manager);
        return copy;
    }

    private NDArray square(Path picture, NDManager manager) {
        return Pictures.readCovering(picture, squareOf(measure.size()), manager);
    }

    /** Where the optimizer's rows are taken: at the usual places before its end, and there. */
    static IntStream marks(int last) {
        IntStream beyond = IntStream.rangeClosed(1, last / MARKS_BEYOND).map(thousands -> thousands * MARKS_BEYOND);
        return IntStream.concat(
                IntStream.concat(IntStream.of(USUAL_MARKS), beyond).filter(mark -> mark < last), IntStream.of(last));
    }

    private Evaluation report(Objective judged, String weights, List<Evaluation.Photo> rows) {
        Evaluation.ObjectiveSource unasked =
                painter.model().card().isPresent() ? Evaluation.ObjectiveSource.CARD : Evaluation.ObjectiveSource.USUAL;
        return new Evaluation(
                painter.model().name(),
                painter.name(),
                judged,
                objective != null ? Evaluation.ObjectiveSource.GIVEN : unasked,
                String.valueOf(style.getFileName()),
                weights,
                measure.size(),
                measure.plan().start(),
                measure.iterations(),
                measure.precision(),
                Runtime.getRuntime().availableProcessors(),
                rows,
                Evaluation.median(rows));
    }
}
