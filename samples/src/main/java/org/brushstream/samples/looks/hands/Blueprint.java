package org.brushstream.samples.looks.hands;

import java.awt.image.BufferedImage;
import org.brushstream.samples.film.Noise;
import org.brushstream.samples.looks.solid.View;

/**
 * A cyanotype of a drawing: white lines on Prussian blue, ruled lines drawn past their corners, shades as ruled hatching,
 * over a grid.
 */
public final class Blueprint implements Hand {
    private static final int BLUE = 0x123a7c;
    private static final int WHITE = 0xeef4fb;
    private static final int RULE = 46; // film pixels: a line at least as long is ruled
    private static final int PAST = 15; // film pixels by which it runs past its end

    private final Paper paper;
    private final float[] wash; // how evenly the sheet was coated: around 1
    private final float[] printed; // the grid, the frame and the title block
    private final float[] pressure;

    public Blueprint(int width, int height) {
        paper = new Paper(width, height);
        wash = paper.plane((x, y) -> {
            double coat =
                    0.86 + 0.3 * Noise.cloud(x / 130, y / 90, 4) + 0.10 * (Noise.cloud(x / 1.6, y / 1.6, 2) - 0.5);
            double fold = Math.min(Math.abs(x - 213), Math.min(Math.abs(x - 427), Math.abs(y - 181)));
            return coat + 0.3 * Math.exp(-fold * fold / 1.2) * Noise.at(x / 5, y / 5);
        });
        double bottom = height / paper.scale;
        printed = paper.plane((x, y) -> Math.max(grid(x, y), sheet(x, y, bottom)));
        pressure = paper.plane((x, y) -> 0.72 + 0.4 * Noise.cloud(x / 7, y / 7, 3));
    }

    /** Thin every 16 film pixels, stronger every 80. */
    private static double grid(double x, double y) {
        double fine = Math.min(Math.abs(x - 16 * Math.rint(x / 16)), Math.abs(y - 16 * Math.rint(y / 16)));
        double wide = Math.min(Math.abs(x - 80 * Math.rint(x / 80)), Math.abs(y - 80 * Math.rint(y / 80)));
        return 0.13 * Contours.ramp(0.6 - fine, 0, 0.3) + 0.13 * Contours.ramp(0.6 - wide, 0, 0.3);
    }

    /** A frame with ticks, and in the corner a block of ruled boxes for a title. */
    private static double sheet(double x, double y, double bottom) {
        double inside = Math.min(Math.min(x, 640 - x), Math.min(y, bottom - y));
        double frame = Contours.ramp(0.8 - Math.abs(inside - 8), 0, 0.4);
        boolean tick = Math.abs(x - 20 * Math.rint(x / 20)) < 0.5 || Math.abs(y - 20 * Math.rint(y / 20)) < 0.5;
        double ticks = tick && inside > 4 && inside < 8 ? 0.8 : 0;
        double u = x - 512;
        double v = y - (bottom - 46);
        if (u < 0 || v < 0 || inside < 8) {
            return Math.max(frame, ticks);
        }
        double boxes = Math.min(Math.min(Math.abs(u), Math.abs(v)), Math.min(Math.abs(v - 14), Math.abs(v - 26)));
        boxes = Math.min(boxes, v > 14 ? Math.abs(u - 62) : 9);
        boolean letters = Math.abs(v % 13 - 7) < 1.6
                && u % 60 > 6
                && u % 60 < 46
                && Noise.pick((int) (u / 1.6), (int) (v / 13)) > 0.35;
        return Math.max(Contours.ramp(0.8 - boxes, 0, 0.4), letters ? 0.75 : 0);
    }

    @Override
    public BufferedImage paint(View view) {
        int width = view.width;
        Canvas canvas = new Canvas(width, view.height, BLUE);
        float[] thin = Contours.thin(view);
        float[] levels = Contours.levels(view, view.light, 0.42, 0.6, 0.78);
        for (int i = 0; i < thin.length; i++) {
            boolean dash = Math.floor((paper.x(i) + paper.y(i)) / 4) % 2 == 0;
            thin[i] = Math.max(thin[i], dash ? 0.32f * levels[i] : 0);
        }
        float[] lines = Contours.drawn(view, thin, 1);
        float[] ruled = Ruler.construction(thin, width, (int) (RULE * paper.scale), (int) (PAST * paper.scale));
        for (int i = 0; i < thin.length; i++) {
            boolean sky = view.part[i] == View.SKY;
            double light = view.light[i];
            canvas.shade(i, wash[i] * (sky ? 1 : 0.86 + 0.34 * light));
            double hatch = sky ? 0 : hatch(paper.x(i), paper.y(i), light);
            double line = Contours.ramp(lines[i], 0.1, 0.62);
            double all = Math.max(Math.max(0.95 * line, 0.42 * ruled[i]), Math.max(hatch, printed[i]));
            canvas.cover(i, WHITE, Math.min(1, all * pressure[i]));
        }
        return canvas.half();
    }

    /** Ruled at 45 degrees in the shade, and across in the deep shade. */
    private static double hatch(double x, double y, double light) {
        double along = (x + y) / 4.5;
        double across = (x - y) / 4.5;
        double one = light < 0.4 ? Contours.ramp(0.15 - Math.abs(along - Math.rint(along)), 0, 0.07) : 0;
        double two = light < 0.24 ? Contours.ramp(0.15 - Math.abs(across - Math.rint(across)), 0, 0.07) : 0;
        return 0.5 * Math.max(one, two);
    }
}
