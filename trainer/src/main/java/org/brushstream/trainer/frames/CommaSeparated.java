package org.brushstream.trainer.frames;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Lines of comma-separated values, RFC 4180: a value may stand in double quotes, and must if it holds a comma or a
 * quote, which is then doubled. Blanks around values are dropped. No value goes on in the next line.
 */
final class CommaSeparated {
    private CommaSeparated() {}

    /**
     * The values of a line.
     *
     * @throws IllegalArgumentException if a quote is left open or something follows a closed one
     */
    static List<String> values(String line) {
        List<String> values = new ArrayList<>();
        int position = 0;
        while (position <= line.length()) {
            int start = position;
            while (start < line.length() && Character.isWhitespace(line.charAt(start))) {
                start++;
            }
            boolean quoted = start < line.length() && line.charAt(start) == '"';
            int end = quoted ? closingQuote(line, start) + 1 : start;
            int comma = line.indexOf(',', end);
            int next = comma < 0 ? line.length() : comma;
            if (quoted && !line.substring(end, next).isBlank()) {
                throw new IllegalArgumentException(
                        "something follows a closed quote; double the quotes inside a value");
            }
            values.add(
                    quoted
                            ? line.substring(start + 1, end - 1).replace("\"\"", "\"")
                            : line.substring(start, next).strip());
            position = next + 1;
        }
        return values;
    }

    private static int closingQuote(String line, int open) {
        for (int i = open + 1; i < line.length(); i++) {
            if (line.charAt(i) == '"') {
                if (i + 1 == line.length() || line.charAt(i + 1) != '"') {
                    return i;
                }
                i++; // the second of a doubled one
            }
        }
        throw new IllegalArgumentException("a quote is not closed");
    }

    /** Undoes {@link #values}; without the end of the line. */
    static String line(List<String> values) {
        return values.stream().map(CommaSeparated::quotedIfNeeded).collect(Collectors.joining(","));
    }

    private static String quotedIfNeeded(String value) {
        boolean plain = value.indexOf(',') < 0
                && value.indexOf('"') < 0
                && value.strip().equals(value);
        return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }
}
