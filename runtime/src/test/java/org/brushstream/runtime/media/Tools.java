package org.brushstream.runtime.media;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Another FFmpeg than ours, as a command, to compare with; and the clips that not everybody has. */
final class Tools {
    private Tools() {}

    /** Standard output of a command, which must succeed. Skips the test where there is no such command. */
    static byte[] run(String... command) {
        assumeTrue(isInstalled(command[0]), command[0] + " is not installed: not compared with it");
        try {
            Path errors = Files.createTempFile("brushstream", ".txt");
            Process process =
                    new ProcessBuilder(command).redirectError(errors.toFile()).start();
            process.getOutputStream().close(); // nothing to say to it
            byte[] output = process.getInputStream().readAllBytes();
            int code = process.waitFor();
            String message = Files.readString(errors);
            Files.delete(errors);
            if (code != 0) {
                throw new AssertionError(String.join(" ", command) + "\n" + message);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static String text(String... command) {
        return new String(run(command), StandardCharsets.UTF_8);
    }

    /** Runs {@code ffmpeg} with the words of {@code arguments}, then {@code output}. */
    static Path ffmpeg(Path output, String arguments) {
        List<String> words = Stream.concat(
                        Stream.of("ffmpeg", "-v", "error", "-y"), Stream.of(arguments.split(" ", -1)))
                .toList();
        run(Stream.concat(words.stream(), Stream.of(output.toString())).toArray(String[]::new));
        return output;
    }

    /** FFmpeg's option for which times frames get; it was renamed in version 5.1. */
    static String timesOption() {
        return text("ffmpeg", "-v", "error", "-h", "long").contains("-fps_mode") ? "-fps_mode" : "-vsync";
    }

    private static boolean isInstalled(String command) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
    }

    /** A file of the folder {@code shared} beside the checkout; skips the test where there is none. */
    static Path shared(String name) {
        Optional<Path> file = Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
                .map(folder -> folder.resolve("shared"))
                .filter(Files::isDirectory)
                .findFirst()
                .or(() -> Optional.ofNullable(
                                System.getProperty("BRUSHSTREAM_SHARED", System.getenv("BRUSHSTREAM_SHARED")))
                        .map(Path::of))
                .map(folder -> folder.resolve(name))
                .filter(Files::exists);
        assumeTrue(file.isPresent(), "shared/" + name + " is not here: not tried");
        return file.orElseThrow();
    }
}
