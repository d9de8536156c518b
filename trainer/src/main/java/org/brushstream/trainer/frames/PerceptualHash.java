package org.brushstream.trainer.frames;

import java.util.HexFormat;

/**
 * What a picture roughly looks like, in 64 bits: pictures that people take for the same differ in few of them.
 *
 * <p>OpenCV's {@code PHash} (Zauner 2010, Implementation and Benchmarking of Perceptual Image Hash Functions, section
 * 3.2.1): the picture in grey at 32x32 pixels, its cosine transform, and of the 8x8 lowest frequencies, the constant one
 * set to zero, which lie above their mean.
 *
 * @param bits the first byte of OpenCV's result is the highest
 */
public record PerceptualHash(long bits) {
    /** How many bits there are. */
    public static final int SIZE = Long.SIZE;

    /**
     * Undoes {@link #toString()}.
     *
     * @throws IllegalArgumentException if the text is no hash
     */
    public static PerceptualHash parse(String text) {
        if (text.length() != SIZE / 4) {
            throw new IllegalArgumentException("'" + text + "' is no hash of " + SIZE / 4 + " hexadecimal digits");
        }
        return new PerceptualHash(HexFormat.fromHexDigitsToLong(text));
    }

    /** In how many bits two differ, 0 to {@value #SIZE}. */
    public int distance(PerceptualHash other) {
        return Long.bitCount(bits ^ other.bits);
    }

    /** Sixteen hexadecimal digits. */
    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(bits);
    }
}
