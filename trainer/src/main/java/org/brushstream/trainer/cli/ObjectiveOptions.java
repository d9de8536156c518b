package org.brushstream.trainer.cli;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.brushstream.trainer.loss.Objective;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * What is to be minimised. The defaults in the descriptions are those of training and painting; a model is judged by what it
 * was trained with unless something else is asked for.
 */
final class ObjectiveOptions {
    @Option(
            names = "--style-weight",
            paramLabel = "W",
            description =
                    "How much the style counts (default: 4; evaluate: as the model learned): 1 recolours, 8 nearly"
                            + " hides the photo.")
    private @Nullable Double style;

    @Option(
            names = "--content-weight",
            paramLabel = "W",
            description = "How much the photo counts (default: 1; evaluate: as the model learned).")
    private @Nullable Double content;

    @Option(
            names = "--variation-weight",
            paramLabel = "W",
            description = "How much smoothness counts (default: 0.1; evaluate: as the model learned).")
    private @Nullable Double variation;

    @Option(
            names = "--style-layers",
            split = ",",
            paramLabel = "LAYER",
            description = "VGG layers of the style (default: relu1_2,relu2_2,relu3_3,relu4_3;"
                    + " evaluate: as the model learned).")
    private @Nullable List<String> styleLayers;

    @Option(
            names = "--content-layers",
            split = ",",
            paramLabel = "LAYER",
            description = "VGG layers of the content (default: relu3_3; evaluate: as the model learned).")
    private @Nullable List<String> contentLayers;

    @Option(
            names = "--style-size",
            paramLabel = "PIXELS",
            description = "Shorter side of the style picture (default: 384; gatys: as large as the painting; evaluate:"
                    + " as the model learned); larger makes broader strokes.")
    private @Nullable Integer styleSize;

    /** Whether any of it was given. */
    boolean isGiven() {
        return all().anyMatch(Objects::nonNull);
    }

    /** Whether all of it was given, so that it does not matter what a model learned by. */
    boolean isComplete() {
        return all().allMatch(Objects::nonNull);
    }

    private Stream<@Nullable Object> all() {
        return Stream.of(style, content, variation, styleLayers, contentLayers, styleSize);
    }

    /**
     * What was given, and the rest from {@code defaults}.
     *
     * @throws IllegalArgumentException if a number is impossible
     */
    Objective over(Objective defaults) {
        return new Objective(
                defaults.net(),
                content == null ? defaults.content() : content,
                style == null ? defaults.style() : style,
                variation == null ? defaults.variation() : variation,
                contentLayers == null ? defaults.contentLayers() : contentLayers,
                styleLayers == null ? defaults.styleLayers() : styleLayers,
                styleSize == null ? defaults.styleSize() : styleSize);
    }
}
