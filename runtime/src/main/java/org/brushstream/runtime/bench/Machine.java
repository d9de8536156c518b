package org.brushstream.runtime.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.brushstream.runtime.machine.OwnProcess;
import org.brushstream.runtime.machine.Processor;

/**
 * The machine that was measured, as far as it says what it is.
 *
 * @param processor its model: "AMD EPYC 9654 96-Core Processor"; behind a hypervisor often less
 * @param features of the processor that decide how fast nets run, as Linux calls them; empty where no /proc/cpuinfo is
 * @param threads that run at once: hardware threads this process may use
 * @param memoryBytes of the machine, or of the container
 * @param system name, version and architecture of the operating system
 * @param java version and maker
 * @param onnxRuntime its version
 * @param card graphics card, its driver and memory, as nvidia-smi says; empty if there is none
 */
public record Machine(
        String processor,
        List<String> features,
        int threads,
        long memoryBytes,
        String system,
        String java,
        String onnxRuntime,
        String card) {
    private static final int PATIENCE_SECONDS = 5; // with another program
    private static final List<String> DECISIVE = List.of(
            "avx2",
            "avx512f",
            "avx_vnni",
            "avx512_vnni",
            "avx512_bf16",
            "amx_tile",
            "amx_int8",
            "amx_bf16",
            "asimddp", // Arm's names from here on
            "i8mm",
            "bf16",
            "sve");

    public Machine {
        features = List.copyOf(features);
    }

    /** This one. */
    public static Machine here() {
        Processor processor = Processor.here();
        return new Machine(
                named(processor),
                DECISIVE.stream().filter(processor.features()::contains).toList(),
                Runtime.getRuntime().availableProcessors(),
                OwnProcess.machineMemoryBytes(),
                String.join(
                        " ",
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        System.getProperty("os.arch")),
                Runtime.version() + ", " + System.getProperty("java.vendor"),
                OrtAccess.ENVIRONMENT.getVersion(),
                output("nvidia-smi", "--query-gpu=name,driver_version,memory.total", "--format=csv,noheader"));
    }

    private static String named(Processor processor) {
        return Optional.of(processor.name())
                .filter(name -> !name.isEmpty())
                .or(() -> Optional.of(output("sysctl", "-n", "machdep.cpu.brand_string")) // macOS
                        .filter(name -> !name.isEmpty()))
                .or(() -> Optional.ofNullable(System.getenv("PROCESSOR_IDENTIFIER"))) // Windows
                .orElse(System.getProperty("os.arch"));
    }

    /** The first line that a program prints; empty if it is not there, fails or hangs, as nvidia-smi does with a sick card. */
    private static String output(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) { // what it prints fits into the pipe meanwhile
                process.destroyForcibly();
                return "";
            }
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.exitValue() == 0
                    ? text.lines().findFirst().orElse("").strip()
                    : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
