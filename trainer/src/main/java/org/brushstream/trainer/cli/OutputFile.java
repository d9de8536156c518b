package org.brushstream.trainer.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.brushstream.runtime.model.ModelException;
import org.jspecify.annotations.Nullable;

/**
 * A file that a command writes at its end. Whether it can be written is found out at the beginning: minutes or hours of work
 * should not end there.
 *
 * @param option that names it, as in {@code --json}
 * @param overwrite whether it may exist already
 */
record OutputFile(String option, Path file, boolean overwrite) {
    /**
     * Writes nothing yet.
     *
     * @throws ModelException if the file exists and may not be replaced, or could not be written
     */
    void requireWritable() {
        if (Files.isDirectory(file)) {
            throw new ModelException(unwritable("it is a folder"));
        }
        if (Files.exists(file) && !overwrite) {
            throw new ModelException(file + " exists; add --overwrite to replace it or choose another " + option);
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new ModelException(unwritable("there is no folder " + folder));
        }
        if (!Files.isWritable(Files.exists(file) ? file : folder)) {
            throw new ModelException(unwritable("no permission"));
        }
    }

    /**
     * Writes text in UTF-8.
     *
     * @throws ModelException if that fails
     */
    void write(String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new ModelException(unwritable(e.getMessage()), e);
        }
    }

    private String unwritable(@Nullable String why) {
        return file + " cannot be written: " + why + "; choose another " + option;
    }
}
