package org.brushstream.runtime.frame;

import java.time.Duration;

/** The loop that everything else serves: read, filter, write, until the source ends. */
public final class Pipeline {
    private Pipeline() {}

    /**
     * What a run did.
     *
     * @param frames frames written
     * @param elapsed wall-clock time from the first read to the end of {@link FrameSink#finish()}
     */
    public record Report(long frames, Duration elapsed) {
        /** Frames per second of wall-clock time; 0 for an empty run. */
        public double framesPerSecond() {
            return elapsed.isZero() ? 0 : frames * 1e9 / elapsed.toNanos();
        }
    }

    /**
     * Runs to the end of the source on the calling thread. The caller opened all three and closes them; a failure of
     * any of them comes out of here as it was thrown.
     */
    public static Report run(FrameSource source, FrameFilter filter, FrameSink sink) {
        long start = System.nanoTime();
        long frames = 0;
        for (Frame frame; (frame = source.read()) != null; frames++) {
            sink.write(filter.apply(frame));
        }
        sink.finish();
        return new Report(frames, Duration.ofNanos(System.nanoTime() - start));
    }
}
