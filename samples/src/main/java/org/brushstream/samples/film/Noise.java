package org.brushstream.samples.film;

/** Seeded smooth noise: the same point gives the same value in every frame and on every machine. */
public final class Noise {
    private Noise() {}

    /** A number from 0 to below 1 that looks random but depends on the two numbers only; for choices. */
    public static double pick(int a, int b) {
        int h = a * 0x27d4eb2d + b * 0x165667b1;
        h = (h ^ (h >>> 15)) * 0x85ebca6b;
        h = (h ^ (h >>> 13)) * 0xc2b2ae35;
        return ((h ^ (h >>> 16)) >>> 8) * 0x1p-24;
    }

    /** Value noise, 0 to 1: random at whole numbers, smooth between them. */
    public static double at(double x, double y) {
        int column = (int) Math.floor(x);
        int row = (int) Math.floor(y);
        double u = smooth(x - column);
        double v = smooth(y - row);
        double top = mix(pick(column, row), pick(column + 1, row), u);
        double bottom = mix(pick(column, row + 1), pick(column + 1, row + 1), u);
        return mix(top, bottom, v);
    }

    /** Sum of octaves, each half as large and twice as fine as the one before; about 0 to 1. */
    public static double cloud(double x, double y, int octaves) {
        double sum = 0;
        double amplitude = 0.5;
        for (int octave = 0; octave < octaves; octave++) {
            sum += amplitude * at(x, y);
            double turned = 1.6 * x + 1.2 * y; // turn by 37 degrees and double: hides the grid
            y = 1.6 * y - 1.2 * x + 17.3;
            x = turned;
            amplitude /= 2;
        }
        return sum / (1 - 2 * amplitude);
    }

    /** 0 below the first edge, 1 above the second, an S between. */
    public static double step(double from, double to, double value) {
        return smooth(Math.max(0, Math.min(1, (value - from) / (to - from))));
    }

    /** {@code part} 0 gives a, 1 gives b. */
    public static double mix(double a, double b, double part) {
        return a + (b - a) * part;
    }

    private static double smooth(double t) {
        return t * t * (3 - 2 * t);
    }
}
