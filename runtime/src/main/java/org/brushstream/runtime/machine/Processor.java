package org.brushstream.runtime.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The processor as Linux describes it.
 *
 * @param name its model, "AMD EPYC 9654 96-Core Processor"; behind a hypervisor often less; empty where there is no Linux to ask
 *     or it does not say, as on some Arm
 * @param features its instructions as Linux names them, {@code avx512_vnni} or {@code asimddp} among them; empty where
 *     there is no Linux to ask
 */
public record Processor(String name, Set<String> features) {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    public Processor {
        features = Set.copyOf(features);
    }

    /** This machine's. */
    public static Processor here() {
        List<String> lines = lines();
        String name = value("model name", lines)
                .or(() -> value("Model", lines)) // a Raspberry Pi's
                .orElse("");
        Set<String> features = Stream.of("flags", "Features") // x86, Arm
                .flatMap(key -> value(key, lines).stream())
                .flatMap(text -> Arrays.stream(text.split(" ")))
                .collect(Collectors.toSet());
        return new Processor(name, features);
    }

    private static List<String> lines() {
        try {
            return Files.isReadable(CPU_INFO) ? Files.readAllLines(CPU_INFO) : List.of();
        } catch (IOException e) {
            return List.of(); // not worth failing for
        }
    }

    private static Optional<String> value(String key, List<String> lines) {
        return lines.stream()
                .map(line -> line.split(":", 2))
                .filter(parts -> parts.length == 2 && parts[0].strip().equals(key))
                .map(parts -> parts[1].strip())
                .findFirst();
    }
}
