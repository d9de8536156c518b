package org.brushstream.trainer.export;

/**
 * The real values that the bytes 0..255 of a map stand for: {@code scale * (byte - zero)}. Zero is one of them exactly, so
 * that padding and what ReLU cuts off are.
 *
 * @param scale between two neighbours, above 0
 * @param zero the byte that stands for 0
 */
record ByteRange(float scale, int zero) {
    private static final int LEVELS = 255; // from the lowest byte to the highest

    ByteRange {
        if (!(scale > 0 && scale < Float.POSITIVE_INFINITY) || zero < 0 || zero > LEVELS) {
            throw new IllegalArgumentException("bytes have no scale " + scale + " with zero at " + zero);
        }
    }

    /** Bytes as they are, which pixels need. */
    static final ByteRange PIXELS = new ByteRange(1, 0);

    /**
     * From one value to another, both of which are reached to half a step; 0 is always among them.
     *
     * @param low at most {@code high}
     */
    static ByteRange of(double low, double high) {
        double from = Math.min(low, 0);
        double to = Math.max(high, 0);
        double scale = to > from ? (to - from) / LEVELS : 1; // a map of zeros needs no range
        return new ByteRange((float) scale, (int) Math.round(-from / scale));
    }

    /** Whether it lies between the values of the lowest and the highest byte, to half a step. */
    boolean holds(double value) {
        double nearest = Math.rint(value / scale) + zero;
        return nearest >= 0 && nearest <= LEVELS;
    }

    /** The square of the error that a value suffers. */
    double squaredError(double value) {
        double error = value - real(value);
        return error * error;
    }

    private double real(double value) {
        double nearest = Math.rint(value / scale) + zero;
        return scale * (Math.max(0, Math.min(LEVELS, nearest)) - zero);
    }
}
