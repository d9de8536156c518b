package org.brushstream.trainer.train;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.brushstream.runtime.model.InputRange;
import org.brushstream.runtime.model.ModelCard;
import org.brushstream.trainer.loss.Objective;
import org.brushstream.trainer.net.TransformerNet;
import org.brushstream.trainer.script.Precision;
import org.brushstream.trainer.style.Style;

/** What models say about themselves. */
final class Cards {
    private Cards() {}

    /**
     * Makes a card of nothing but what is known before a run.
     *
     * @throws IllegalArgumentException if the real one could not be made
     */
    static void check(Path output, TrainingJob.Credits credits, List<Style> styles) {
        card(output, credits, new TransformerNet(1), "recipe", Objective.DEFAULT.toString(), "not stated");
    }

    /** The card of a net that has learned. */
    static ModelCard of(
            Path output, TrainingJob.Credits credits, Recipe recipe, Precision precision, List<Checkpoint.Leg> legs) {
        String how = String.format(
                Locale.ROOT,
                "%d photographs in crops of %d px, batch %d, Adam %s, warm-up and cosine, stability %s, seed %d, %s",
                (long) recipe.steps() * recipe.batch(),
                recipe.photoSize(),
                recipe.batch(),
                recipe.learningRate(),
                recipe.stability(),
                recipe.seed(),
                precision.name().toLowerCase(Locale.ROOT));
        String objective = recipe.objective(recipe.styles().size() - 1).toString();
        String trainedBy = legs.stream().map(Checkpoint.Leg::toString).collect(Collectors.joining("; then "));
        return card(output, credits, recipe.net(), how, objective, trainedBy);
    }

    private static ModelCard card(
            Path output,
            TrainingJob.Credits credits,
            TransformerNet net,
            String recipe,
            String objective,
            String trainedBy) {
        return new ModelCard(
                TrainingFolder.baseName(output),
                credits.title(),
                credits.styleLicence(),
                net.description(),
                recipe + "; by " + trainedBy,
                objective,
                credits.data(),
                credits.licence(),
                TransformerNet.SIZE_MULTIPLE,
                InputRange.ZERO_TO_255);
    }
}
