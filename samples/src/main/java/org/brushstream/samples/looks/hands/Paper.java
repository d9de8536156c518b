package org.brushstream.samples.looks.hands;

import org.brushstream.samples.film.Noise;

/** What does not change from picture to picture: the grain of a sheet, and where a hand trembles on it. */
final class Paper {
    /** Pixels of the canvas for one pixel of the film. */
    final double scale;

    private final int width;
    private final int height;

    Paper(int width, int height) {
        this.width = width;
        this.height = height;
        scale = width / 640.0;
    }

    /** A pattern over the sheet; x and y in pixels of the film. */
    interface Pattern {
        double at(double x, double y);
    }

    float[] plane(Pattern pattern) {
        float[] plane = new float[width * height];
        for (int i = 0; i < plane.length; i++) {
            plane[i] = (float) pattern.at(x(i) + 0.5 / scale, y(i) + 0.5 / scale);
        }
        return plane;
    }

    /** Clouds of about {@code size} pixels of the film, about 0 to 1. */
    float[] clouds(double size, int octaves, int seed) {
        return plane((x, y) -> Noise.cloud(x / size + 31 * seed, y / size + 17 * seed, octaves));
    }

    /** Relief of rough paper under light from the upper left: around 1. */
    float[] relief(double size, double strength, int seed) {
        return plane((x, y) -> {
            double here = Noise.cloud(x / size + seed, y / size, 3);
            double lit = Noise.cloud((x + 0.8) / size + seed, (y + 0.8) / size, 3);
            return 1 + strength * (here - lit);
        });
    }

    /** The pixel a number of film pixels away, kept on the sheet. */
    int shifted(int pixel, double dx, double dy) {
        int x = (int) Math.max(0, Math.min(width - 1, Math.round(scale * (x(pixel) + dx))));
        int y = (int) Math.max(0, Math.min(height - 1, Math.round(scale * (y(pixel) + dy))));
        return y * width + x;
    }

    /** Pixels of the film from the left edge. */
    double x(int pixel) {
        return (pixel % width) / scale;
    }

    /** Pixels of the film from the top. */
    double y(int pixel) {
        int row = pixel / width;
        return row / scale;
    }
}
