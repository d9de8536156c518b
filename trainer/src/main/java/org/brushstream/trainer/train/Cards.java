package org.brushstream.trainer.train;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.brushstream.runtime.model.CardStyle;
import org.brushstream.runtime.model.InputRange;
import org.brushstream.runtime.model.ModelCard;
import org.brushstream.trainer.loss.Objective;
import org.brushstream.trainer.net.TransformerNet;
import org.brushstream.trainer.script.Precision;
import org.brushstream.trainer.tensors.SafetensorsHeader;
import org.jspecify.annotations.Nullable;

/**
 * What the models of a run say about themselves.
 *
 * @param precision in which was calculated; {@code null} if nobody knows any more
 * @param legs of the run
 * @param judge what {@link #judge(Path, Recipe)} says of the weights that judged
 * @param note what else the recipe's line says of this file, at its end; empty for nothing
 */
record Cards(
        TrainingJob.Credits credits,
        Recipe recipe,
        @Nullable Precision precision,
        List<Checkpoint.Leg> legs,
        String judge,
        String note) {
    /** Key of a {@code .safetensors} file's metadata: what fine-tuned weights learned to tell apart. */
    private static final String CLASSES = "classes";

    /**
     * Makes a card of nothing but what is known before a run.
     *
     * @throws IllegalArgumentException if the real one could not be made
     */
    static void check(Path output, TrainingJob.Credits credits) {
        card(
                output,
                credits,
                credits.title(),
                new TransformerNet(1),
                "recipe",
                Objective.DEFAULT.toString(),
                "",
                List.of());
    }

    /** Of the model with all styles; unless it is told what to paint, it paints them all alike. */
    ModelCard whole(Path output) {
        String objective = recipe.objective().toString();
        return card(output, credits, credits.title(), recipe.net(), how(), objective, trainedBy(), styles());
    }

    /** Of the model of one style alone. */
    ModelCard single(Path output, int style) {
        String objective = recipe.objective().only(style).toString();
        String title = recipe.styles().get(style) + " of " + credits.title();
        return card(output, credits, title, recipe.net().ofOneStyle(), how(), objective, trainedBy(), List.of());
    }

    /** The same where the credits are those of this style. */
    ModelCard alone(Path output, int style) {
        String objective = recipe.objective().only(style).toString();
        TransformerNet net = recipe.net().ofOneStyle();
        return card(output, credits, credits.title(), net, how(), objective, trainedBy(), List.of());
    }

    private List<CardStyle> styles() {
        List<String> names = recipe.styles();
        if (names.size() == 1) {
            return List.of();
        }
        long painted =
                names.stream().filter(name -> !name.equals(CardStyle.NONE)).count();
        return names.stream()
                .map(name -> name.equals(CardStyle.NONE)
                        ? new CardStyle(name, "the photograph itself", "not stated", 0)
                        : new CardStyle(
                                name, credits.titles().getOrDefault(name, name), credits.styleLicence(), 1.0 / painted))
                .toList();
    }

    private String trainedBy() {
        return legs.stream().map(Checkpoint.Leg::toString).collect(Collectors.joining("; then "));
    }

    private String how() {
        return String.format(
                Locale.ROOT,
                "%d photographs in crops of %d px%s, batch %d, Adam %s with warm-up and cosine%s, seed %d, %sjudged by %s%s",
                (long) recipe.steps() * recipe.batch(),
                recipe.photoSize(),
                augmented(),
                recipe.batch(),
                recipe.learningRate(),
                recipe.average() == null ? "" : ", running mean of the weights over " + recipe.average(),
                recipe.seed(),
                precision == null ? "" : precision.name().toLowerCase(Locale.ROOT) + ", ",
                judge,
                note.isEmpty() ? "" : "; " + note);
    }

    private String augmented() {
        Augmentation augmentation = recipe.augmentation();
        String context = augmentation.context() > 0 ? " in " + augmentation.context() + " px more" : "";
        return augmentation.leastContrast() < 1
                ? context + ", half of them seen with down to " + augmentation.leastContrast() + " of their contrast"
                : context;
    }

    /**
     * Names the weights that judge, and what they learned if they were fine-tuned. Asked before a run: the file may be gone after
     * hours of it.
     */
    static String judge(Path vgg, Recipe recipe) {
        String classes = SafetensorsHeader.read(vgg).metadata().get(CLASSES);
        String learned = classes == null ? "" : ", which learned to tell " + classes.replaceAll("\\s+", " ") + " apart";
        return vgg.getFileName() + " (SHA-256 " + recipe.vggSha256() + ")" + learned;
    }

    /** Names the weights that judged a run as far as its recipe does. */
    static String judge(Recipe recipe) {
        return recipe.objective().common().net() + " (SHA-256 " + recipe.vggSha256() + ")";
    }

    private static ModelCard card(
            Path output,
            TrainingJob.Credits credits,
            String title,
            TransformerNet net,
            String recipe,
            String objective,
            String trainedBy,
            List<CardStyle> styles) {
        return new ModelCard(
                TrainingFolder.baseName(output),
                title,
                credits.styleLicence(),
                net.description(),
                recipe,
                trainedBy.isEmpty() ? Optional.empty() : Optional.of(trainedBy),
                objective,
                credits.data(),
                credits.licence(),
                TransformerNet.SIZE_MULTIPLE,
                InputRange.ZERO_TO_255,
                styles);
    }
}
