package org.brushstream.player.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.brushstream.runtime.bench.RoundLength;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.model.ModelException;
import org.jspecify.annotations.Nullable;

/** The usual net in another program: a Python process that stays up and paints when it is told to, see its script. */
final class ReferenceNet implements AutoCloseable {
    private static final String SCRIPT = "reference_nets.py";
    private static final String SORRY = "cannot ";

    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter questions;
    private final String version;

    private ReferenceNet(Process process) throws IOException {
        this.process = process;
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        questions = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        version = Objects.requireNonNullElse(answers.readLine(), SORRY + "paint: it ended without a word");
    }

    /**
     * Starts it.
     *
     * @param pythons interpreters to try in turn
     * @throws ModelException with one sentence, if none of them has what the program needs
     */
    static ReferenceNet start(ReferenceProgram program, int threads, List<String> pythons) {
        String why = "";
        for (String python : pythons) {
            try {
                // The script goes along as an argument, so that nothing has to be unpacked.
                ReferenceNet net = of(new ProcessBuilder(
                                python, "-X", "utf8", "-c", script(), program.toString(), Integer.toString(threads))
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start());
                if (!net.version.startsWith(SORRY)) {
                    return net;
                }
                net.close();
                why = python + " " + net.version;
            } catch (IOException e) {
                why = why.isEmpty() ? "there is no program '" + python + "'" : why;
            }
        }
        throw new ModelException(
                "there is no %s to compare with: %s; install %s, or name another interpreter with --python"
                        .formatted(program.title(), why, program.packages()));
    }

    private static ReferenceNet of(Process process) throws IOException {
        try {
            return new ReferenceNet(process);
        } catch (IOException e) {
            process.destroy();
            throw e;
        }
    }

    private static String script() throws IOException {
        try (InputStream in = Objects.requireNonNull(ReferenceNet.class.getResourceAsStream(SCRIPT))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Name and version: "PyTorch 1.13.0". */
    String version() {
        return version;
    }

    /**
     * Paints one round; the first at a size is preceded by one frame of warm-up.
     *
     * @return milliseconds of each frame
     * @throws ModelException if the program stopped, or says something else
     */
    List<Double> paint(FrameSize size, RoundLength length) {
        @Nullable String answer;
        try {
            questions.write(String.format(
                    Locale.ROOT, "%d %d %d %s\n", size.width(), size.height(), length.frames(), length.seconds()));
            questions.flush();
            answer = answers.readLine();
        } catch (IOException e) {
            answer = null; // it is gone
        }
        if (answer == null) {
            throw new ModelException(
                    version + " stopped at " + size + "; there may be too little memory for it, try a smaller size");
        }
        try {
            return Arrays.stream(answer.split(" ")).map(Double::valueOf).toList();
        } catch (NumberFormatException e) {
            throw new ModelException(
                    version + " says '" + answer + "' at " + size + " instead of milliseconds; try another interpreter"
                            + " with --python",
                    e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
