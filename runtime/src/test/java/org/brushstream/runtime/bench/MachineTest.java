package org.brushstream.runtime.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.brushstream.runtime.machine.OwnProcess;
import org.junit.jupiter.api.Test;

final class MachineTest {
    @Test
    void machineSaysWhatItIs() {
        Machine machine = Machine.here();

        assertThat(machine.processor()).isNotBlank();
        assertThat(machine.threads()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(machine.memoryBytes()).isGreaterThan(100_000_000);
        assertThat(machine.system()).contains(System.getProperty("os.arch"));
        assertThat(machine.onnxRuntime()).matches("\\d+\\.\\d+\\.\\d+.*");
    }

    @Test
    void peakOfMemoryIsKnownWhereLinuxTellsIt() throws IOException {
        long used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        OptionalLong peak = OwnProcess.peakMemoryBytes();

        if (linuxTells()) {
            assertThat(peak.getAsLong()).isBetween(used, OwnProcess.machineMemoryBytes());
        } else {
            assertThat(peak).isEmpty();
        }
    }

    private static boolean linuxTells() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.isReadable(status)
                && Files.readAllLines(status).stream().anyMatch(line -> line.startsWith("VmHWM:"));
    }
}
