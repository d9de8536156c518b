package org.brushstream.runtime.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
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
    void processHasHadMoreMemoryThanItsHeapUsesAndLessThanThereIs() {
        long used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();

        assertThat(OwnProcess.peakMemoryBytes()).isGreaterThan(used);
        if (Files.exists(Path.of("/proc/self/status"))) {
            assertThat(OwnProcess.peakMemoryBytes()).isLessThan(OwnProcess.machineMemoryBytes());
        }
    }

    @Test
    void bytesAreMultipliedAtAMeasurableSpeed() {
        PeakSpeed peak = PeakSpeed.measure(1);

        // No processor of this century is slower than 0.1 or faster than 100,000 of these.
        assertThat(peak.floatGops()).isBetween(0.1, 1e5);
        assertThat(peak.byteGops()).isBetween(0.1, 1e5);
    }
}
