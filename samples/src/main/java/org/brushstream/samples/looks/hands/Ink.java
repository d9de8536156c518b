package org.brushstream.samples.looks.hands;

import java.awt.image.BufferedImage;
import org.brushstream.samples.film.Blur;
import org.brushstream.samples.film.Noise;
import org.brushstream.samples.looks.solid.View;

/** Brush and pen: outlines that swell and run dry, three grey washes with wet edges, hatching, much white paper. */
public final class Ink implements Hand {
    private static final int PAPER = 0xf6f2e6;
    private static final int INK = 0x1a1b22;
    private static final int SEAL = 0xb8301f;

    private final Paper paper;
    private final float[] fibres;
    private final float[] pressure; // of the brush: 0 lifts it
    private final float[] dry; // hairs of the brush
    private final float[] trembleX;
    private final float[] trembleY;
    private final float[] flow;
    private final float[] splash;

    public Ink(int width, int height) {
        paper = new Paper(width, height);
        fibres = paper.plane((x, y) -> 1
                - 0.06 * Contours.ramp(Noise.at(x / 14 + 0.3 * y, y / 1.2), 0.78, 0.95)
                + 0.05 * (Noise.cloud(x / 60, y / 60, 3) - 0.5));
        pressure = paper.clouds(34, 3, 2);
        dry = paper.plane((x, y) -> Noise.at((x + y) / 9, (x - y) / 0.9));
        trembleX = paper.plane((x, y) -> 3.4 * (Noise.cloud(x / 30 + 2, y / 30, 2) - 0.5));
        trembleY = paper.plane((x, y) -> 3.4 * (Noise.cloud(x / 30, y / 30 + 8, 2) - 0.5));
        flow = paper.clouds(45, 4, 6);
        splash = paper.plane(Ink::drop);
    }

    /** Few and small drops that fell from the brush: 1 inside. */
    private static double drop(double x, double y) {
        int column = (int) Math.floor(x / 80);
        int row = (int) Math.floor(y / 80);
        double away =
                Math.hypot(x - 80 * (column + Noise.pick(column, row)), y - 80 * (row + Noise.pick(row + 9, column)));
        double size = 2.6 * Math.pow(Noise.pick(column + 5, row + 5), 3);
        return Contours.ramp(size - away, -0.3, 0.3);
    }

    @Override
    public BufferedImage paint(View view) {
        int width = view.width;
        Canvas canvas = new Canvas(width, view.height, PAPER);
        float[] wash = wash(view);
        float[] wet = Blur.soft(wash, width, view.height, (int) Math.round(1.8 * paper.scale));
        float[] lines = Contours.drawn(view, Contours.thin(view), (int) Math.max(1, Math.round(1.1 * paper.scale)));
        for (int i = 0; i < wash.length; i++) {
            double rim = Math.max(0, wash[i] - wet[i]);
            double run = Noise.mix(wash[i], wet[i], Contours.ramp(flow[i], 0.4, 0.6));
            double grey = (run + 0.6 * rim) * (0.7 + 0.6 * flow[i]);
            int from = paper.shifted(i, trembleX[i], trembleY[i]);
            double stroke = stroke(view, from, lines[from], i);
            double hatch = hatch(view, from, paper.x(i), paper.y(i), i);
            canvas.shade(i, fibres[i]);
            canvas.cover(i, INK, Math.min(0.97, grey));
            canvas.cover(i, INK, Math.max(0.95 * stroke, Math.max(0.82 * hatch, 0.85 * splash[i])));
        }
        seal(canvas);
        return canvas.half();
    }

    /** Three greys, 0 to 1: the lights stay paper. */
    private float[] wash(View view) {
        float[] wash = new float[view.light.length];
        for (int i = 0; i < wash.length; i++) {
            int from = paper.shifted(i, 1.6 * trembleX[i], 1.6 * trembleY[i]);
            double tone = 0.3 * view.red[from] + 0.59 * view.green[from] + 0.11 * view.blue[from];
            boolean soft = view.soft(from);
            tone += soft ? 0.12 + 0.12 * (flow[i] - 0.5) : 0.1 * (flow[i] - 0.5);
            wash[i] = tone > 0.58 ? 0 : tone > 0.42 ? 0.13f : tone > 0.28 ? 0.34f : tone > 0.14 ? 0.62f : 0.88f;
        }
        return wash;
    }

    /** Thick where the brush is pressed and the thing is dark, lost where light falls on it; dry in quick strokes. */
    private double stroke(View view, int from, double line, int i) {
        double press = 0.55 * pressure[i] + 0.35 * (1 - view.light[from]);
        double edge = 0.86 - 1.05 * press;
        double stroke = Contours.ramp(line, edge, edge + 0.16);
        double dryness = Contours.ramp(flow[i], 0.5, 0.6) * Contours.ramp(dry[i], 0.45, 0.6);
        return stroke * (1 - 0.85 * dryness);
    }

    /** Strokes of a pen in the half-shade, along the surface: level on the ground, leaning on walls. */
    private double hatch(View view, int from, double x, double y, int i) {
        if (view.soft(from)) {
            return 0;
        }
        double light = view.light[from];
        double lean = Math.abs(view.up[from]) > 0.7 ? 0.12 : view.east[from] > 0 ? 0.9 : -0.9;
        double shade = Contours.ramp(0.44 - light, 0, 0.16);
        return Math.max(
                pen(x, y, lean, shade, i), pen(x + 40, y, -1.6 * lean, Contours.ramp(0.24 - light, 0, 0.12), i));
    }

    private double pen(double x, double y, double lean, double shade, int i) {
        if (shade == 0) {
            return 0;
        }
        double across = (y * Math.cos(lean) - x * Math.sin(lean)) / 3.4;
        double along = y * Math.sin(lean) + x * Math.cos(lean);
        double row = Math.rint(across + 0.5 * (pressure[i] - 0.5));
        double away = Math.abs(across + 0.5 * (pressure[i] - 0.5) - row);
        double lifted = Noise.at(along / 13, 3.7 * row);
        return Contours.ramp(0.2 * shade * Contours.ramp(lifted, 0.22, 0.5) - away, -0.06, 0.06);
    }

    /** The painter's seal: red, with the strokes of a sign left white. */
    private void seal(Canvas canvas) {
        double left = 592;
        double top = canvas.height / paper.scale - 44;
        for (int i = 0; i < canvas.red.length; i++) {
            double u = paper.x(i) - left + 0.5 * trembleX[i];
            double v = paper.y(i) - top + 0.5 * trembleY[i];
            if (u > 0 && v > 0 && u < 24 && v < 24) {
                boolean sign = (Math.abs(v - 7) < 1.1 && u > 4 && u < 20)
                        || (Math.abs(u - 12) < 1.1 && v > 4 && v < 20)
                        || (Math.abs(v - 15 + 0.5 * (u - 12)) < 1.1 && u > 5 && u < 19);
                canvas.cover(i, SEAL, sign ? 0 : Contours.ramp(dry[i] + flow[i], 0.35, 0.6));
            }
        }
    }
}
