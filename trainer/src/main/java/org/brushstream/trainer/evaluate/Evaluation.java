package org.brushstream.trainer.evaluate;

import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.trainer.loss.Losses;
import org.jspecify.annotations.Nullable;

/**
 * What a model's pictures are worth.
 *
 * @param model its name
 * @param objective weights, layers and style size, by which every row was judged
 * @param objectiveFrom who chose it: the model's card, the command line or nobody
 * @param style file name of the style picture
 * @param vgg SHA-256 of the VGG-19 weights
 * @param size side of the square cut out of each photo, in pixels
 * @param start what the optimizer began with, {@code noise} or {@code content}
 * @param precision in which was calculated
 * @param photos one entry each
 * @param median of each row over the photos, term by term
 */
public record Evaluation(
        String model,
        String objective,
        String objectiveFrom,
        String style,
        String vgg,
        int size,
        String start,
        String precision,
        List<Photo> photos,
        Photo median) {
    /**
     * One photo's rows.
     *
     * @param file its name
     * @param photo losses of the photo itself: its content loss is 0
     * @param stylePicture losses of the style picture, scaled until it covers the square: its style loss is near 0
     * @param gatys losses of the optimizer's painting on its way
     * @param model losses of the model's painting
     * @param modelSeconds that the model took on this machine, once warm
     * @param equalsIterations how many iterations the optimizer takes to the model's total; null if more than it made
     * @param secondsToEqual that those iterations took, on the machine that made them
     */
    public record Photo(
            String file,
            Losses photo,
            Losses stylePicture,
            List<Mark> gatys,
            Losses model,
            double modelSeconds,
            @Nullable Double equalsIterations,
            @Nullable Double secondsToEqual) {}

    /** The optimizer's losses after some iterations, and the seconds they took on the machine that made them. */
    public record Mark(int iterations, Losses losses, double seconds) {}

    static Photo median(List<Photo> photos) {
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i < photos.get(0).gatys().size(); i++) {
            int mark = i;
            marks.add(new Mark(
                    photos.get(0).gatys().get(mark).iterations(),
                    medianLosses(photos, photo -> photo.gatys().get(mark).losses()),
                    median(photos, photo -> photo.gatys().get(mark).seconds())));
        }
        return new Photo(
                "median",
                medianLosses(photos, Photo::photo),
                medianLosses(photos, Photo::stylePicture),
                marks,
                medianLosses(photos, Photo::model),
                median(photos, Photo::modelSeconds),
                finite(median(photos, photo -> orInfinity(photo.equalsIterations()))),
                finite(median(photos, photo -> orInfinity(photo.secondsToEqual()))));
    }

    private static Losses medianLosses(List<Photo> photos, Function<Photo, Losses> row) {
        return new Losses(
                (float) median(photos, photo -> row.apply(photo).content()),
                (float) median(photos, photo -> row.apply(photo).style()),
                (float) median(photos, photo -> row.apply(photo).variation()),
                (float) median(photos, photo -> row.apply(photo).total()));
    }

    private static double median(List<Photo> photos, ToDoubleFunction<Photo> value) {
        double[] sorted = photos.stream().mapToDouble(value).sorted().toArray();
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
     * Writes all of it as JSON, with the names of these records' components; an existing file is replaced.
     *
     * @throws ModelException if it cannot be written
     */
    public void writeJson(Path file) {
        try {
            Files.writeString(
                    file,
                    new GsonBuilder()
                                    .setPrettyPrinting()
                                    .serializeNulls()
                                    .create()
                                    .toJson(this)
                            + System.lineSeparator());
        } catch (IOException e) {
            throw new ModelException("the report cannot be written to " + file + ": " + e.getMessage(), e);
        }
    }
}
