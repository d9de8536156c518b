package org.brushstream.trainer.fetch;

/** 16-bit floats, IEEE 754 binary16; the JDK converts them from version 20 on. */
final class Half {
    private static final int SIGN = 0x8000;
    private static final int INFINITY = 0x7c00;
    private static final int QUIET_NAN = 0x7e00;
    private static final float SMALLEST_NORMAL = 0x1p-14f;
    private static final float OVERFLOW = 65520; // halfway from the largest, 65504, to what would come next

    private Half() {}

    /** The nearest one's bits; of two equally near the one whose last bit is 0. NaN stays NaN. */
    static short bits(float value) {
        int sign = (Float.floatToRawIntBits(value) >>> 16) & SIGN;
        float size = Math.abs(value);
        int bits;
        if (Float.isNaN(value)) {
            bits = QUIET_NAN;
        } else if (size >= OVERFLOW) {
            bits = INFINITY;
        } else if (size < SMALLEST_NORMAL) {
            bits = (int) Math.rint(size * 0x1p24f); // multiples of 2^-24; the product is exact, rint rounds to even
        } else {
            int single = Float.floatToRawIntBits(size) - ((127 - 15) << 23); // the exponent's other bias
            int kept = single >>> 13; // 10 of 23 bits of the fraction
            int dropped = single & 0x1fff;
            boolean up = dropped > 0x1000 || (dropped == 0x1000 && (kept & 1) == 1);
            bits = up ? kept + 1 : kept; // may carry into the exponent, as it should
        }
        return (short) (sign | bits);
    }
}
