package org.brushstream.player.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.brushstream.runtime.frame.FrameSize;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 640x360}. */
final class FrameSizeConverter implements ITypeConverter<FrameSize> {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,5})x(\\d{1,5})");

    @Override
    public FrameSize convert(String text) {
        Matcher size = SIZE.matcher(text);
        if (!size.matches()) {
            throw new TypeConversionException("'" + text + "' is no size; write it like 640x360");
        }
        try {
            return new FrameSize(Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2)));
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
