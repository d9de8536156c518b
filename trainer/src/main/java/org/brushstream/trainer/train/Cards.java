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

/**
 * What the models of a run say about themselves.
 *
 * @param precision in which was calculated
 * @param legs of the run
 * @param judge what {@link #judge(Path, Recipe)} says of the weights that judged
 */
record Cards(TrainingJob.Credits credits, Recipe recipe, Precision precision, List<Checkpoint.Leg> legs, String judge) {
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
                "%d photographs in crops of %d px, batch %d, Adam %s with warm-up and cosine, seed %d, %s, judged by %s",
                (long) recipe.steps() * recipe.batch(),
                recipe.photoSize(),
                recipe.batch(),
                recipe.learningRate(),
                recipe.seed(),
                precision.name().toLowerCase(Locale.ROOT),
                judge);
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
