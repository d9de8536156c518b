package org.brushstream.trainer.finetune;

import java.nio.file.Path;
import java.util.List;
import org.brushstream.runtime.model.ModelException;

/**
 * A frame to learn a look from.
 *
 * @param picture its file
 * @param look its label
 * @param scene within the look: frames of one scene resemble each other
 */
record LabelledFrame(Path picture, String look, String scene) {
    /**
     * All that the manifest of a folder names.
     *
     * @throws ModelException if there is none, or it is damaged
     */
    static List<LabelledFrame> readAll(Path folder) {
        try {
            return java.nio.file.Files.readAllLines(folder.resolve("frames.csv")).stream()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .map(line -> new LabelledFrame(folder.resolve(line[0]), line[1], line[2] + " " + line[3]))
                    .toList();
        } catch (java.io.IOException e) {
            throw new ModelException("no manifest in " + folder, e);
        }
    }
}
