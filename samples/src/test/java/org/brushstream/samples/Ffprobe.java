package org.brushstream.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What Debian's ffprobe says of a film; a test that asks where it is not installed is skipped. */
public final class Ffprobe {
    private Ffprobe() {}

    /** Its report, of the form {@code streams.stream.0.codec_name="h264"}. */
    public static String flat(Path film, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("ffprobe", "-v", "error", "-of", "flat"));
        command.addAll(List.of(options));
        command.add(film.toString());
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            assumeTrue(false, "ffprobe is not installed: skipped");
            throw e;
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
