package org.brushstream.trainer.evaluate;

import com.google.gson.ExclusionStrategy;
import com.google.gson.FieldAttributes;
import com.google.gson.FieldNamingPolicy;
import com.google.gson.GsonBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.brushstream.trainer.gatys.GatysPlan;
import org.brushstream.trainer.loss.Losses;
import org.brushstream.trainer.loss.Objective;
import org.brushstream.trainer.script.Precision;
import org.jspecify.annotations.Nullable;

/**
 * What a model's pictures are worth.
 *
 * @param model its name
 * @param styleName which of its styles painted; null for a model of one
 * @param objective by which every row was judged
 * @param objectiveFrom who chose it
 * @param style file name of the style picture
 * @param vgg SHA-256 of the VGG weights
 * @param size side of the square cut out of each photo, in pixels
 * @param start what the optimizer began with
 * @param iterations how far the optimizer went
 * @param precision in which was calculated
 * @param processors of the machine that timed the model
 * @param photos one entry each, at least one
 * @param median of each number over the photos
 */
public record Evaluation(
        String model,
        @Nullable String styleName,
        Objective objective,
        ObjectiveSource objectiveFrom,
        String style,
        String vgg,
        int size,
        GatysPlan.Start start,
        int iterations,
        Precision precision,
        int processors,
        List<Photo> photos,
        Rows median) {
    /** Who chose the objective. */
    public enum ObjectiveSource {
        /** The caller. */
        GIVEN,
        /** The model's card: it was trained with this one. */
        CARD,
        /** Nobody: {@link Objective#DEFAULT}, for the model has no card. */
        USUAL
    }

    /**
     * One photo.
     *
     * @param file its path within the folder of photographs
     * @param optimizer how the optimizer's rows came about
     */
    public record Photo(String file, Origin optimizer, Rows rows) {}

    /**
     * How a curve came about: its seconds are those of that machine and day.
     *
     * @param painted when, as in {@code 2026-11-21T12:30:00Z}
     * @param processors that the machine had
     * @param fromCache whether an earlier run painted it
     */
    public record Origin(String painted, int processors, boolean fromCache) {
        static Origin of(Yardstick.Reading reading) {
            GatysCurve curve = reading.curve();
            return new Origin(curve.painted().toString(), curve.processors(), reading.kept());
        }
    }

    /**
     * What the same loss says of several pictures.
     *
     * @param photograph the photo itself: its content loss is 0
     * @param stylePicture the style picture, scaled until it covers the square: its style loss is small
     * @param optimizer the optimizer's painting on its way
     * @param painting the model's
     * @param paintingSeconds that the model took on this machine, once warm
     * @param equalsIterations how many iterations the optimizer takes to the model's total; null if more than it made
     * @param secondsToEqual that those iterations took, on the machine that made them
     */
    public record Rows(
            Losses photograph,
            Losses stylePicture,
            List<Mark> optimizer,
            Losses painting,
            double paintingSeconds,
            @Nullable Double equalsIterations,
            @Nullable Double secondsToEqual) {
        public Rows {
            optimizer = List.copyOf(optimizer);
        }
    }

    /** The optimizer's losses after some iterations, and the seconds they took on the machine that made them. */
    public record Mark(int iterations, Losses losses, double seconds) {}

    public Evaluation {
        photos = List.copyOf(photos);
        if (photos.isEmpty()) {
            throw new IllegalArgumentException("nothing is known of a model that painted no photograph");
        }
    }

    /** Who painted, for people: the model, and which of its styles where it holds several. */
    public String painter() {
        return styleName == null ? model : model + ", " + styleName;
    }

    /**
     * Of each number over the photos; of an even count the mean of the middle two. A painting whose total the optimizer never
     * came down to equals more iterations than any other.
     *
     * @param photos at least one, all with the same marks
     */
    static Rows median(List<Photo> photos) {
        List<Rows> all = photos.stream().map(Photo::rows).toList();
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i < all.get(0).optimizer().size(); i++) {
            int mark = i;
            marks.add(new Mark(
                    all.get(0).optimizer().get(mark).iterations(),
                    medianLosses(all, rows -> rows.optimizer().get(mark).losses()),
                    median(all, rows -> rows.optimizer().get(mark).seconds())));
        }
        return new Rows(
                medianLosses(all, Rows::photograph),
                medianLosses(all, Rows::stylePicture),
                marks,
                medianLosses(all, Rows::painting),
                median(all, Rows::paintingSeconds),
                finite(median(all, rows -> orInfinity(rows.equalsIterations()))),
                finite(median(all, rows -> orInfinity(rows.secondsToEqual()))));
    }

    private static Losses medianLosses(List<Rows> all, Function<Rows, Losses> row) {
        return new Losses(
                (float) median(all, rows -> row.apply(rows).content()),
                (float) median(all, rows -> row.apply(rows).style()),
                (float) median(all, rows -> row.apply(rows).variation()),
                (float) median(all, rows -> row.apply(rows).total()));
    }

    private static double median(List<Rows> all, ToDoubleFunction<Rows> value) {
        double[] sorted = all.stream().mapToDouble(value).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static double orInfinity(@Nullable Double value) {
        return value == null ? Double.POSITIVE_INFINITY : value;
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }

    /**
     * As JSON text, on several lines: the components of these records under their names, words joined by {@code _}. What is
     * not known is {@code null}.
     */
    public String toJson() {
        return new GsonBuilder()
                        .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
                        .setPrettyPrinting()
                        .disableHtmlEscaping()
                        .serializeNulls()
                        .setExclusionStrategies(new OnlyOfTraining())
                        .create()
                        .toJson(this)
                + "\n";
    }

    /** Leaves out the terms that paintings judged by themselves do not have. */
    private static final class OnlyOfTraining implements ExclusionStrategy {
        private static final Set<String> TERMS = Set.of("reproduction", "stability", "imitation");

        @Override
        public boolean shouldSkipField(FieldAttributes field) {
            return field.getDeclaringClass() == Losses.class && TERMS.contains(field.getName());
        }

        @Override
        public boolean shouldSkipClass(Class<?> type) {
            return false;
        }
    }
}
