package org.brushstream.player.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** A model that paints in no time, whatever is bundled; see golden/tiny.py. */
public final class TinyModel {
    /** How often it multiplies for each pixel. */
    public static final int PRODUCTS = 81;

    private TinyModel() {}

    /** Writes it, under the name of the file. */
    public static Path write(Path file) throws IOException {
        try (InputStream onnx = TinyModel.class.getResourceAsStream("/golden/tiny.onnx")) {
            return Files.write(file, Objects.requireNonNull(onnx).readAllBytes());
        }
    }

    /**
     * Writes it twice, so that its precision can be asked for by name and nothing has to be timed and remembered.
     *
     * @return the file for bytes, {@code tiny.onnx}; it calculates in floats like the other one
     */
    public static Path writeBothWays(Path folder) throws IOException {
        write(folder.resolve("tiny.float32.onnx"));
        return write(folder.resolve("tiny.onnx"));
    }
}
