package org.brushstream.trainer.frames;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The commands ffmpeg and ffprobe of the system, to make films with and to compare with. */
final class Tools {
    private Tools() {}

    /** All that a command prints; it must succeed. Skips the test where there is no such command. */
    static String run(List<String> command) {
        String program = command.get(0);
        boolean installed = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        assumeTrue(installed, "skipped: " + program + " is not installed");
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close(); // nothing to say to it
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(String.join(" ", command) + "\n" + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Runs {@code ffmpeg} with the words of {@code arguments}, then {@code output}. */
    static Path ffmpeg(Path output, String arguments) {
        List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-y"));
        command.addAll(List.of(arguments.split(" ", -1)));
        command.add(output.toString());
        run(command);
        return output;
    }

    /** A film of eight seconds with the chapters of {@code titles}, each as long as the others. */
    static Path filmWithChapters(Path film, String... titles) throws IOException {
        StringBuilder metadata = new StringBuilder(";FFMETADATA1\n");
        for (int i = 0; i < titles.length; i++) {
            metadata.append("[CHAPTER]\nTIMEBASE=1/1000\nSTART=" + 8000 * i / titles.length + "\nEND="
                    + 8000 * (i + 1) / titles.length + "\n");
            metadata.append(titles[i].isEmpty() ? "" : "title=" + titles[i] + "\n");
        }
        Path chapters = Files.writeString(film.resolveSibling("chapters.txt"), metadata);
        return ffmpeg(
                film,
                "-f lavfi -i testsrc2=size=96x64:rate=5:duration=8 -i " + chapters + " -map_metadata 1 -c:v ffv1");
    }
}
