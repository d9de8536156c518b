package org.brushstream.runtime.media;

import org.bytedeco.ffmpeg.avutil.AVRational;

/**
 * A fraction that must stay exact, such as 30000/1001 frames per second.
 *
 * @param numerator at least 1
 * @param denominator at least 1
 */
public record Ratio(int numerator, int denominator) {
    public Ratio {
        if (numerator < 1 || denominator < 1) {
            throw new IllegalArgumentException("not a positive fraction: " + numerator + "/" + denominator);
        }
    }

    /** FFmpeg's fraction, which is 0/0 or 0/1 where it knows none. */
    static Ratio of(AVRational value, Ratio otherwise) {
        return value.num() > 0 && value.den() > 0 ? new Ratio(value.num(), value.den()) : otherwise;
    }

    /** The nearest double, for arithmetic that may round. */
    public double toDouble() {
        return (double) numerator / denominator;
    }

    /** One divided by this. */
    @SuppressWarnings("ArgumentSelectionDefectChecker") // they do change places
    public Ratio inverse() {
        return new Ratio(denominator, numerator);
    }

    /** As in {@code 30000/1001}. */
    @Override
    public String toString() {
        return numerator + "/" + denominator;
    }
}
