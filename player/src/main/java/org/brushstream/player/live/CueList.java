package org.brushstream.player.live;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.brushstream.runtime.model.StyleMix;

/**
 * Styles that take turns, from the first again after the last.
 *
 * @param cues two or more; one may come twice
 * @param every how long each stays
 */
public record CueList(List<StyleMix> cues, Step every) {
    /** How long a cue stays. */
    public sealed interface Step {
        /**
         * Reads {@code 8 beats}, {@code 10s}, {@code 1.5 s} or {@code 2min}.
         *
         * @throws IllegalArgumentException with a sentence fit for whoever wrote it
         */
        static Step parse(String text) {
            Matcher match = TEXT.matcher(text.strip().toLowerCase(Locale.ROOT));
            if (!match.matches()) {
                throw new IllegalArgumentException("'" + text + "' is no length; write it like \"8 beats\" or 10s");
            }
            String number = match.group(1);
            String unit = match.group(2);
            if (unit.startsWith("beat")) {
                if (number.contains(".")) {
                    throw new IllegalArgumentException("cues change on whole beats, not after " + number);
                }
                return new Beats(Integer.parseInt(number));
            }
            double factor = unit.equals("ms") ? 1 : unit.equals("s") ? 1_000 : 60_000;
            return new Time(Duration.ofMillis(Math.round(Double.parseDouble(number) * factor)));
        }
    }

    /**
     * Changes on a beat.
     *
     * @param count 1 to 9999
     */
    public record Beats(int count) implements Step {
        public Beats {
            if (count < 1) {
                throw new IllegalArgumentException("a cue stays for one beat at least, not " + count);
            }
        }

        @Override
        public String toString() {
            return count == 1 ? "beat" : count + " beats";
        }
    }

    /**
     * Changes by the clock.
     *
     * @param length 100 ms or more
     */
    public record Time(Duration length) implements Step {
        private static final Duration SHORTEST = Duration.ofMillis(100);

        public Time {
            if (length.compareTo(SHORTEST) < 0) {
                throw new IllegalArgumentException("a cue stays for 0.1 s at least, not " + length.toMillis() + " ms");
            }
        }

        @Override
        public String toString() {
            return length.toMillis() % 1000 == 0 ? length.toSeconds() + " s" : length.toMillis() / 1000.0 + " s";
        }
    }

    private static final Pattern TEXT = Pattern.compile("(\\d{1,4}(?:\\.\\d{1,3})?) *(beats?|ms|s|min)");

    public CueList {
        cues = List.copyOf(cues);
        if (cues.size() < 2) {
            throw new IllegalArgumentException("a cue list holds two styles or more");
        }
    }
}
