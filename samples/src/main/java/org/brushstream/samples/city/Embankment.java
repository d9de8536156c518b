package org.brushstream.samples.city;

import java.awt.Color;
import java.awt.Graphics2D;
import org.brushstream.samples.film.Noise;

/** The far bank: a wall of stone, trees behind it, and a row of street lamps. */
final class Embankment implements Layer {
    private static final double PARALLAX = 0.6;
    private static final int TOP = CityScene.WATERLINE - 9;
    private static final double END = CityScene.WIDTH + Moment.PAN;
    private static final int LAMP_EVERY = 33; // pixels
    private static final Color STONE = new Color(0x6d5a7d);
    private static final Color[] LEAVES = {
        new Color(0x23484f), new Color(0x2f5f57), new Color(0x4b6a55), new Color(0x6b5a58)
    };

    @Override
    public void paint(Graphics2D g, Moment now) {
        double left = now.left(PARALLAX);
        for (double x = -10; x < END; x += 13) {
            tree(g, left + x + 8 * Noise.pick((int) x, 1), 9 + 8 * Noise.pick((int) x, 2), (int) x, now);
        }
        wall(g, left);
        for (double x = 4; x < END; x += LAMP_EVERY) {
            g.setColor(Palette.INK);
            g.fill(Shapes.box(left + x - 0.5, TOP - 15, 1, 15));
            Lights.lamp(g, left + x, TOP - 16, 1.7, Palette.AMBER);
        }
    }

    /** A heap of round leaves, brighter towards the sunset. */
    private static void tree(Graphics2D g, double x, double size, int seed, Moment now) {
        if (Noise.pick(seed, 3) < 0.25) {
            return; // a gap in the row
        }
        double sway = 0.5 * Math.sin(now.seconds() * 1.7 + seed);
        for (int leaf = 0; leaf < 14; leaf++) {
            double angle = 2 * Math.PI * Noise.pick(seed, 10 + leaf);
            double reach = size * 0.55 * Noise.pick(seed, 40 + leaf);
            double dx = reach * Math.cos(angle) + sway * leaf / 14;
            double dy = reach * Math.sin(angle) * 0.8;
            Color green = Palette.pick(LEAVES, Noise.pick(seed, 70));
            double light = 0.35 * (0.5 - dx / size) + 0.35 * (0.5 - dy / size);
            g.setColor(Palette.mix(Palette.mix(green, Palette.INK, 0.25), Palette.AMBER, light));
            g.fill(Shapes.disc(x + dx, TOP - size * 0.55 + dy, size * (0.16 + 0.16 * Noise.pick(seed, 90 + leaf))));
        }
    }

    private static void wall(Graphics2D g, double left) {
        for (int course = 0; course < 3; course++) {
            double y = TOP + 3 * course;
            for (int block = -2; block < END / 9; block++) {
                double tone = 0.15 + 0.5 * Noise.pick(block, course) + 0.08 * course;
                g.setColor(Palette.mix(STONE, Palette.INK, tone));
                g.fill(Shapes.box(left + 9 * block + 4.5 * (course % 2), y, 9.2, 3.2));
            }
        }
        g.setColor(Palette.mix(STONE, Palette.AMBER, 0.5));
        g.fill(Shapes.box(0, TOP - 0.8, CityScene.WIDTH, 1.4));
    }
}
