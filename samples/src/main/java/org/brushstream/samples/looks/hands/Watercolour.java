package org.brushstream.samples.looks.hands;

import java.awt.image.BufferedImage;
import org.brushstream.samples.film.Blur;
import org.brushstream.samples.film.Noise;
import org.brushstream.samples.looks.solid.View;

/**
 * Transparent washes on rough paper. All is done in density, the logarithm of how much light is taken away: pigment that
 * gathers at the edge of a wash, settles in the grain and runs into its wet neighbours adds up there. After Bousseau et
 * al. 2006, "Interactive watercolor rendering with temporal coherence and abstraction", section 4.
 */
public final class Watercolour implements Hand {
    private static final int PAPER = 0xfaf6ea;
    private static final double MARGIN = 9; // film pixels that stay paper

    private static final int STEPS = 1024; // of tables: logarithms for every pixel take too long
    private static final float[] DENSITY = new float[STEPS]; // of colours from 0 to 1, lightened
    private static final float[] THROUGH = new float[8 * STEPS]; // light that densities from 0 to 8 let through

    static {
        for (int i = 0; i < STEPS; i++) {
            DENSITY[i] = (float) -Math.log(Math.min(1, 0.12 + 0.97 * Math.pow((i + 0.5) / STEPS, 0.78)));
        }
        for (int i = 0; i < THROUGH.length; i++) {
            THROUGH[i] = (float) Math.exp(-(i + 0.5) / STEPS);
        }
    }

    private final Paper paper;
    private final float[] trembleX;
    private final float[] trembleY;
    private final float[] flow; // how much water there was
    private final float[] bloom; // 1 on the rim of a backrun
    private final float[] grain;
    private final float[] relief;
    private final float[] margin; // 0 on the bare border, 1 inside, above 1 on its wet edge

    public Watercolour(int width, int height) {
        paper = new Paper(width, height);
        trembleX = paper.plane(
                (x, y) -> 5.5 * (Noise.cloud(x / 24, y / 24, 3) - 0.5) + 1.4 * (Noise.at(x / 3, y / 3) - 0.5));
        trembleY = paper.plane((x, y) ->
                5.5 * (Noise.cloud(x / 24 + 9, y / 24 + 9, 3) - 0.5) + 1.4 * (Noise.at(x / 3 + 9, y / 3) - 0.5));
        flow = paper.clouds(70, 4, 3);
        bloom = paper.plane((x, y) -> {
            double n = Noise.cloud(x / 90 + 5, y / 90 + 5, 5);
            return Math.exp(-Math.pow((n - 0.58) / 0.014, 2));
        });
        grain = paper.plane((x, y) -> Noise.cloud(x / 1.7, y / 1.7, 3));
        relief = paper.relief(2.4, 0.22, 4);
        margin = paper.plane((x, y) -> {
            double inside = Math.min(Math.min(x, 640 - x), Math.min(y, height / paper.scale - y)) - MARGIN;
            inside += 9 * (Noise.cloud(x / 26, y / 26, 3) - 0.5) + 4 * (Noise.at(x / 5, y / 40) - 0.5);
            return Contours.ramp(inside, 0, 1.2) * (1 + 0.5 * Math.exp(-inside / 2.5));
        });
    }

    @Override
    public BufferedImage paint(View view) {
        Canvas canvas = new Canvas(view.width, view.height, PAPER);
        float[][] washes = {wash(view, view.red, 16), wash(view, view.green, 8), wash(view, view.blue, 0)};
        float[] lines = Contours.thin(view);
        float[] gaps = Contours.drawn(view, lines, (int) Math.max(1, Math.round(0.7 * paper.scale)));
        float[][] planes = {canvas.red, canvas.green, canvas.blue};
        for (int i = 0; i < lines.length; i++) {
            int from = paper.shifted(i, 0.6 * trembleX[i], 0.6 * trembleY[i]);
            double dry = Contours.ramp(gaps[from], 0.2, 0.5) * Contours.ramp(flow[i], 0.5, 0.62);
            double pigment = margin[i]
                    * (1 - 0.55 * dry)
                    * (0.72 + 0.7 * Contours.ramp(flow[i], 0.28, 0.72))
                    * (1 + 0.22 * bloom[i] * flow[i]);
            double settled = 1 + 0.7 * (grain[i] - 0.5);
            double pencil =
                    Contours.ramp(lines[from], 0.25, 0.7) * Contours.ramp(grain[i], 0.42, 0.6) * Math.min(1, margin[i]);
            for (int c = 0; c < 3; c++) {
                double density = washes[c][i] * pigment * settled + 0.42 * pencil;
                planes[c][i] *= THROUGH[(int) Math.min(THROUGH.length - 1, STEPS * density)] * relief[i];
            }
        }
        return canvas.half();
    }

    /** Density of one primary: trembling edges, four tones, darker rims, wet in wet where the sky and the water are. */
    private float[] wash(View view, float[] plane, int shift) {
        float[] density = new float[plane.length];
        for (int i = 0; i < plane.length; i++) {
            int from = paper.shifted(i, trembleX[i], trembleY[i]);
            double local = (view.local[from] >> shift & 0xff) / 255.0;
            double step = Math.rint(view.light[from] * 3.4 + 0.3 * (flow[i] - 0.5)) / 3.4;
            double shown = 0.3 * plane[from] + 0.7 * Math.min(1, local * (0.46 + 0.78 * step));
            double colour = view.soft(from) ? plane[from] : shown;
            density[i] = DENSITY[(int) (colour * (DENSITY.length - 1))];
        }
        int rim = (int) Math.round(2.6 * paper.scale);
        float[] soft = Blur.soft(density, view.width, view.height, rim);
        float[] wet = Blur.soft(soft, view.width, view.height, 3 * rim);
        for (int i = 0; i < density.length; i++) {
            boolean loose = view.soft(i);
            double run = Contours.ramp(flow[i], 0.42, 0.62) * (loose ? 0.85 : 0.5);
            double gathered = density[i] - soft[i];
            double even = Noise.mix(density[i], soft[i], 0.35); // within a wash the brush evens out
            double rimmed = even + (gathered > 0 ? 1.35 : 0.5) * gathered;
            density[i] = (float) Math.max(0, Noise.mix(rimmed, wet[i], run));
        }
        return density;
    }
}
