package org.brushstream.samples.looks.hands;

import org.brushstream.samples.film.Blur;
import org.brushstream.samples.looks.solid.View;

/** Where a draughtsman draws a line. */
final class Contours {
    private static final double FOLD = 0.72; // cosine of the angle between two faces
    private static final double JUMP = 0.12; // of the distance
    private static final double FAR = 120; // metres at which a line is half as strong

    private Contours() {}

    /** One pixel wide, 0 to 1: outlines are strongest, folds and windows weaker, and all fade with distance. */
    static float[] thin(View view) {
        int width = view.width;
        float[] lines = new float[width * view.height];
        for (int y = 0; y + 1 < view.height; y++) {
            for (int x = 0; x + 1 < width; x++) {
                int i = y * width + x;
                mark(view, lines, i, i + 1);
                mark(view, lines, i, i + width);
            }
        }
        return lines;
    }

    private static void mark(View view, float[] lines, int a, int b) {
        int nearer = view.distance[a] <= view.distance[b] ? a : b;
        float strength = strength(view, a, b);
        if (strength > 0) {
            float faded = (float) (strength / (1 + view.distance[nearer] / FAR));
            lines[nearer] = Math.max(lines[nearer], faded);
        }
    }

    private static float strength(View view, int a, int b) {
        int partA = view.part[a];
        int partB = view.part[b];
        if (tint(partA) || tint(partB)) {
            return 0;
        }
        if (partA != partB) {
            return partA >= 0 && partA >> 6 == partB >> 6 ? 0.6f : 1; // a window in its wall, or another thing
        }
        if (view.soft(a)) {
            return 0;
        }
        float near = Math.min(view.distance[a], view.distance[b]);
        float fold = view.east[a] * view.east[b] + view.up[a] * view.up[b] + view.south[a] * view.south[b];
        if (Math.abs(view.distance[a] - view.distance[b]) > JUMP * near && fold < 0.999) {
            return 0.9f;
        }
        return fold < FOLD ? 0.7f : 0;
    }

    private static boolean tint(int part) {
        return part >= View.TINTS && part < View.WATER;
    }

    /** Lines around the lights and darks of clouds and waves, one pixel wide, where the light crosses a level. */
    static float[] levels(View view, float[] light, double... levels) {
        int width = view.width;
        float[] lines = new float[light.length];
        for (int i = 0; i + width < light.length; i++) {
            boolean soft = view.soft(i);
            for (double level : levels) {
                boolean above = light[i] > level;
                if (soft && (light[i + 1] > level != above || light[i + width] > level != above)) {
                    lines[i] = 1;
                }
            }
        }
        return lines;
    }

    /** Draws with a nib: a line of strength 1 becomes about {@code pixels} canvas pixels wide, with a smooth edge. */
    static float[] drawn(View view, float[] lines, int pixels) {
        float[] soft = Blur.soft(lines, view.width, view.height, pixels);
        float peak = 0.55f / (pixels + 0.5f); // about what three boxes leave of a line in its middle
        for (int i = 0; i < soft.length; i++) {
            soft[i] = soft[i] / peak;
        }
        return soft;
    }

    /** 0 below the first value, 1 above the second, straight between. */
    static double ramp(double value, double from, double to) {
        return Math.max(0, Math.min(1, (value - from) / (to - from)));
    }
}
