package org.brushstream.player.cli;

import org.brushstream.runtime.model.InputRange;
import org.brushstream.runtime.model.ModelException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 0..255} or {@code 0..1}. */
final class InputRangeConverter implements ITypeConverter<InputRange> {
    @Override
    public InputRange convert(String text) {
        try {
            return InputRange.parse(text);
        } catch (ModelException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
