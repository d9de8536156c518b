package org.brushstream.trainer.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
     * Makes sure that all of a command's files can be written, and that none takes the place of another or of an input.
     * Writes nothing yet.
     *
     * @param inputs what the command reads, by the option that names it: leave to replace a file is not meant for these
     * @throws ModelException if a file could not be written, may not be replaced, or is named by two options
     */
    static void requireWritable(List<OutputFile> outputs, Map<String, List<Path>> inputs) {
        for (int i = 0; i < outputs.size(); i++) {
            OutputFile output = outputs.get(i);
            inputs.forEach((option, files) -> files.forEach(file -> output.requireApartFrom(file, option + " reads")));
            outputs.subList(0, i).forEach(earlier -> output.requireApartFrom(earlier.file, earlier.option + " writes"));
            output.requireWritable();
        }
    }

    private void requireApartFrom(Path other, String use) {
        if (isAt(other)) {
            throw new ModelException(file + " is the file that " + use + "; choose another " + option);
        }
    }

    /** Links are followed: they write where they point. */
    private boolean isAt(Path other) {
        try {
            if (Files.exists(file) && Files.exists(other)) {
                return Files.isSameFile(file, other);
            }
            return file.toAbsolutePath()
                    .normalize()
                    .equals(other.toAbsolutePath().normalize());
        } catch (IOException e) {
            throw new ModelException(unwritable(e.getMessage()), e);
        }
    }

    private void requireWritable() {
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
