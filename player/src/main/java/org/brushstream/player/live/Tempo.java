package org.brushstream.player.live;

/**
 * How fast beats follow each other, and when they fall.
 *
 * @param beatNanos the moment of one of them, of {@link System#nanoTime()}
 * @param periodNanos from one to the next, 0.1 s (600 a minute) to 60 s
 */
public record Tempo(long beatNanos, long periodNanos) {
    private static final long MINUTE = 60_000_000_000L;
    private static final long SHORTEST = 100_000_000L;

    public Tempo {
        if (periodNanos < SHORTEST || periodNanos > MINUTE) {
            throw new IllegalArgumentException("a beat takes 0.1 to 60 s, not " + periodNanos / 1e9 + " s");
        }
    }

    /**
     * A tempo as musicians write it.
     *
     * @param perMinute 1 to 600
     * @param beatNanos the moment of a beat
     */
    public static Tempo of(double perMinute, long beatNanos) {
        if (!(perMinute >= 1 && perMinute <= MINUTE / SHORTEST)) { // so that NaN is refused as well
            throw new IllegalArgumentException("the tempo is 1 to 600 beats a minute, not " + perMinute);
        }
        return new Tempo(beatNanos, Math.round(MINUTE / perMinute));
    }

    /** Beats a minute. */
    public double perMinute() {
        return (double) MINUTE / periodNanos;
    }

    /** Beats since {@link #beatNanos()}; whole numbers are the moments of beats. */
    double beats(long nanos) {
        return (double) (nanos - beatNanos) / periodNanos;
    }
}
