package org.brushstream.player.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import org.brushstream.runtime.bench.RoundLength;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.infer.Device;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.runtime.model.StyleModel;
import org.jspecify.annotations.Nullable;

/**
 * A fresh process that paints one model: how long until the first frame, and how much memory it takes when nothing else is
 * measured in it. The process is this program with the command {@code bench cold-start}, which prints two lines: the first
 * when the first frame is handed over, with the milliseconds since it opened the model, the second at its end, with the
 * bytes of memory at the peak, or nothing where the system does not tell.
 *
 * @param startToFirstFrameMillis from starting the process; the launcher script in front of it not included
 * @param openToFirstFrameMillis from opening the model in it
 * @param peakMemoryBytes of that process; null where the system does not tell
 */
record ColdStart(
        double startToFirstFrameMillis,
        double openToFirstFrameMillis,
        @Nullable Double peakMemoryBytes) {
    private static final int INTERRUPTED = 130; // exit code after Ctrl-C, which goes to all processes of a terminal

    /**
     * Runs it.
     *
     * @param mainClass of this program
     * @throws CancellationException if Ctrl-C ended the process
     * @throws ModelException with what the process said, if it failed
     */
    static ColdStart of(
            String mainClass,
            StyleModel model,
            FrameSize size,
            Device device,
            int threads,
            Path film,
            RoundLength length) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass, "bench", "cold-start"));
        command.addAll(List.of("--models", model.origin().equals("bundled") ? model.name() : model.origin()));
        command.addAll(List.of("--sizes", size.toString(), "--devices", device.toString()));
        command.addAll(List.of("--threads", Integer.toString(threads), "--input", film.toString()));
        command.addAll(List.of("--frames", Integer.toString(length.frames())));
        command.addAll(List.of("--seconds", String.format(Locale.ROOT, "%s", length.seconds())));
        long start = System.nanoTime();
        try {
            Process process = new ProcessBuilder(command).start();
            try (BufferedReader out = reader(process.getInputStream());
                    BufferedReader err = reader(process.getErrorStream())) {
                String first = out.readLine();
                double millis = (System.nanoTime() - start) / 1e6;
                String second = out.readLine();
                if (process.waitFor() == INTERRUPTED) {
                    throw new CancellationException("interrupted while " + model + " was starting");
                }
                if (process.exitValue() != 0 || first == null || second == null) {
                    throw new ModelException(model + " does not start in a process of its own: " + lastLine(err));
                }
                return new ColdStart(millis, number(first, model), second.isEmpty() ? null : number(second, model));
            }
        } catch (IOException e) {
            throw new ModelException("Java cannot be started again: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelException("interrupted while " + model + " was starting", e);
        }
    }

    private static double number(String line, StyleModel model) {
        try {
            return Double.parseDouble(line);
        } catch (NumberFormatException e) {
            throw new ModelException(
                    "a process of its own says '" + line + "' instead of a number while it paints " + model
                            + "; leave out options that make Java itself print, such as -Xlog",
                    e);
        }
    }

    private static BufferedReader reader(java.io.InputStream stream) {
        return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }

    private static String lastLine(BufferedReader lines) throws IOException {
        String last = "it says nothing";
        for (@Nullable String line; (line = lines.readLine()) != null; ) {
            last = line;
        }
        return last;
    }
}
