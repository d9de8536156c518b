package org.brushstream.samples.city;

import java.awt.Color;
import java.awt.Graphics2D;

/** Two people at the railing who look at the town. */
final class Couple {
    private Couple() {}

    /** The left one stands at x, both with their feet at y. */
    static void paint(Graphics2D g, double x, double y, Moment now) {
        double breath = 0.4 * Math.sin(now.seconds() * 2);
        person(g, x, y, 60, breath, new Color(0x2c2a55));
        person(g, x + 13, y, 54, -breath, new Color(0x8a3a55));
    }

    /** Seen from behind, in a coat. */
    private static void person(Graphics2D g, double x, double foot, double height, double sway, Color coat) {
        double top = foot - height;
        double headX = x + sway;
        g.setColor(Quay.IRON);
        g.fill(Shapes.box(x - 4, foot - height * 0.42, 3.4, height * 0.42));
        g.fill(Shapes.box(x + 0.8, foot - height * 0.42, 3.4, height * 0.42));
        g.setColor(coat);
        g.fill(Shapes.polygon(
                x - 6,
                foot - height * 0.34,
                headX - 5.5,
                top + 12,
                headX - 2,
                top + 9,
                headX + 2,
                top + 9,
                headX + 5.5,
                top + 12,
                x + 6,
                foot - height * 0.34));
        g.setColor(Palette.mix(coat, Quay.IRON_LIT, 0.6));
        g.fill(Shapes.polygon(
                x - 6,
                foot - height * 0.34,
                headX - 5.5,
                top + 12,
                headX - 4.2,
                top + 11,
                x - 4.6,
                foot - height * 0.34));
        g.setColor(Palette.mix(Quay.IRON, new Color(0x6b4030), 0.5));
        g.fill(Shapes.disc(headX, top + 5, 4));
    }
}
