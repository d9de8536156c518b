package org.brushstream.trainer.frames;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Moments of a film as people write them. Milliseconds everywhere in this package: finer than frames, and what Matroska
 * and most players count in.
 */
final class Timecode {
    /** At most six digits a part, which is weeks of film. */
    private static final Pattern TEXT =
            Pattern.compile("(?:(?:(?<hours>\\d{1,6}):)?(?<minutes>\\d{1,6}):)?(?<seconds>\\d{1,6}(?:\\.\\d{1,9})?)");

    private Timecode() {}

    /**
     * Reads {@code seconds} or {@code [hours:]minutes:seconds}, seconds with decimals or without.
     *
     * @return milliseconds, rounded half up
     * @throws IllegalArgumentException if it is something else, with a sentence fit for whoever wrote it
     */
    static long parse(String text) {
        Matcher time = TEXT.matcher(text);
        if (!time.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no time; write seconds (75.5) or [hours:]minutes:seconds (1:15.5)");
        }
        long hours = number(time.group("hours"));
        long minutes = number(time.group("minutes"));
        long millis = new BigDecimal(time.group("seconds"))
                .movePointRight(3)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
        boolean minutesTooMany = time.group("hours") != null && minutes >= 60;
        if (minutesTooMany || (time.group("minutes") != null && millis >= 60_000)) {
            throw new IllegalArgumentException("'" + text + "' is no time: of "
                    + (minutesTooMany ? "minutes behind hours" : "seconds behind minutes")
                    + " there are fewer than 60");
        }
        return ((hours * 60) + minutes) * 60_000 + millis;
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    /** As in {@code 1:15.500} or {@code 2:01:15}. */
    static String text(long millis) {
        long minutes = millis / 60_000;
        String start = minutes < 60
                ? String.format(Locale.ROOT, "%d:%02d", minutes, millis / 1000 % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", minutes / 60, minutes % 60, millis / 1000 % 60);
        return millis % 1000 == 0 ? start : start + String.format(Locale.ROOT, ".%03d", millis % 1000);
    }

    /** Seconds with three decimals, as in {@code 75.500}. */
    static String seconds(long millis) {
        return String.format(Locale.ROOT, "%d.%03d", millis / 1000, millis % 1000);
    }

    /** The same with leading zeros, as in {@code 000075.500}, so that names sort by it. */
    static String sortable(long millis) {
        return String.format(Locale.ROOT, "%06d.%03d", millis / 1000, millis % 1000);
    }

    /** Of a frame's time; rounded half up, as the times of scenes are. */
    static long millis(long micros) {
        return Math.floorDiv(micros + 500, 1000);
    }

    /** The first microsecond that {@link #millis} rounds to it. */
    static long micros(long millis) {
        return millis * 1000 - 500;
    }
}
