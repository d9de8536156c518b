package org.brushstream.runtime.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One style, or several in one net, as an ONNX model that can be opened, with its card if Brushstream trained it. Immutable. */
public final class StyleModel {
    /** How model files end. */
    static final String ENDING = ".onnx";

    private final String name;
    private final String origin;
    private final byte[] onnx;
    private final @Nullable Path folder;
    private final @Nullable ModelCard card;

    private StyleModel(String name, String origin, byte[] onnx, @Nullable Path folder) {
        this.name = name;
        this.origin = origin;
        this.onnx = onnx;
        this.folder = folder;
        this.card = readCard();
    }

    /**
     * A model that is in memory already.
     *
     * @param name as users call it
     * @param origin where it comes from, for messages: "bundled", or a path
     * @param onnx the whole model file; given away by the caller
     */
    public static StyleModel of(String name, String origin, byte[] onnx) {
        return new StyleModel(name, origin, onnx, null);
    }

    /** Reads a model file, named as the file without {@code .onnx}. */
    public static StyleModel read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new ModelException("there is no model file '" + file + "'; check the path");
        }
        try {
            Path folder = file.toAbsolutePath().getParent();
            return new StyleModel(nameOf(file), file.toString(), Files.readAllBytes(file), folder);
        } catch (IOException e) {
            throw new ModelException("cannot read the model file '" + file + "': " + e.getMessage(), e);
        }
    }

    /** The file's name, without {@code .onnx} if it ends so. */
    static String nameOf(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
    }

    private @Nullable ModelCard readCard() {
        Map<String, String> metadata;
        try {
            metadata = OnnxFile.metadata(onnx);
        } catch (IOException e) {
            throw new ModelException(this + " is no ONNX model, or only a part of one; fetch or export it again", e);
        }
        if (metadata.keySet().stream().noneMatch(key -> key.startsWith(ModelCard.PREFIX))) {
            return null;
        }
        try {
            return ModelCard.fromMetadata(metadata);
        } catch (ModelException e) {
            throw new ModelException(this + ": " + e.getMessage(), e);
        }
    }

    /** What users call it. */
    public String name() {
        return name;
    }

    /** Where it comes from: "bundled", or a path. */
    public String origin() {
        return origin;
    }

    /** What it says about itself; empty for models of third parties. */
    public Optional<ModelCard> card() {
        return Optional.ofNullable(card);
    }

    /** The styles to mix, in the order of their weights; empty for a model of one style, or without a card. */
    public List<CardStyle> styles() {
        return card().map(ModelCard::styles).orElse(List.of());
    }

    /** Whether all styles of a mix are in this model, so that {@link #weights} gives an answer. */
    boolean holds(StyleMix mix) {
        return styleNames().containsAll(mix.styles());
    }

    /**
     * A mix as the numbers that the net takes; styles that it does not name get 0.
     *
     * @throws ModelException if one of its styles is not in this model, with those that are
     */
    public StyleWeights weights(StyleMix mix) {
        List<String> names = styleNames();
        double[] weights = new double[names.size()];
        for (StyleMix.Share share : mix.shares()) {
            int place = names.indexOf(share.style());
            if (place < 0) {
                throw unknown(share.style());
            }
            weights[place] = share.weight();
        }
        return StyleWeights.of(weights);
    }

    private ModelException unknown(String style) {
        List<String> names = styleNames();
        if (names.isEmpty()) {
            return new ModelException(this
                    + (card == null ? " has no card that names its styles" : " holds one style only")
                    + ": '" + style + "' cannot be asked of it");
        }
        String hint = EditDistance.nearest(style, names)
                .map(nearest -> "; did you mean '" + nearest + "'?")
                .orElse("");
        return new ModelException(
                this + " holds no style '" + style + "'" + hint + " (it holds: " + String.join(", ", names) + ")");
    }

    private List<String> styleNames() {
        return styles().stream().map(CardStyle::name).toList();
    }

    /** The whole model file, a copy. */
    public byte[] onnx() {
        return onnx.clone();
    }

    /** Where weights that the model keeps in files of their own are looked for; empty for a model from memory. */
    public Optional<Path> folder() {
        return Optional.ofNullable(folder);
    }

    /** For messages: name and origin. */
    @Override
    public String toString() {
        return "model '" + name + "' (" + origin + ")";
    }
}
