package org.brushstream.trainer.finetune;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

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

    /** Share that was told right, 0..1: the mean over the looks, so that one of many frames counts no more than others. */
    public double accuracy() {
        return IntStream.range(0, counts.size())
                .filter(look -> frames(look) > 0)
                .mapToDouble(look -> (double) counts.get(look).get(look) / frames(look))
                .average()
                .orElse(0);
    }

    private int frames(int look) {
        return counts.get(look).stream().mapToInt(Integer::intValue).sum();
    }
}
