package org.brushstream.trainer.fetch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.brushstream.runtime.model.ModelException;

/** The SHA-256 of a file that was fetched, kept beside it as {@code sha256sum} writes it, so that it can be checked again. */
final class Seal {
    private static final int DIGITS = 64;

    private Seal() {}

    private static Path of(Path file) {
        return file.resolveSibling(file.getFileName() + ".sha256");
    }

    static void write(Path file, String sha256) {
        try {
            Files.writeString(of(file), sha256 + "  " + file.getFileName() + "\n");
        } catch (IOException e) {
            throw new ModelException(
                    of(file) + " cannot be written: " + e.getMessage() + "; make room, or choose another" + " --output",
                    e);
        }
    }

    /** What is kept; empty if there is nothing. */
    static Optional<String> read(Path file) {
        if (!Files.exists(of(file))) {
            return Optional.empty();
        }
        try {
            String text = Files.readString(of(file));
            return Optional.of(
                    text.substring(0, Math.min(DIGITS, text.length())).toLowerCase(Locale.ROOT));
        } catch (IOException e) {
            throw new ModelException(of(file) + " cannot be read: " + e.getMessage() + "; delete it and " + file, e);
        }
    }
}
