package org.brushstream.player.cli;

import org.brushstream.runtime.model.ModelException;
import org.brushstream.runtime.model.StyleMix;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code great-wave:0.7,starry-night:0.3}. */
final class StyleMixConverter implements ITypeConverter<StyleMix> {
    @Override
    public StyleMix convert(String text) {
        try {
            return StyleMix.parse(text);
        } catch (ModelException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
