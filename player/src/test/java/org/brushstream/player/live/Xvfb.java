package org.brushstream.player.live;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A display in memory, for one test; and programs of this class path that run on it, in processes of their own. */
final class Xvfb implements AutoCloseable {
    static final int WIDTH = 1440;
    static final int HEIGHT = 900;

    private static final int PATIENCE_SECONDS = 30;

    private final Process server;
    private final String display;

    private Xvfb(Process server, String display) {
        this.server = server;
        this.display = display;
    }

    /** Starts it; the test is skipped where it is not installed. */
    static Xvfb start() {
        assumeTrue(installed("Xvfb"), "Xvfb is not installed: nothing is drawn");
        Path windows = Path.of(System.getProperty("java.home"), "lib", "libawt_xawt.so");
        assumeTrue(Files.exists(windows), "this Java opens no windows (a headless package): nothing is drawn");
        try {
            Process server = new ProcessBuilder(
                            "Xvfb", "-displayfd", "1", "-screen", "0", WIDTH + "x" + HEIGHT + "x24", "-nolisten", "tcp")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Optional<String> number = Optional.empty();
            try {
                number = firstLine(server);
            } finally {
                if (number.isEmpty()) {
                    end(server);
                }
            }
            assumeTrue(number.isPresent(), "Xvfb does not start: nothing is drawn");
            return new Xvfb(server, ":" + number.get());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it says first; empty if it says nothing in time. */
    private static Optional<String> firstLine(Process process) {
        BufferedReader said = process.inputReader(StandardCharsets.US_ASCII);
        CompletableFuture<Optional<String>> line = CompletableFuture.supplyAsync(() -> {
            try {
                return Optional.ofNullable(said.readLine());
            } catch (IOException e) {
                return Optional.empty(); // it was ended meanwhile
            }
        });
        return line.completeOnTimeout(Optional.empty(), PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    /** Asks a process to end, and makes it. */
    static void end(Process process) {
        process.destroy();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }

    static boolean installed(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** Runs a main class on the display to its end, two minutes at most; gives back what it printed, errors as well. */
    String run(Class<?> main, Object... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=false",
                "-ea",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("DISPLAY", display);
        builder.environment().remove("WAYLAND_DISPLAY");
        Path printed = Files.createTempFile("live-window", ".txt");
        try {
            Process process = builder.redirectOutput(printed.toFile()).start();
            boolean ended = false;
            try {
                ended = process.waitFor(2, TimeUnit.MINUTES);
            } finally {
                process.destroyForcibly();
            }
            process.waitFor(10, TimeUnit.SECONDS);
            String text = Files.readString(printed);
            if (!ended || process.exitValue() != 0) {
                throw new AssertionError((ended ? "exit code " + process.exitValue() : "no end") + ":\n" + text);
            }
            return text;
        } finally {
            Files.delete(printed);
        }
    }

    @Override
    public void close() {
        end(server);
    }
}
