package org.brushstream.samples.looks.hands;

import java.awt.image.BufferedImage;
import org.brushstream.samples.film.Blur;
import org.brushstream.samples.film.Noise;
import org.brushstream.samples.looks.solid.View;

/**
 * A woodcut in five inks: flat colours with the grain of their blocks in them, each a little off its place, half-tones cut
 * as tapering gouge lines, and a key block on top.
 */
public final class BlockPrint implements Hand {
    private static final int PAPER = 0xf1e4c3;
    private static final int KEY = 0x1c2130;

    /** A block: its ink, and how far it is printed off its place, film pixels. */
    private record Block(int rgb, double dx, double dy) {}

    private static final Block[] BLOCKS = {
        new Block(0xf2c65c, 1.1, -0.6),
        new Block(0xdc5a34, -1.0, 0.8),
        new Block(0xa4cdc2, 0.7, 1.1),
        new Block(0x3a6a8c, -0.8, -0.9),
    };

    /** Which blocks may lie over one another, as bits: none, each alone, and what gives green, orange, mauve and teal. */
    private static final int[] MIXTURES = {0, 1, 2, 4, 8, 1 | 4, 1 | 2, 2 | 4, 1 | 8};

    private static final int[] COLOURS = new int[1 << 4]; // of every mixture

    static {
        for (int mixture = 0; mixture < COLOURS.length; mixture++) {
            Canvas drop = new Canvas(2, 2, PAPER);
            for (int block = 0; block < BLOCKS.length; block++) {
                drop.print(0, BLOCKS[block].rgb(), mixture >> block & 1);
            }
            COLOURS[mixture] = Math.round(255 * drop.red[0]) << 16
                    | Math.round(255 * drop.green[0]) << 8
                    | Math.round(255 * drop.blue[0]);
        }
    }

    private final Paper paper;
    private final float[] grain; // of the wood, 0 where ink is missing
    private final float[] tremble;
    private final float[] chatter; // ridges that the gouge left

    public BlockPrint(int width, int height) {
        paper = new Paper(width, height);
        grain = paper.plane((x, y) -> {
            double bent = y + 7 * Noise.cloud(x / 120, y / 45, 2);
            double rings = Noise.cloud(x / 90, bent / 1.5, 2);
            double pores = Noise.at(x / 22, y / 0.7);
            return 0.62 + 0.5 * Contours.ramp(rings, 0.25, 0.5) - 0.28 * Contours.ramp(pores, 0.72, 0.95);
        });
        tremble = paper.plane((x, y) -> 2.4 * (Noise.cloud(x / 9, y / 9, 2) - 0.5));
        chatter = paper.plane((x, y) -> Noise.at(x / 9, y / 1.8) * Noise.at(x / 40 + 3, y / 30));
    }

    @Override
    public BufferedImage paint(View view) {
        int pixels = view.width * view.height;
        int[] mixture = new int[pixels];
        for (int i = 0; i < pixels; i++) {
            mixture[i] = mixture(view, paper.shifted(i, tremble[i], tremble[(i + 51 * view.width) % pixels]));
        }
        Canvas canvas = new Canvas(view.width, view.height, PAPER);
        for (int block = 0; block < BLOCKS.length; block++) {
            float[] cut = new float[pixels];
            for (int i = 0; i < pixels; i++) {
                cut[i] = (mixture[i] >> block & 1) == 1 ? 1 : 0;
            }
            float[] edge = Blur.soft(cut, view.width, view.height, (int) Math.max(1, Math.round(0.7 * paper.scale)));
            for (int i = 0; i < pixels; i++) {
                int from = paper.shifted(i, BLOCKS[block].dx(), BLOCKS[block].dy());
                double ink = Contours.ramp(edge[from], 0.4, 0.6)
                        * Math.min(1, grain[(i + 67 * block * view.width) % pixels]);
                canvas.print(i, BLOCKS[block].rgb(), ink);
            }
        }
        key(view, canvas);
        return canvas.half();
    }

    /** The mixture nearest to what is there, in three steps of light cut as gouge lines. */
    private int mixture(View view, int i) {
        double light = view.part[i] == View.SKY ? 0.9 : view.light[i];
        double step = 0.6 + 0.34 * gouge(view, i, light, 0.26, 0.46) + 0.34 * gouge(view, i, light, 0.52, 0.86);
        int rgb = view.local[i];
        boolean mirror = view.part[i] == View.WATER;
        double red = mirror ? 255 * view.red[i] : (rgb >> 16 & 0xff) * step;
        double green = mirror ? 255 * view.green[i] : (rgb >> 8 & 0xff) * step;
        double blue = mirror ? 255 * view.blue[i] : (rgb & 0xff) * step;
        int nearest = 0;
        double least = Double.MAX_VALUE;
        for (int candidate : MIXTURES) {
            double away = away(COLOURS[candidate], red, green, blue);
            if (away < least) {
                least = away;
                nearest = candidate;
            }
        }
        return nearest;
    }

    /** Lightness counts once, what is left of the colour four times. */
    private static double away(int rgb, double red, double green, double blue) {
        double dr = (rgb >> 16 & 0xff) - red;
        double dg = (rgb >> 8 & 0xff) - green;
        double db = (rgb & 0xff) - blue;
        double grey = (dr + 2 * dg + db) / 4;
        return grey * grey + 4 * ((dr - grey) * (dr - grey) + (dg - grey) * (dg - grey) + (db - grey) * (db - grey));
    }

    /** 0 in the dark, 1 in the light; between, lines that grow wider with the light. */
    private double gouge(View view, int i, double light, double from, double to) {
        double part = Contours.ramp(light, from, to);
        if (part == 0 || part == 1) {
            return part;
        }
        double x = paper.x(i);
        double y = paper.y(i);
        boolean flat = view.part[i] == View.SKY || Math.abs(view.up[i]) > 0.7;
        double along = flat ? y : 0.8 * y + 0.6 * x * Math.signum(view.east[i] + 0.01);
        double wave = along / 3.6 + 0.6 * tremble[i];
        return Math.abs(2 * (wave - Math.floor(wave)) - 1) < part ? 1 : 0;
    }

    /** Outlines and blacks; in the wide lights a few ridges that the gouge has left. */
    private void key(View view, Canvas canvas) {
        float[] lines = Contours.drawn(view, Contours.thin(view), (int) Math.max(1, Math.round(0.9 * paper.scale)));
        for (int i = 0; i < lines.length; i++) {
            int from = paper.shifted(i, 0.8 * tremble[i], 0.8 * tremble[(i + 51 * view.width) % lines.length]);
            int rgb = view.local[from];
            double own = ((rgb >> 16 & 0xff) + (rgb >> 8 & 0xff) + (rgb & 0xff)) / 765.0;
            boolean thing = !view.soft(from);
            double dark = thing ? 1 - gouge(view, from, view.light[from] * (0.35 + 1.1 * own), 0.07, 0.22) : 0;
            double line = Contours.ramp(lines[from], 0.14, 0.3);
            double ridge = view.part[i] == View.SKY ? Contours.ramp(chatter[i], 0.66, 0.72) : 0;
            double ink = Math.max(Math.max(line, dark), 0.8 * ridge);
            canvas.cover(i, KEY, ink * Math.min(1, 0.25 + 0.85 * grain[i]));
        }
    }
}
