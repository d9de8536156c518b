package org.brushstream.player.cli;

import org.brushstream.runtime.media.Preset;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code prores-hq}. */
final class PresetConverter implements ITypeConverter<Preset> {
    @Override
    public Preset convert(String text) {
        try {
            return Preset.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
