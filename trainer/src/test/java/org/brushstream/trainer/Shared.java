package org.brushstream.trainer;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Photographs, paintings and VGG-19: too large to be kept with the code, so tests that need them skip without. */
public final class Shared {
    private static final String NAME = "BRUSHSTREAM_SHARED";

    private Shared() {}

    /**
     * A file or folder of the shared material: in the folder that the system property or environment variable
     * {@value #NAME} names, else in a folder {@code shared} beside the working directory or one above it.
     */
    public static Path require(String path) {
        return folders()
                .map(folder -> folder.resolve(path))
                .filter(Files::exists)
                .findFirst()
                .orElseGet(() -> abort("skipped: no shared/" + path + "; set " + NAME + " to the shared folder"));
    }

    private static Stream<Path> folders() {
        Optional<String> named =
                Optional.ofNullable(System.getProperty(NAME)).or(() -> Optional.ofNullable(System.getenv(NAME)));
        return named.map(folder -> Stream.of(Path.of(folder)))
                .orElseGet(() -> Stream.iterate(Path.of("").toAbsolutePath(), path -> path != null, Path::getParent)
                        .map(above -> above.resolve("shared")));
    }
}
