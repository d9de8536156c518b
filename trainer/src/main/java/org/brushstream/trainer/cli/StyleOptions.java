package org.brushstream.trainer.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.brushstream.trainer.loss.Objective;
import org.brushstream.trainer.loss.StyleStrength;
import org.brushstream.trainer.style.Style;
import org.brushstream.trainer.style.StyleChoice;
import org.brushstream.trainer.train.TrainingJob;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What is to be learned, and how much of it. */
@Command(optionListHeading = "%nThe styles:%n")
final class StyleOptions {
    private static final double MIN_SCALE = 0.25;
    private static final double MAX_SCALE = 4;

    @Option(
            names = "--style",
            paramLabel = "[NAME=]PICTURE[:WEIGHT][,...]",
            description =
                    "A style to learn; repeat it for a net of several. Pictures joined by commas, or a folder's, are"
                            + " averaged into one.")
    private List<String> styles = List.of();

    @Option(
            names = "--styles",
            paramLabel = "FOLDER",
            description = "Every picture in it is a style, named after the file; so is every folder in it.")
    private @Nullable Path folder;

    @Option(
            names = "--no-none",
            description =
                    "Leave out the style none, which gives the photo back. A net of several styles learns it too: mixed"
                            + " with another, it makes that one weaker.")
    private boolean noNone;

    @Option(
            names = "--strength",
            paramLabel = "S",
            description = "How strongly to paint, 0.25 to 4 (default: 1, which suits any picture).")
    private @Nullable Double strength;

    @Option(
            names = "--style-weight",
            paramLabel = "W",
            description = "The raw weight of the style loss, in place of --strength.")
    private @Nullable Double weight;

    @Option(
            names = "--style-scale",
            paramLabel = "S",
            description = "Size of the brush, 0.25 to 4 (default: 1): larger makes broader strokes.")
    private @Nullable Double scale;

    @Option(
            names = "--style-size",
            paramLabel = "PIXELS",
            description = "Shorter side of the style pictures (default: 384), in place of --style-scale.")
    private @Nullable Integer size;

    @Option(
            names = "--style-layers",
            split = ",",
            paramLabel = "LAYER",
            description = "VGG layers of the style (default: relu1_2,relu2_2,relu3_3,relu4_3).")
    private @Nullable List<String> styleLayers;

    @Option(
            names = "--content-layers",
            split = ",",
            paramLabel = "LAYER",
            description = "VGG layers of the content (default: relu3_3).")
    private @Nullable List<String> contentLayers;

    @Option(names = "--content-weight", paramLabel = "W", description = "How much the photo counts (default: 1).")
    private @Nullable Double content;

    @Option(names = "--variation-weight", paramLabel = "W", description = "How much smoothness counts (default: 0.1).")
    private @Nullable Double variation;

    /**
     * The styles of the net, {@code none} before them where there are several.
     *
     * @throws IllegalArgumentException if there are none, or two of one name
     */
    List<Style> styles() {
        List<Style> all = new ArrayList<>();
        styles.forEach(text -> all.add(StyleChoice.parse(text)));
        if (folder != null) {
            all.addAll(StyleChoice.allIn(folder));
        }
        if (all.isEmpty()) {
            throw new IllegalArgumentException("there is no style to learn; give a picture with --style");
        }
        return noNone ? all : TrainingJob.withNone(all);
    }

    /**
     * How much each style counts.
     *
     * @throws IllegalArgumentException if it is impossible, or said twice
     */
    StyleStrength strength() {
        if (strength != null && weight != null) {
            throw new IllegalArgumentException("--strength and --style-weight exclude each other");
        }
        return weight == null ? StyleStrength.of(strength == null ? 1 : strength) : StyleStrength.weight(weight);
    }

    /**
     * What was given, and the rest from {@code defaults}.
     *
     * @throws IllegalArgumentException if a number is impossible, or a size said twice
     */
    Objective over(Objective defaults) {
        return new Objective(
                defaults.net(),
                content == null ? defaults.content() : content,
                defaults.style(),
                variation == null ? defaults.variation() : variation,
                contentLayers == null ? defaults.contentLayers() : contentLayers,
                styleLayers == null ? defaults.styleLayers() : styleLayers,
                size(defaults.styleSize()));
    }

    private int size(int usual) {
        if (size != null && scale != null) {
            throw new IllegalArgumentException("--style-scale and --style-size exclude each other");
        }
        if (scale == null) {
            return size == null ? usual : size;
        }
        if (!(scale >= MIN_SCALE && scale <= MAX_SCALE)) {
            throw new IllegalArgumentException(
                    "--style-scale lies between " + MIN_SCALE + " and " + MAX_SCALE + ", not at " + scale);
        }
        return (int) Math.round(usual * scale);
    }
}
