package org.brushstream.runtime.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this process has taken of the machine so far. */
public final class OwnProcess {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String PEAK = "VmHWM:"; // "high water mark" of resident memory, in KiB, see proc(5)

    private OwnProcess() {}

    /** Processor time of all threads, native ones as well, in nanoseconds; on Linux it counts in steps of 10 ms. */
    static long cpuNanos() {
        return SYSTEM.getProcessCpuTime();
    }

    /** Memory of the machine, or of the container, in bytes. */
    static long machineMemoryBytes() {
        return SYSTEM.getTotalMemorySize();
    }

    /**
     * The most memory that was in use at once, in bytes: on Linux what was resident (VmHWM), elsewhere what is committed
     * now, which is more.
     */
    public static long peakMemoryBytes() {
        if (Files.isReadable(STATUS)) {
            try {
                for (String line : Files.readAllLines(STATUS)) {
                    if (line.startsWith(PEAK)) {
                        return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
                    }
                }
            } catch (IOException e) {
                // there is another way
            }
        }
        return SYSTEM.getCommittedVirtualMemorySize();
    }
}
