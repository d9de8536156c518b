package org.brushstream.trainer.cli;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 1s}, {@code 0.5s}, {@code 500ms} or {@code 2min}; a bare number means seconds. */
final class IntervalConverter implements ITypeConverter<Duration> {
    private static final Pattern TEXT = Pattern.compile("(?<number>\\d{1,9}(?:\\.\\d{1,9})?)(?<unit>ms|s|min|)");

    @Override
    public Duration convert(String text) {
        Matcher interval = TEXT.matcher(text);
        if (!interval.matches()) {
            throw new TypeConversionException("'" + text + "' is no interval; write it like 1s, 0.5s, 500ms or 2min");
        }
        BigDecimal number = new BigDecimal(interval.group("number"));
        int millis =
                interval.group("unit").equals("ms") ? 1 : interval.group("unit").equals("min") ? 60_000 : 1000;
        return Duration.ofMillis(number.multiply(BigDecimal.valueOf(millis)).longValue());
    }
}
