package org.brushstream.runtime.model;

import java.util.Optional;

/**
 * What {@link ModelStore} found for a {@link StyleMix}.
 *
 * @param mix of styles that are all in the model; empty: the model was asked for as it is
 */
public record StyleChoice(StyleModel model, Optional<StyleMix> mix) {
    /** Fit for a file name: the model's name, or its chosen styles as in {@code great-wave+starry-night}. */
    public String name() {
        return mix.map(chosen -> String.join("+", chosen.styles())).orElse(model.name());
    }
}
