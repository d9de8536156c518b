package org.brushstream.trainer.evaluate;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.infer.Device;
import org.brushstream.runtime.infer.OrtStylizer;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.runtime.model.Sha256;
import org.brushstream.runtime.model.StyleModel;
import org.brushstream.trainer.gatys.Gatys;
import org.brushstream.trainer.gatys.GatysPlan;
import org.brushstream.trainer.loss.Losses;
import org.brushstream.trainer.loss.Objective;
import org.brushstream.trainer.loss.PerceptualLoss;
import org.brushstream.trainer.loss.StyleGrams;
import org.brushstream.trainer.loss.VggFeatures;
import org.brushstream.trainer.picture.PhotoFolder;
import org.brushstream.trainer.picture.Pictures;
import org.brushstream.trainer.plot.CurveGraph;
import org.brushstream.trainer.script.Precision;
import org.jspecify.annotations.Nullable;

/**
 * Judges a model's paintings, and the optimizer's of the same photos, by the same loss.
 *
 * <p>Johnson et al. 2016, section 4.1 and figure 5: the optimizer starts from noise (or from the photo, which is stricter)
 * and the question is after how many of its iterations the objective is as low as after one pass of the net.
 *
 * @param model painted with as films are: bytes in, bytes out
 * @param style the style picture the model learned
 * @param content folder of photographs that the model has never seen
 * @param vgg VGG-19 weights, {@code .safetensors}
 * @param objective {@code null} for the one in the model's card, or the usual one where it has none
 * @param photos how many of the folder's, evenly spread over its names; at least 1
 * @param plan the optimizer's: its size is the side of the square cut out of the middle of each photo
 * @param cache folder of the curves that the optimizer made before
 */
public record EvaluationJob(
        StyleModel model,
        Path style,
        Path content,
        Path vgg,
        @Nullable Objective objective,
        int photos,
        GatysPlan plan,
        Precision precision,
        Path cache) {
    /** Changes when the same settings would give another curve, so that kept ones of before are not taken for it. */
    private static final int CURVE_VERSION = 1;

    private static final int[] USUAL_MARKS = {10, 25, 50, 75, 100, 150, 200};
    private static final int TIMED_RUNS = 5;

    /** Hears of the optimizer's iterations. */
    public interface Listener {
        /**
         * Called after each.
         *
         * @param photo from 1
         * @param iteration from 1; a curve that was kept counts as all of its iterations at once
         */
        void afterIteration(int photo, int iteration, Losses losses);
    }

    /**
     * The report and what it was made from.
     *
     * @param curves by photo, in the report's order
     */
    public record Result(Evaluation evaluation, List<GatysCurve> curves) {
        /**
         * Draws the optimizer's totals and the model's.
         *
         * @throws ModelException if the file cannot be written
         */
        public void writeGraph(Path png) {
            Map<String, List<Losses>> totals = new TreeMap<>();
            for (int i = 0; i < curves.size(); i++) {
                totals.put(evaluation.photos().get(i).file(), curves.get(i).points());
            }
            CurveGraph.write(
                    totals,
                    evaluation.model(),
                    evaluation.photos().stream().map(Evaluation.Photo::model).toList(),
                    png);
        }
    }

    public EvaluationJob {
        if (photos < 1) {
            throw new IllegalArgumentException("at least 1 photograph is judged, not " + photos);
        }
    }

    /**
     * Judges.
     *
     * @throws ModelException if an input is absent or wrong
     */
    public Result run(Listener listener) {
        Pictures.requireUsable(style);
        VggFeatures.requireSafetensors(vgg);
        List<Path> chosen = chosen(PhotoFolder.list(content));
        chosen.forEach(Pictures::requireUsable);
        Objective judged = judgedBy();
        try (NDManager manager = NDManager.newBaseManager();
                VggFeatures eye = VggFeatures.open(vgg, precision, manager);
                StyleGrams grams =
                        new StyleGrams(eye, judged.styleLayers(), Pictures.read(style, judged.styleSize(), manager));
                OrtStylizer painter = OrtStylizer.open(model, Device.CPU)) {
            PerceptualLoss judge = new PerceptualLoss(eye, judged, grams);
            CurveStore store = new CurveStore(cache);
            List<GatysCurve> curves = new ArrayList<>();
            List<Evaluation.Photo> rows = new ArrayList<>();
            for (Path photo : chosen) {
                try (NDManager scope = manager.newSubManager()) {
                    int number = rows.size() + 1;
                    String of = description(photo, judged);
                    GatysCurve curve = store.find(of).orElseGet(() -> {
                        GatysCurve painted = paint(photo, judge, scope, number, listener);
                        store.keep(of, painted);
                        return painted;
                    });
                    listener.afterIteration(number, plan.iterations(), curve.at(plan.iterations()));
                    curves.add(curve);
                    rows.add(judge(photo, judge, curve, painter, scope));
                }
            }
            return new Result(report(judged, rows), curves);
        }
    }

    /** Evenly spread, so that a folder sorted by kind gives of every kind. */
    private List<Path> chosen(List<Path> all) {
        if (all.size() < photos) {
            throw new ModelException(
                    "the folder %s holds %d photographs, %d are to be judged; give --pictures %d or another folder"
                            .formatted(content, all.size(), photos, all.size()));
        }
        return IntStream.range(0, photos)
                .mapToObj(i -> all.get((int) ((long) i * all.size() / photos)))
                .toList();
    }

    private Objective judgedBy() {
        return objective != null ? objective : objectiveOf(model);
    }

    /** What a model was trained with, as far as its card says; the usual objective where it does not. */
    public static Objective objectiveOf(StyleModel model) {
        return ofCard(model).orElse(Objective.DEFAULT);
    }

    private static Optional<Objective> ofCard(StyleModel model) {
        return model.card().flatMap(card -> Objective.parse(card.objective()));
    }

    /** All that a curve depends on. */
    private String description(Path photo, Objective judged) {
        return String.format(
                Locale.ROOT,
                "version %d, photo %s, style %s, %s by %s, %d px, from %s (seed %d), L-BFGS of %d pairs, %d iterations, %s",
                CURVE_VERSION,
                Sha256.of(photo),
                Sha256.of(style),
                judged,
                Sha256.of(vgg),
                plan.size(),
                name(plan.start()),
                plan.seed(),
                plan.history(),
                plan.iterations(),
                name(precision));
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private GatysCurve paint(Path photo, PerceptualLoss judge, NDManager manager, int number, Listener listener) {
        NDArray target = square(photo, manager);
        NDArray start =
                plan.start() == GatysPlan.Start.CONTENT ? target : Gatys.noise(target.getShape(), plan.seed(), manager);
        List<Losses> points = new ArrayList<>();
        List<Double> seconds = new ArrayList<>();
        long begin = System.nanoTime();
        try (Gatys gatys = new Gatys(judge, plan, target, start)) {
            points.add(gatys.losses());
            seconds.add((System.nanoTime() - begin) / 1e9);
            while (points.size() <= plan.iterations() && gatys.step()) {
                listener.afterIteration(number, points.size(), gatys.losses());
                points.add(gatys.losses());
                seconds.add((System.nanoTime() - begin) / 1e9);
            }
        }
        return new GatysCurve(points, seconds);
    }

    private Evaluation.Photo judge(
            Path photo, PerceptualLoss judge, GatysCurve curve, OrtStylizer painter, NDManager manager) {
        NDArray target = square(photo, manager);
        PerceptualLoss.Content features = judge.content(target);
        Frame frame = Pictures.frame(target, 0);
        Frame painted = painter.apply(frame);
        double[] seconds = new double[TIMED_RUNS];
        for (int run = 0; run < TIMED_RUNS; run++) {
            long begin = System.nanoTime();
            painter.apply(frame);
            seconds[run] = (System.nanoTime() - begin) / 1e9;
        }
        Arrays.sort(seconds);
        Losses losses = judge.compare(Pictures.of(painted, manager), features).losses();
        OptionalDouble equal = curve.iterationsTo(losses.total());
        return new Evaluation.Photo(
                String.valueOf(photo.getFileName()),
                judge.compare(target, features).losses(),
                judge.compare(square(style, manager), features).losses(),
                marks().mapToObj(mark -> new Evaluation.Mark(mark, curve.at(mark), curve.secondsAt(mark)))
                        .toList(),
                losses,
                seconds[TIMED_RUNS / 2],
                equal.isPresent() ? equal.getAsDouble() : null,
                equal.isPresent() ? curve.secondsAt(equal.getAsDouble()) : null);
    }

    private NDArray square(Path picture, NDManager manager) {
        return Pictures.readCovering(picture, new FrameSize(plan.size(), plan.size()), manager);
    }

    private IntStream marks() {
        return IntStream.concat(
                IntStream.of(USUAL_MARKS).filter(mark -> mark < plan.iterations()), IntStream.of(plan.iterations()));
    }

    private Evaluation report(Objective judged, List<Evaluation.Photo> rows) {
        String from =
                objective != null ? "as asked for" : ofCard(model).isPresent() ? "the model's card" : "the usual one";
        return new Evaluation(
                model.name(),
                judged.toString(),
                from,
                String.valueOf(style.getFileName()),
                Sha256.of(vgg),
                plan.size(),
                name(plan.start()),
                name(precision),
                List.copyOf(rows),
                Evaluation.median(rows));
    }
}
