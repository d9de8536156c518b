package org.brushstream.runtime.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** How far apart two names are, in letters typed wrong. */
final class EditDistance {
    private static final int TYPING_SLIPS = 2; // letters wrong in a name that is still recognised

    private EditDistance() {}

    /** The name that was probably meant; empty if none of those known is near. */
    static Optional<String> nearest(String name, Collection<String> known) {
        return known.stream()
                .filter(other -> between(name, other) <= TYPING_SLIPS)
                .min(Comparator.comparingInt(other -> between(name, other)));
    }

    /** Levenshtein's distance: letters to insert, delete or replace; upper and lower case are the same. */
    static int between(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        int[] above = new int[b.length() + 1]; // distances of a's first i - 1 letters to all beginnings of b
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[b.length()];
    }
}
