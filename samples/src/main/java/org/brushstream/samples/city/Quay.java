package org.brushstream.samples.city;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import org.brushstream.samples.film.Noise;

/** The near bank: paving, a railing, lamps and two people who look at the town. */
final class Quay implements Layer {
    private static final double PARALLAX = 1.7;
    private static final double GROUND = 334;
    private static final double RAIL = 306;
    private static final double END = CityScene.WIDTH + PARALLAX * Moment.PAN;
    private static final double POST_EVERY = 7;
    private static final double[] LAMPS = {96, 352, 608, 864};
    private static final double COUPLE = 450;
    static final Color IRON = new Color(0x1d2047);
    static final Color IRON_LIT = new Color(0xe39a72);
    private static final Color PAVING = new Color(0x54487a);

    @Override
    public void paint(Graphics2D g, Moment now) {
        double left = now.left(PARALLAX);
        paving(g, left);
        railing(g, left);
        Couple.paint(g, left + COUPLE, GROUND + 7, now);
        for (double lamp : LAMPS) {
            lamp(g, left + lamp);
        }
    }

    /** Slabs in perspective, warm under the lamps. */
    private static void paving(Graphics2D g, double left) {
        g.setColor(Palette.mix(PAVING, Palette.INK, 0.7)); // the joints
        g.fill(Shapes.box(0, GROUND - 4, CityScene.WIDTH, CityScene.HEIGHT));
        double y = GROUND - 3;
        double eye = CityScene.WIDTH / 2.0;
        for (int course = 0; y < CityScene.HEIGHT; course++) {
            double height = 4 + 2.5 * course;
            double grow = 1 + 0.16 * course;
            for (int slab = -16; slab < END / 22; slab++) {
                double x = eye + (left - eye + 22 * slab + 11 * (course % 2)) * grow;
                double warm = 0;
                for (double lamp : LAMPS) {
                    warm += Math.exp(-Math.pow((22 * slab - lamp) / 48, 2));
                }
                Color stone = Palette.mix(PAVING, Palette.INK, 0.15 + 0.4 * Noise.pick(slab, course));
                g.setColor(Palette.mix(stone, Palette.AMBER, 0.55 * warm));
                g.fill(Shapes.box(x, y, 22 * grow - 0.9, height - 0.9));
            }
            y += height;
        }
        g.setColor(Palette.mix(PAVING, Palette.ROSE, 0.5));
        g.fill(Shapes.box(0, GROUND - 4.5, CityScene.WIDTH, 2));
    }

    private static void railing(Graphics2D g, double left) {
        for (double x = -POST_EVERY; x < END; x += POST_EVERY) {
            boolean post = Math.round(x / POST_EVERY) % 8 == 0;
            double half = post ? 1.8 : 0.7;
            g.setColor(IRON);
            g.fill(Shapes.box(left + x - half, RAIL - (post ? 4 : 0), 2 * half, GROUND - RAIL + (post ? 4 : 0)));
            if (post) {
                g.fill(Shapes.disc(left + x, RAIL - 5, 2.8));
                g.setColor(IRON_LIT);
                g.fill(Shapes.box(left + x - half, RAIL - 3, 0.8, GROUND - RAIL));
            } else {
                g.setStroke(new BasicStroke(0.9f));
                g.draw(Shapes.disc(left + x + POST_EVERY / 2, RAIL + 6.5, 2.7));
            }
        }
        for (double y : new double[] {RAIL, RAIL + 10, GROUND - 6}) {
            g.setColor(IRON);
            g.fill(Shapes.box(0, y, CityScene.WIDTH, 2));
            g.setColor(Palette.fade(IRON_LIT, 0.8));
            g.fill(Shapes.box(0, y, CityScene.WIDTH, 0.7));
        }
    }

    /** A post with two globes. */
    private static void lamp(Graphics2D g, double x) {
        double top = 166;
        g.setColor(IRON);
        g.fill(Shapes.polygon(
                x - 5,
                GROUND + 2,
                x - 2,
                GROUND - 12,
                x - 1.3,
                top,
                x + 1.3,
                top,
                x + 2,
                GROUND - 12,
                x + 5,
                GROUND + 2));
        g.fill(Shapes.box(x - 3.4, GROUND - 34, 6.8, 2.4));
        g.fill(Shapes.disc(x, top - 4, 3));
        g.setColor(IRON_LIT);
        g.fill(Shapes.box(x - 1.3, top, 0.9, GROUND - top - 12));
        g.setColor(IRON);
        g.setStroke(new BasicStroke(1.6f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        for (int side = -1; side <= 1; side += 2) {
            g.draw(Shapes.line(x, top + 6, x + side * 7, top + 4, x + side * 11, top - 1));
            Lights.glow(g, x + side * 11, top - 6, 46, Palette.fade(Palette.AMBER, 0.42));
            g.setColor(new Color(0xffe2a8));
            g.fill(Shapes.disc(x + side * 11, top - 6, 6.2));
            g.setColor(IRON);
            g.fill(Shapes.box(x + side * 11 - 2.6, top - 1.6, 5.2, 1.6));
        }
    }
}
