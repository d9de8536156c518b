package org.brushstream.samples.looks.hands;

/** Construction lines: where a level or upright line is long enough, the ruler drew on past its ends. */
final class Ruler {
    private Ruler() {}

    /**
     * Lines of one pixel, 0 or 1, that run past both ends of long straight stretches.
     *
     * @param lines strength of the drawing's lines, rows of {@code width}
     * @param length shortest stretch, pixels
     * @param past how far a line runs on, pixels
     */
    static float[] construction(float[] lines, int width, int length, int past) {
        int height = lines.length / width;
        float[] ruled = new float[lines.length];
        for (int y = 0; y < height; y++) {
            runOn(lines, ruled, y * width, 1, width, length, past);
        }
        for (int x = 0; x < width; x++) {
            runOn(lines, ruled, x, width, height, length, past);
        }
        return ruled;
    }

    private static void runOn(float[] lines, float[] ruled, int first, int step, int count, int length, int past) {
        int start = -1;
        for (int i = 0; i <= count; i++) {
            boolean on = i < count && lines[first + i * step] > 0.45;
            if (on && start < 0) {
                start = i;
            }
            if (!on && start >= 0) {
                if (i - start >= length) {
                    for (int k = Math.max(0, start - past); k < Math.min(count, i + past); k++) {
                        ruled[first + k * step] = 1;
                    }
                }
                start = -1;
            }
        }
    }
}
