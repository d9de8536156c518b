package org.brushstream.trainer.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.OptionalDouble;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.trainer.evaluate.EvaluationJob;
import org.brushstream.trainer.evaluate.GatysCurve;
import org.brushstream.trainer.loss.Losses;
import org.brushstream.trainer.picture.ContactSheet;
import org.jspecify.annotations.Nullable;

/**
 * A training, for people: all that its page shows. Texts may hold any characters; the page escapes them.
 *
 * @param model its name
 * @param recipe what the training was asked for, in the order to be read
 * @param samples photographs before and after, with the style pictures
 * @param losses of all steps, as {@link TrainingDiary#rows()} gives them; may be empty
 * @param judgement what paintings are worth
 * @param evaluation the command that measures the model against the optimizer
 * @param unreadable photos that were left out and others that could not be read, a line each
 * @param history who trained when, in its order, at least one
 */
public record TrainingReport(
        String model,
        List<Fact> recipe,
        ContactSheet samples,
        List<LossLog.Row> losses,
        Judgement judgement,
        String evaluation,
        List<String> unreadable,
        List<Stint> history) {
    /** A line of the recipe, as in {@code learning rate} and {@code 0.001}. */
    public record Fact(String name, String value) {}

    /**
     * What was judged, and what came of it.
     *
     * @param photographs which they are, in sentences
     * @param worths style by style; may be empty
     */
    public record Judgement(String photographs, List<Worth> worths) {
        public Judgement {
            worths = List.copyOf(worths);
        }
    }

    /**
     * What the loss says of one painting.
     *
     * @param style the style's name
     * @param photo the photo's name
     * @param photograph losses of the photo itself, unpainted
     * @param painting losses of the painting
     * @param optimizer how the painting compares with the optimizer's; {@code null} where no curve of this photo is cached
     */
    public record Worth(
            String style,
            String photo,
            Losses photograph,
            Losses painting,
            @Nullable Iterations optimizer) {
        /**
         * What is known of held-out photos.
         *
         * @param iterations that the known curves are cut off at
         */
        public static List<Worth> of(String style, List<EvaluationJob.Known> photos, int iterations) {
            return photos.stream()
                    .map(photo -> new Worth(
                            style,
                            photo.file(),
                            photo.photograph(),
                            photo.painting(),
                            photo.curve() == null
                                    ? null
                                    : Iterations.to(photo.painting().total(), photo.curve(), iterations)))
                    .toList();
        }
    }

    /**
     * How many iterations of the optimizer a painting equals.
     *
     * @param equal where the optimizer's total is the same; {@code null} if it never came down to it
     * @param made how many the optimizer made
     */
    public record Iterations(@Nullable Double equal, int made) {
        private static Iterations to(float total, GatysCurve curve, int made) {
            OptionalDouble equal = curve.iterationsTo(total);
            return new Iterations(equal.isPresent() ? equal.getAsDouble() : null, made);
        }
    }

    /**
     * Steps that one program took on one machine without a break.
     *
     * @param program as in {@code java}
     * @param fromStep steps taken before
     * @param toStep steps taken after, at least as many
     * @param hardware as people describe it
     * @param minutes it took, 0 or more
     */
    public record Stint(String program, int fromStep, int toStep, String hardware, double minutes) {
        public Stint {
            if (fromStep < 0 || toStep < fromStep || !(minutes >= 0 && minutes < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "nobody trains from step %d to %d in %s minutes".formatted(fromStep, toStep, minutes));
            }
        }
    }

    public TrainingReport {
        recipe = List.copyOf(recipe);
        losses = List.copyOf(losses);
        unreadable = List.copyOf(unreadable);
        history = List.copyOf(history);
        if (history.isEmpty()) {
            throw new IllegalArgumentException("somebody has trained the model");
        }
    }

    /**
     * Writes one page that needs no other file and no network; pictures, as JPEG, are inside. An existing one is replaced.
     *
     * @throws ModelException if it cannot be written
     */
    public void write(Path html) {
        Path part = html.resolveSibling(html.getFileName() + ".part");
        try {
            Files.writeString(part, new ReportPage(this).html());
            Files.move(part, html, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            part.toFile().delete();
            throw new ModelException("the report " + html + " cannot be written: " + e.getMessage(), e);
        }
    }
}
