package org.brushstream.trainer.finetune;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Which looks were taken for which.
 *
 * @param looks names
 * @param counts of frames, {@code counts[of][takenFor]}, in the order of the names
 */
public record Confusion(List<String> looks, int[][] counts) {
    public Confusion {
        looks = List.copyOf(looks);
        if (counts.length != looks.size()) {
            throw new IllegalArgumentException(looks.size() + " looks cannot have " + counts.length + " rows");
        }
    }

    /** Share of all frames that were told right, 0..1. */
    public double accuracy() {
        long all = 0;
        long right = 0;
        for (int of = 0; of < counts.length; of++) {
            right += counts[of][of];
            all += IntStream.of(counts[of]).sum();
        }
        return all == 0 ? 0 : (double) right / all;
    }

    /** Mean over the looks of the share of each that was told right, 0..1: a large look counts no more than a small one. */
    public double balancedAccuracy() {
        return IntStream.range(0, counts.length)
                .filter(of -> IntStream.of(counts[of]).sum() > 0)
                .mapToDouble(of ->
                        (double) counts[of][of] / IntStream.of(counts[of]).sum())
                .average()
                .orElse(0);
    }
}
