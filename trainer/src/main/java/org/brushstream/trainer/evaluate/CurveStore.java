package org.brushstream.trainer.evaluate;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.runtime.model.Sha256;
import org.jspecify.annotations.Nullable;

/** Curves on disk: one JSON file each, named after all that the curve depends on. */
final class CurveStore {
    private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();

    private final Path folder;

    /** @param folder made when the first curve is kept */
    CurveStore(Path folder) {
        this.folder = folder;
    }

    /** A file says itself what it is of. */
    private record Stored(@Nullable String of, @Nullable GatysCurve curve) {}

    /**
     * Finds a curve.
     *
     * @param of all that it depends on, in words
     * @return empty if it was never kept, or cannot be read any more
     */
    Optional<GatysCurve> find(String of) {
        Path file = file(of);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            @Nullable Stored stored = GSON.fromJson(Files.readString(file), Stored.class);
            return stored == null || !of.equals(stored.of()) ? Optional.empty() : Optional.ofNullable(stored.curve());
        } catch (IOException | JsonParseException | IllegalArgumentException | NullPointerException e) {
            return Optional.empty(); // painted again and written anew
        }
    }

    /**
     * Keeps a curve.
     *
     * @throws ModelException if it cannot be written
     */
    void keep(String of, GatysCurve curve) {
        Path file = file(of);
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.createDirectories(folder);
            Files.writeString(part, GSON.toJson(new Stored(of, curve)));
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new ModelException(
                    "the curves of the optimizer cannot be kept in " + folder + " (" + e.getMessage()
                            + "); choose another folder with --cache",
                    e);
        }
    }

    private Path file(String of) {
        return folder.resolve(Sha256.of(of.getBytes(StandardCharsets.UTF_8)).substring(0, 32) + ".json");
    }
}
