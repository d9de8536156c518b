package org.brushstream.runtime.bench;

/**
 * How long one measurement takes: until both are reached.
 *
 * @param frames at least this many are timed, 1 or more
 * @param seconds at least so long, 0 or more
 */
public record RoundLength(int frames, double seconds) {
    private static final int FEWEST = 3; // of which a median can be taken, however slow a net is

    public RoundLength {
        if (frames < 1) {
            throw new IllegalArgumentException("a round has at least 1 frame, not " + frames);
        }
        if (!(seconds >= 0 && seconds <= 3600)) { // so that NaN is refused as well
            throw new IllegalArgumentException("a round takes 0 to 3600 seconds, not " + seconds);
        }
    }

    /** Exactly so many frames, however long they take. */
    public static RoundLength ofFrames(int frames) {
        return new RoundLength(frames, 0);
    }

    /** So many seconds, and three frames at least. */
    public static RoundLength ofSeconds(double seconds) {
        return new RoundLength(FEWEST, seconds);
    }

    boolean reached(int doneFrames, long nanos) {
        return doneFrames >= frames && nanos >= seconds * 1e9;
    }
}
