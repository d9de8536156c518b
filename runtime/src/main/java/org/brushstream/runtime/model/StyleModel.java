package org.brushstream.runtime.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One style as an ONNX model that can be opened, with its card if Brushstream trained it. Immutable. */
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
