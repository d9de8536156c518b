package org.brushstream.player.live;

import java.util.Arrays;

/** The last delays, from the camera to the window, and what they were like. Not thread-safe. */
final class Delays {
    private static final int KEPT = 150; // five seconds at 30 frames a second

    private final double[] millis = new double[KEPT];
    private int count;

    void add(double delayMillis) {
        millis[count++ % KEPT] = delayMillis;
    }

    /**
     * A quantile, by nearest rank.
     *
     * @param share 0.5 for the median, 0.99 for the worst of a hundred
     * @return milliseconds; 0 where nothing was measured
     */
    double quantile(double share) {
        int known = Math.min(count, KEPT);
        if (known == 0) {
            return 0;
        }
        double[] sorted = Arrays.copyOf(millis, known);
        Arrays.sort(sorted);
        return sorted[(int) Math.ceil(share * known) - 1];
    }
}
