package org.brushstream.trainer.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.runtime.model.StyleModel;
import org.brushstream.trainer.evaluate.EvaluationJob;
import org.brushstream.trainer.evaluate.KnownCurves;
import org.brushstream.trainer.evaluate.Measure;
import org.brushstream.trainer.loss.JudgedStyle;
import org.brushstream.trainer.loss.LearnedObjective;
import org.brushstream.trainer.loss.Losses;
import org.brushstream.trainer.loss.Objective;
import org.brushstream.trainer.loss.PerceptualLoss;
import org.brushstream.trainer.picture.ContactSheet;
import org.brushstream.trainer.picture.Pictures;
import org.brushstream.trainer.report.TrainingReport.Judgement;
import org.brushstream.trainer.report.TrainingReport.Worth;
import org.brushstream.trainer.style.Style;
import org.jspecify.annotations.Nullable;

/** Says what a run's paintings are worth: step by step in multiples of the optimizer's, at the end photo by photo. */
final class Appraiser {
    private final TrainingJob job;
    private final Recipe recipe;
    private final Measure measure;
    private final Map<Integer, Double> optimizer; // its totals by the place of each learned style; all of them or none

    Appraiser(TrainingJob job, Recipe recipe) {
        this.job = job;
        this.recipe = recipe;
        this.measure = job.judging().measure();
        this.optimizer = optimizer();
    }

    private Map<Integer, Double> optimizer() {
        Map<Integer, Double> totals = new LinkedHashMap<>();
        for (Style style : learned()) {
            OptionalDouble total = optimizer(style);
            if (total.isEmpty()) {
                return Map.of();
            }
            totals.put(place(style.name()), total.getAsDouble());
        }
        return totals;
    }

    private List<Style> learned() {
        return job.styles().stream().filter(style -> !style.isNone()).toList();
    }

    private int place(String style) {
        return recipe.styles().indexOf(style);
    }

    /** Evaluations know styles of one picture only. */
    private OptionalDouble optimizer(Style style) {
        if (style.pictures().size() > 1) {
            return OptionalDouble.empty();
        }
        // As the card will state it, by which evaluations judge: with fewer digits than the recipe.
        LearnedObjective stated = LearnedObjective.parse(
                        recipe.objective().only(place(style.name())).toString())
                .orElseThrow();
        Objective objective = stated.common().withStyle(stated.weights().get(0));
        return KnownCurves.of(measure, Samples.heaviest(style), objective, recipe.vggSha256())
                .meanTotal();
    }

    /** A model of one style does not name it. */
    private @Nullable String nameInModel(Style style) {
        return recipe.styles().size() == 1 ? null : style.name();
    }

    /** How far the optimizer went that {@link #multiple} compares with. */
    int iterations() {
        return measure.iterations();
    }

    /**
     * The mean over pictures of their totals, each in multiples of what the optimizer came to with its style.
     *
     * @return empty if curves are not known of every style that is learned, or there is no picture of these
     */
    OptionalDouble multiple(List<Training.Judged> pictures) {
        return pictures.stream()
                .filter(picture -> optimizer.containsKey(picture.style()))
                .mapToDouble(picture -> picture.total() / optimizer.getOrDefault(picture.style(), Double.NaN))
                .average();
    }

    /**
     * What the model that was written is worth: by held-out photographs, else by the samples. Held-out ones that turn out
     * not to be judged are no reason to go without a report.
     *
     * @param samples photos that were learned from, painted by all styles
     * @param judge of the run, which knows the styles by their places
     */
    Judgement judgement(ContactSheet samples, PerceptualLoss judge, NDManager manager) {
        Path heldOut = job.judging().heldOut();
        if (heldOut == null) {
            return bySamples("", samples, judge, manager);
        }
        try {
            return byHeldOut(heldOut);
        } catch (ModelException e) {
            return bySamples(failed(heldOut, e.getMessage()), samples, judge, manager);
        } catch (RuntimeException | LinkageError e) { // the latter if natives cannot be loaded, as after Ctrl-C
            return bySamples(failed(heldOut, e.toString()), samples, judge, manager);
        }
    }

    private static String failed(Path heldOut, @Nullable String why) {
        return "The photographs in %s could not be judged: %s. ".formatted(heldOut, why);
    }

    private Judgement byHeldOut(Path photos) {
        StyleModel model = StyleModel.read(job.output());
        List<Worth> worths = new ArrayList<>();
        for (Style style : learned()) {
            EvaluationJob evaluation = new EvaluationJob(
                    JudgedStyle.of(model, nameInModel(style)),
                    Samples.heaviest(style),
                    photos,
                    job.vgg(),
                    null,
                    measure);
            worths.addAll(Worth.of(style.name(), evaluation.runOnKnownCurves(), measure.iterations()));
        }
        boolean averaged = learned().stream().anyMatch(style -> style.pictures().size() > 1);
        return new Judgement(
                "Judged by %d photographs of %s, which it has not learned from: the square in the middle of each, %d px wide."
                                .formatted(measure.photos(), photos, measure.size())
                        + (averaged ? " A style of several pictures is judged by the one that counts most." : ""),
                worths);
    }

    private Judgement bySamples(String before, ContactSheet samples, PerceptualLoss judge, NDManager manager) {
        List<Worth> worths = new ArrayList<>();
        try (NDManager scope = manager.newSubManager()) {
            List<PerceptualLoss.Content> seen = samples.photos().stream()
                    .map(photo -> judge.content(Pictures.of(photo.frame(), scope)))
                    .toList();
            List<String> learned = learned().stream().map(Style::name).toList();
            for (ContactSheet.Row row : samples.rows()) {
                for (int i = 0; learned.contains(row.style()) && i < seen.size(); i++) {
                    ContactSheet.Picture photo = samples.photos().get(i);
                    worths.add(new Worth(
                            row.style(),
                            photo.name(),
                            losses(photo.frame(), seen.get(i), row.style(), judge, scope),
                            losses(row.paintings().get(i), seen.get(i), row.style(), judge, scope),
                            null));
                }
            }
        }
        return new Judgement(
                before
                        + "Judged by the photographs above, which it has learned from; others, given with --held-out, tell"
                        + " more.",
                worths);
    }

    private Losses losses(
            Frame picture, PerceptualLoss.Content photo, String style, PerceptualLoss judge, NDManager manager) {
        try (NDManager scope = manager.newSubManager()) {
            NDArray pixels = Pictures.of(picture, scope); // 1 x 3 x H x W
            return judge.compare(pixels, photo, new int[] {place(style)}).losses();
        }
    }
}
