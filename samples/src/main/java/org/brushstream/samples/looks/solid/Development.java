package org.brushstream.samples.looks.solid;

import java.util.stream.IntStream;

/** From light to the brightness of a screen: highlights are compressed, shadows keep their depth. */
final class Development {
    private static final double EXPOSURE = 1.25;
    private static final double[] RED_GREEN_BLUE = {0.2126, 0.7152, 0.0722}; // BT.709

    private static final int FINENESS = 4096; // steps for the square root of light 1: fine in the shadows
    private static final double[] SCREEN = IntStream.range(0, 3 * FINENESS) // a power for every pixel takes too long
            .mapToDouble(step -> curve(Math.pow((step + 0.5) / FINENESS, 2)))
            .toArray();

    private Development() {}

    static double luminance(double[] rgb) {
        return RED_GREEN_BLUE[0] * rgb[0] + RED_GREEN_BLUE[1] * rgb[1] + RED_GREEN_BLUE[2] * rgb[2];
    }

    static void develop(View view) {
        for (float[] plane : new float[][] {view.red, view.green, view.blue}) {
            IntStream.range(0, plane.length).forEach(i -> plane[i] = (float) screen(plane[i]));
        }
    }

    /** Light as a screen colour, 0xRRGGBB. */
    static int rgb(double[] light, double factor) {
        int rgb = 0;
        for (int i = 0; i < 3; i++) {
            rgb = rgb << 8 | (int) Math.round(255 * screen(factor * light[i]));
        }
        return rgb;
    }

    private static double screen(double light) {
        return SCREEN[(int) Math.min(SCREEN.length - 1, FINENESS * Math.sqrt(Math.max(0, light)))];
    }

    private static double curve(double light) {
        double x = EXPOSURE * light;
        double film = x * (1 + x / 6) / (1 + 0.85 * x); // straight in the shadows, a shoulder in the lights
        return Math.min(1, Math.pow(film, 1 / 2.2));
    }
}
