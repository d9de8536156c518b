package org.brushstream.trainer.train;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.brushstream.runtime.model.CardStyle;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.trainer.report.TrainingDiary;

/**
 * Where a run keeps what it has: {@code checkpoint.safetensors}, {@code recipe.json} and what
 * {@link TrainingDiary} leaves for people.
 *
 * @param path the folder; it need not exist yet
 */
public record TrainingFolder(Path path) {
    /** The folder of the run that writes this model: {@code wave-training} beside {@code wave.onnx}. */
    public static TrainingFolder of(Path model) {
        return new TrainingFolder(model.resolveSibling(baseName(model) + "-training"));
    }

    /** A model's name: that of its file without the ending. */
    static String baseName(Path model) {
        return String.valueOf(model.getFileName()).replaceFirst("\\.onnx$", "");
    }

    /** The model of one style alone, beside that of all. */
    static Path single(Path model, String style) {
        return model.resolveSibling(baseName(model) + "-" + style + ".onnx");
    }

    Path checkpoint() {
        return path.resolve("checkpoint.safetensors");
    }

    Path recipe() {
        return path.resolve("recipe.json");
    }

    /** Whether a run has left something that it could go on from. */
    public boolean holdsRun() {
        return Files.exists(checkpoint()) || Files.exists(recipe());
    }

    /** Forgets the run. */
    void clear() {
        try {
            Files.deleteIfExists(checkpoint());
            Files.deleteIfExists(recipe());
            TrainingDiary.forget(path);
        } catch (IOException e) {
            throw new ModelException("the run in " + path + " cannot be deleted: " + e.getMessage(), e);
        }
    }

    /**
     * Reads what the run was started with.
     *
     * @throws ModelException if it is absent or damaged
     */
    Recipe readRecipe() {
        try {
            return Recipe.parse(Files.readString(recipe()));
        } catch (NoSuchFileException e) {
            throw new ModelException("there is no run in " + path + ": it has no " + recipe().getFileName(), e);
        } catch (IOException e) {
            throw new ModelException(recipe() + " cannot be read: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) { // here the file's mistake, not the programmer's
            throw new ModelException(
                    recipe() + " is damaged: " + e.getMessage() + "; start afresh with --overwrite", e);
        }
    }

    /**
     * Names of the styles of the run's net, without the one that gives the photo back.
     *
     * @throws ModelException if there is no run
     */
    public List<String> styles() {
        return readRecipe().styles().stream()
                .filter(name -> !name.equals(CardStyle.NONE))
                .toList();
    }

    void write(Recipe recipe) {
        Path part = path.resolve("recipe.json.part");
        try {
            Files.writeString(part, recipe.toJson());
            Files.move(part, recipe(), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            part.toFile().delete();
            throw new ModelException(recipe() + " cannot be written: " + e.getMessage(), e);
        }
    }

    /**
     * Reads where the run stands.
     *
     * @param manager owns the tensors
     * @throws ModelException if it is absent or damaged
     */
    Checkpoint readCheckpoint(NDManager manager) {
        if (!Files.exists(checkpoint())) {
            throw new ModelException("the run in " + path + " has no checkpoint yet; start afresh with --overwrite");
        }
        return Checkpoint.read(checkpoint(), manager);
    }
}
