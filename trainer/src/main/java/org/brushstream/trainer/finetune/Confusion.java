package org.brushstream.trainer.finetune;

import java.util.Arrays;
import java.util.List;

/**
 * Which looks were taken for which.
 *
 * @param looks names
 * @param counts of frames: a row for each look, in it how many of its frames were taken for each
 */
public record Confusion(List<String> looks, List<List<Integer>> counts) {
    public Confusion {
        looks = List.copyOf(looks);
        counts = counts.stream().map(List::copyOf).toList();
        int all = looks.size();
        if (counts.size() != all || counts.stream().anyMatch(row -> row.size() != all)) {
            throw new IllegalArgumentException("a table of " + all + " looks has as many rows and columns: " + counts);
        }
    }

    static Confusion of(List<String> looks, int[][] counts) {
        return new Confusion(
                looks,
                Arrays.stream(counts)
                        .map(row -> Arrays.stream(row).boxed().toList())
                        .toList());
    }

    /** Share of all frames that were told right, 0..1. */
    public double accuracy() {
        int all = 0;
        int right = 0;
        for (int look = 0; look < counts.size(); look++) {
            right += counts.get(look).get(look);
            all += counts.get(look).stream().mapToInt(Integer::intValue).sum();
        }
        return all == 0 ? 0 : (double) right / all;
    }
}
