package org.brushstream.trainer.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** What this machine says about itself; Linux says most. */
public final class Hardware {
    private Hardware() {}

    /** Processor and threads, on one line. */
    static String processor() {
        int threads = Runtime.getRuntime().availableProcessors();
        String name = find(Path.of("/proc/cpuinfo"), "model name").orElse(System.getProperty("os.arch", "processor"));
        return name + ", " + threads + (threads == 1 ? " thread" : " threads");
    }

    /** The most memory that this process had so far, in bytes; absent where the system does not say. */
    public static OptionalLong peakMemoryBytes() {
        return find(Path.of("/proc/self/status"), "VmHWM") // "VmHWM:   381234 kB"
                .filter(text -> text.matches("[0-9]+ kB"))
                .map(text -> OptionalLong.of(1024 * Long.parseLong(text.replace(" kB", ""))))
                .orElse(OptionalLong.empty());
    }

    private static Optional<String> find(Path file, String key) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith(key) && line.contains(":"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
