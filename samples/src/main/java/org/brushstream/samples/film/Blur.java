package org.brushstream.samples.film;

/** Blurs a plane of numbers, row after row. */
public final class Blur {
    private Blur() {}

    /** Three boxes, which come close to a Gaussian of {@code radius} pixels; the edge is repeated outwards. */
    public static float[] soft(float[] plane, int width, int height, int radius) {
        float[] blurred = plane;
        for (int pass = 0; pass < 3; pass++) {
            blurred = transposedBlur(blurred, width, height, radius);
            blurred = transposedBlur(blurred, height, width, radius);
        }
        return blurred;
    }

    /** Box blur along the rows; the result is transposed, so that a second call blurs along the columns. */
    private static float[] transposedBlur(float[] plane, int width, int height, int radius) {
        float[] blurred = new float[plane.length];
        float share = 1f / (2 * radius + 1);
        for (int y = 0; y < height; y++) {
            float sum = 0;
            for (int x = -radius; x <= radius; x++) {
                sum += plane[y * width + Math.max(0, x)];
            }
            for (int x = 0; x < width; x++) {
                blurred[x * height + y] = sum * share;
                sum += plane[y * width + Math.min(width - 1, x + radius + 1)];
                sum -= plane[y * width + Math.max(0, x - radius)];
            }
        }
        return blurred;
    }
}
