package org.brushstream.trainer;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Python that has what a test needs; the test is skipped where there is none. */
public record Python(String command) {
    /** The first of those on this machine that have the package. */
    public static Python with(String module) {
        List<String> found = List.of("python3", "/usr/bin/python3").stream()
                .filter(candidate ->
                        new Python(candidate).run("-c", "import " + module).isEmpty())
                .toList();
        assumeTrue(!found.isEmpty(), "skipped: no python3 with the package " + module);
        return new Python(found.get(0));
    }

    /** All that it printed; after {@code failed: } if it did not end well. */
    public String run(String... arguments) {
        List<String> line = new ArrayList<>(List.of(command, "-X", "utf8"));
        line.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0 ? output : "failed: " + output;
        } catch (IOException e) {
            return "cannot be started: " + e.getMessage();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
