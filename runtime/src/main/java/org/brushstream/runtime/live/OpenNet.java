package org.brushstream.runtime.live;

/** A net that is ready to paint, and how long it takes. One of a name and device at a time, told apart by identity. */
final class OpenNet {
    private static final double NEW = 0.2; // of the newest time in the mean

    private final String name;
    private final Brush brush;
    private volatile double meanNanos;

    /** @param nanos that it took to paint one frame, the memory being there */
    OpenNet(String name, Brush brush, long nanos) {
        this.name = name;
        this.brush = brush;
        this.meanNanos = nanos;
    }

    String name() {
        return name;
    }

    Brush brush() {
        return brush;
    }

    /** Of one frame, the newest counting most. */
    double meanNanos() {
        return meanNanos;
    }

    /** Called by the thread that paints only. */
    void took(long nanos) {
        meanNanos = (1 - NEW) * meanNanos + NEW * nanos;
    }
}
