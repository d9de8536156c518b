package org.brushstream.samples.city;

/**
 * One moment of the film: everything that moves is a function of it and of nothing else.
 *
 * @param seconds from the start of the film
 */
record Moment(double seconds) {
    static final double FILM_SECONDS = 6;

    /** How far a layer of parallax 1 travels to the left while the film runs, in pixels of the film. */
    static final double PAN = 110;

    /** How quickly a light that a drum has struck dies away, in seconds. */
    private static final double GLOW_SECONDS = 0.14;

    /** Left edge of a layer in pixels of the film; parallax is 0 for the moon and 1 for the bridge. */
    double left(double parallax) {
        double part = seconds / FILM_SECONDS;
        double eased = part - 0.5 * Math.sin(2 * Math.PI * part) / (2 * Math.PI); // half speed at both ends
        return -PAN * parallax * eased;
    }

    /** 1 on the beat, falling towards 0 until the next. */
    double pulse() {
        return Math.exp(-(seconds % Beat.BEAT_SECONDS) / GLOW_SECONDS);
    }

    /** A sine of time between 0 and 1. */
    double swing(double periodSeconds, double phase) {
        return 0.5 + 0.5 * Math.sin(2 * Math.PI * (seconds / periodSeconds + phase));
    }
}
