package org.brushstream.runtime.infer;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.brushstream.runtime.model.StyleWeights;

/**
 * How much of a style one sees.
 *
 * @param value 0 is the source, 1 the style as it was learned, up to 1.5 more than that
 */
public record Strength(double value) {
    /** The style as it was learned. */
    public static final Strength FULL = new Strength(1);

    private static final double MAX = 1.5;
    private static final BigDecimal HALF = new BigDecimal("0.5");
    private static final int WHITE = 255;

    public Strength {
        if (!(value >= 0 && value <= MAX)) { // so that NaN is refused as well
            throw new IllegalArgumentException("the strength is 0 to " + MAX + ", not " + value);
        }
    }

    /** Whether nothing is to be seen of the source. */
    boolean isFull() {
        return value == 1;
    }

    /** Whether nothing is to be seen of the style. */
    boolean isNone() {
        return value == 0;
    }

    /** Weights on the line from the first style alone, which gives the source back, through {@code mix}. */
    StyleWeights fromFirst(StyleWeights mix) {
        List<Double> weights = new ArrayList<>();
        for (double weight : mix.values()) {
            weights.add(value * weight + (weights.isEmpty() ? 1 - value : 0));
        }
        return new StyleWeights(weights);
    }

    /**
     * Pixels between two pictures of a size: value * painted + (1 - value) * source, rounded half up. For a strength of 1
     * at most.
     *
     * @param source RGB24
     * @param painted RGB24
     * @return RGB24, in memory of its own
     */
    ByteBuffer blend(ByteBuffer source, ByteBuffer painted) {
        int[] steps = steps();
        byte[] rgb = new byte[source.remaining()];
        source.get(source.position(), rgb);
        for (int i = 0; i < rgb.length; i++) {
            int before = rgb[i] & WHITE;
            int after = painted.get(painted.position() + i) & WHITE;
            rgb[i] = (byte) (before + steps[WHITE + after - before]);
        }
        return ByteBuffer.wrap(rgb);
    }

    /** How far a byte goes for each difference from -255 to 255 of painted and source. */
    private int[] steps() {
        BigDecimal share = BigDecimal.valueOf(value); // as people write it: in doubles 0.82 * 75 is less than 61.5
        int[] steps = new int[2 * WHITE + 1];
        for (int difference = -WHITE; difference <= WHITE; difference++) {
            steps[WHITE + difference] = share.multiply(BigDecimal.valueOf(difference))
                    .add(HALF)
                    .setScale(0, RoundingMode.FLOOR)
                    .intValueExact();
        }
        return steps;
    }
}
