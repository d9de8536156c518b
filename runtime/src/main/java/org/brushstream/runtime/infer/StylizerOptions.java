package org.brushstream.runtime.infer;

import org.brushstream.runtime.model.InputRange;
import org.jspecify.annotations.Nullable;

/**
 * What a model without a card cannot say about itself. What is given here wins over the card.
 *
 * @param inputRange the values between black and white that the model takes and gives; null: its card's, else 0..255
 * @param sizeMultiple width and height must be multiples of this, in pixels; 0: its card's, else 4
 * @param threads of one inference on the processor; 0: one for each processor
 */
public record StylizerOptions(@Nullable InputRange inputRange, int sizeMultiple, int threads) {
    public StylizerOptions {
        if (sizeMultiple < 0 || threads < 0) {
            throw new IllegalArgumentException(
                    "size multiple and threads are 0 or more, not " + sizeMultiple + " and " + threads);
        }
    }

    /** All as the card says, one thread for each processor. */
    public static StylizerOptions defaults() {
        return new StylizerOptions(null, 0, 0);
    }
}
