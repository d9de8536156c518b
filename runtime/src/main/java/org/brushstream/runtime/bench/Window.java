package org.brushstream.runtime.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.brushstream.runtime.machine.OwnProcess;

/**
 * Which frames of a run count. It opens when the run is warm, after two frames at least, and closes when the round is
 * long enough; both at the end of a frame, so that what is queued before and behind weighs nothing. Thread-safe.
 */
final class Window {
    /** From the first frame on: it warms ONNX Runtime, this lets queues settle and Java compile. */
    private static final long WARM_UP_NANOS = 200_000_000;

    private final RoundLength length;
    private final Map<Stage, List<Double>> millis = new EnumMap<>(Stage.class);
    private boolean started;
    private boolean open;
    private long startedNanos;
    private boolean closed;
    private long openedNanos;
    private long openedCpu;
    private long closedNanos;
    private long closedCpu;
    private int frames;

    Window(RoundLength length) {
        this.length = length;
    }

    /** Whether all was measured: frames still on the way need not be painted. */
    synchronized boolean closed() {
        return closed;
    }

    /** One frame left a stage. */
    synchronized void timed(Stage stage, long nanos) {
        if (open && !closed) {
            millis.computeIfAbsent(stage, first -> new ArrayList<>()).add(nanos / 1e6);
        }
    }

    /** One frame is done. */
    synchronized void completed() {
        if (closed) {
            return;
        }
        long now = System.nanoTime();
        if (open) {
            frames++;
            if (length.reached(frames, now - openedNanos)) {
                closedNanos = now;
                closedCpu = OwnProcess.cpuNanos();
                closed = true;
            }
        } else if (!started) {
            started = true;
            startedNanos = now;
        } else if (now - startedNanos >= WARM_UP_NANOS) {
            open = true;
            openedCpu = OwnProcess.cpuNanos();
            openedNanos = System.nanoTime();
        }
    }

    /** What was measured; only once it is closed. */
    synchronized Round round() {
        if (!closed) {
            throw new IllegalStateException("the run ended after " + frames + " frames, before it was measured");
        }
        return new Round(frames, (closedNanos - openedNanos) / 1e9, (closedCpu - openedCpu) / 1e9, millis);
    }
}
