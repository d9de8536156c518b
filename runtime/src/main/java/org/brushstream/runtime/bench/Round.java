package org.brushstream.runtime.bench;

import java.util.List;
import java.util.Map;

/**
 * What one measurement gave.
 *
 * @param frames that were timed, at least 1; those before them warmed up and do not count
 * @param seconds of wall-clock time from the end of the last frame of the warm-up to the end of the last one timed
 * @param cpuSeconds of processor time that the whole process took meanwhile, all threads added up
 * @param millis wall-clock milliseconds of each frame in each stage that there was
 */
public record Round(int frames, double seconds, double cpuSeconds, Map<Stage, List<Double>> millis) {
    public Round {
        if (frames < 1 || !(seconds > 0) || !(cpuSeconds >= 0)) {
            throw new IllegalArgumentException(
                    "no round: " + frames + " frames in " + seconds + " s, " + cpuSeconds + " s of processor time");
        }
        millis = Map.copyOf(millis);
    }

    /** Frames per second of wall-clock time. */
    public double framesPerSecond() {
        return frames / seconds;
    }

    /** Milliseconds of processor time for each frame. */
    public double cpuMillisPerFrame() {
        return 1e3 * cpuSeconds / frames;
    }

    /** Milliseconds of each frame in a stage; empty if there was no such stage. */
    public List<Double> millis(Stage stage) {
        return millis.getOrDefault(stage, List.of());
    }
}
