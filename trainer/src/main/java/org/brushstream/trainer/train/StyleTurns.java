package org.brushstream.trainer.train;

import java.util.SplittableRandom;

/**
 * Whose turn it is among the styles of a net. Every style once in each round, in an order of the round's own: whatever is
 * learned lately is learned of all alike. What the n-th sample's style is depends on the seed and n alone.
 *
 * @param styles how many there are, at least 1
 */
record StyleTurns(int styles, long seed) {
    /**
     * The style of a sample.
     *
     * @param sample its number within the run, from 0
     * @return from 0 to below {@code styles}
     */
    int styleOf(long sample) {
        SplittableRandom random = new SplittableRandom(seed * 0xD1342543DE82EF95L + sample / styles);
        int[] order = new int[styles];
        for (int i = 0; i < styles; i++) { // Fisher and Yates, as Durstenfeld 1964 puts it, from the inside out
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order[(int) (sample % styles)];
    }
}
