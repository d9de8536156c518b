package org.brushstream.samples.looks.hands;

import java.awt.image.BufferedImage;
import org.brushstream.samples.looks.solid.View;

/** A printed comic: black outlines and spotted blacks over dots of three bright inks, each screen at its own angle. */
public final class Comic implements Hand {
    private static final int PAPER = 0xfbf3dc;
    private static final int BLACK = 0x16121c;
    private static final double CELL = 4.6; // film pixels from dot to dot
    private static final double SLIP = 0.9; // how far the colours are printed off the black, film pixels

    /** An ink with cosine and sine of the angle of its screen; it takes away what the colour lacks at {@code shift}. */
    private record Ink(int rgb, double cos, double sin, int shift) {
        static Ink of(int rgb, double degrees, int shift) {
            return new Ink(rgb, Math.cos(Math.toRadians(degrees)), Math.sin(Math.toRadians(degrees)), shift);
        }
    }

    private static final Ink[] INKS = {Ink.of(0xffdd1c, 0, 0), Ink.of(0xee2462, 75, 8), Ink.of(0x10a0e6, 15, 16)};

    @Override
    public BufferedImage paint(View view) {
        Paper paper = new Paper(view.width, view.height);
        Canvas canvas = new Canvas(view.width, view.height, PAPER);
        int pixels = view.width * view.height;
        for (int i = 0; i < pixels; i++) {
            int from = paper.shifted(i, SLIP, -SLIP);
            int rgb = lively(view, from);
            for (Ink ink : INKS) {
                double tone = tint(1 - (rgb >> ink.shift() & 0xff) / 255.0);
                if (tone > 0) {
                    canvas.print(i, ink.rgb(), dot(ink, tone, paper.x(i), paper.y(i), paper.scale));
                }
            }
        }
        float[] lines = Contours.drawn(view, Contours.thin(view), (int) Math.max(1, Math.round(paper.scale)));
        for (int i = 0; i < pixels; i++) {
            double line = Contours.ramp(lines[i], 0.16, 0.42);
            canvas.cover(i, BLACK, Math.max(line, black(view, i)));
        }
        return canvas.half();
    }

    /** The thing's own colour, purer and in three steps of light: full, half shade, shade with blue in it. */
    private static int lively(View view, int pixel) {
        int rgb = view.local[pixel];
        double red = (rgb >> 16 & 0xff) / 255.0;
        double green = (rgb >> 8 & 0xff) / 255.0;
        double blue = (rgb & 0xff) / 255.0;
        double high = Math.max(red, Math.max(green, blue));
        double low = Math.min(red, Math.min(green, blue));
        double light = view.light[pixel];
        double bright = Math.pow(high, 0.45) / Math.max(0.05, high);
        double step = view.part[pixel] == View.SKY ? 1 : light > 0.44 ? 1.1 : light > 0.24 ? 0.84 : 0.6;
        double vivid = Contours.ramp(high - low, 0.06, 0.2); // a grey stays grey
        double grey = 0.62 * vivid * low; // what makes a colour dull is left out
        double pure = high / Math.max(0.05, high - grey);
        return channel((red - grey) * pure * bright * step) << 16
                | channel((green - grey) * pure * bright * step) << 8
                | channel((blue - grey) * pure * bright * (0.35 + 0.65 * step));
    }

    private static int channel(double value) {
        return (int) Math.max(0, Math.min(255, 255 * value));
    }

    /** Colourists of the time had three tints of every ink, and the paper. */
    private static double tint(double amount) {
        return amount < 0.17 ? 0 : amount < 0.36 ? 0.16 : amount < 0.64 ? 0.42 : 1;
    }

    /** How much of a pixel the dot covers: area, not radius, is what the eye adds up. */
    private static double dot(Ink ink, double tone, double x, double y, double scale) {
        if (tone == 1) {
            return 1;
        }
        double u = (x * ink.cos() + y * ink.sin()) / CELL;
        double v = (y * ink.cos() - x * ink.sin()) / CELL;
        double du = u - Math.rint(u);
        double dv = v - Math.rint(v);
        double away = CELL * Math.sqrt(du * du + dv * dv);
        return Contours.ramp(scale * (CELL * Math.sqrt(tone / Math.PI) - away), -0.7, 0.7);
    }

    /** Deep shadows and dark things are one black. */
    private static double black(View view, int pixel) {
        int rgb = view.local[pixel];
        double own = ((rgb >> 16 & 0xff) * 0.3 + (rgb >> 8 & 0xff) * 0.59 + (rgb & 0xff) * 0.11) / 255;
        double shown = view.light[pixel] * (0.35 + own);
        return view.soft(pixel) ? 0 : Contours.ramp(0.115 - shown, 0, 0.02);
    }
}
