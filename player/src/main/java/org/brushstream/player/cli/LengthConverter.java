package org.brushstream.player.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 400ms}, {@code 1.5s}, {@code 2min}. */
final class LengthConverter implements ITypeConverter<Duration> {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,3})?) *(ms|s|min)");

    @Override
    public Duration convert(String text) {
        Matcher match = TEXT.matcher(text);
        if (!match.matches()) {
            throw new TypeConversionException("'" + text + "' is no length of time; write it like 400ms, 1.5s or 2min");
        }
        double factor =
                switch (match.group(2)) {
                    case "ms" -> 1;
                    case "s" -> 1_000;
                    default -> 60_000;
                };
        return Duration.ofMillis(Math.round(Double.parseDouble(match.group(1)) * factor));
    }
}
