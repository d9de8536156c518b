package org.brushstream.runtime.infer;

import org.brushstream.runtime.model.InputRange;
import org.brushstream.runtime.model.StyleWeights;
import org.jspecify.annotations.Nullable;

/**
 * What a model without a card cannot say about itself. What is given here wins over the card.
 *
 * @param inputRange the values between black and white that the model takes and gives; null: its card's, else 0..255
 * @param sizeMultiple width and height must be multiples of this, in pixels; 0: its card's, else 4
 * @param threads of one inference on the processor; 0: one for each processor
 * @param styleWeights what a model of several styles paints with until {@link OrtStylizer#mix} is called; null: its
 *     card's
 */
public record StylizerOptions(
        @Nullable InputRange inputRange,
        int sizeMultiple,
        int threads,
        @Nullable StyleWeights styleWeights) {
    private static final int MAX_MULTIPLE = 1024;
    private static final int MAX_THREADS = 1024; // ONNX Runtime starts them all at once

    public StylizerOptions {
        if (sizeMultiple < 0 || sizeMultiple > MAX_MULTIPLE) {
            throw new IllegalArgumentException(
                    "the size multiple is 0 to " + MAX_MULTIPLE + " pixels, not " + sizeMultiple);
        }
        if (threads < 0 || threads > MAX_THREADS) {
            throw new IllegalArgumentException("there are 0 to " + MAX_THREADS + " threads, not " + threads);
        }
    }

    /** Style weights as the card says. */
    public StylizerOptions(@Nullable InputRange inputRange, int sizeMultiple, int threads) {
        this(inputRange, sizeMultiple, threads, null);
    }

    /** All as the card says, one thread for each processor. */
    public static StylizerOptions defaults() {
        return new StylizerOptions(null, 0, 0);
    }
}
