package org.brushstream.runtime.machine;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** What this process has taken of the machine, and how much there is. */
public final class OwnProcess {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final Path STATUS = Path.of("/proc/self/status");

    private OwnProcess() {}

    /** Processor time of all threads, native ones as well, in nanoseconds; on Linux it counts in steps of 10 ms. */
    public static long cpuNanos() {
        return SYSTEM.getProcessCpuTime();
    }

    /** Memory of the machine, or of the container, in bytes. */
    public static long machineMemoryBytes() {
        return SYSTEM.getTotalMemorySize();
    }

    /** The most memory that was resident at once, in bytes; empty where there is no Linux to tell (its VmHWM). */
    public static OptionalLong peakMemoryBytes() {
        return stated("VmHWM:"); // "high water mark"
    }

    /** The memory that is resident now, in bytes; empty where there is no Linux to tell (its VmRSS). */
    public static OptionalLong memoryBytes() {
        return stated("VmRSS:");
    }

    /** A line of memory, which Linux gives in KiB, see proc(5). */
    private static OptionalLong stated(String start) {
        if (Files.isReadable(STATUS)) {
            try {
                for (String line : Files.readAllLines(STATUS)) {
                    if (line.startsWith(start)) {
                        return OptionalLong.of(1024 * Long.parseLong(line.replaceAll("\\D", "")));
                    }
                }
            } catch (IOException e) {
                // no figure is better than another one: what is committed may be many times as much
            }
        }
        return OptionalLong.empty();
    }
}
