package org.brushstream.samples.city;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;

/** Lamps and what they throw into the air; {@link Bloom} adds the glare. */
final class Lights {
    private Lights() {}

    /** Light that fades from its middle to nothing. */
    static void glow(Graphics2D g, double x, double y, double radius, Color color) {
        g.setPaint(
                new RadialGradientPaint((float) x, (float) y, (float) radius, new float[] {0, 0.35f, 1}, new Color[] {
                    color, Palette.fade(color, color.getAlpha() / 255.0 * 0.38), Palette.fade(color, 0)
                }));
        g.fill(Shapes.disc(x, y, radius));
    }

    /** A lamp with its glow. */
    static void lamp(Graphics2D g, double x, double y, double radius, Color color) {
        glow(g, x, y, radius * 6, Palette.fade(color, 0.5));
        g.setColor(Palette.mix(color, Color.WHITE, 0.55));
        g.fill(Shapes.disc(x, y, radius));
    }

    /** The red lamp that warns aircraft: one flash in two seconds, each mast in its own time. */
    static void beacon(Graphics2D g, double x, double y, Moment now, double seed) {
        double flash = Math.pow(now.swing(2, 0.37 * seed), 4);
        glow(g, x, y, 9, Palette.fade(Palette.RED, 0.15 + 0.75 * flash));
        g.setColor(Palette.mix(Palette.RED, Color.WHITE, 0.5 * flash));
        g.fill(Shapes.disc(x, y, 1.3));
    }

    /** A beam into the haze, brighter on the beat; the angle is measured from straight up, in radians. */
    static void searchlight(Graphics2D g, double x, double y, double angle, Moment now) {
        double length = 260;
        double spread = 0.05;
        double opacity = 0.12 + 0.12 * now.pulse();
        g.setPaint(new GradientPaint(
                (float) x,
                (float) y,
                Palette.fade(Palette.MOON, opacity),
                (float) (x + length * Math.sin(angle)),
                (float) (y - length * Math.cos(angle)),
                Palette.fade(Palette.MOON, 0)));
        for (double part = 1; part > 0.1; part -= 0.15) { // beams within one another soften the edge
            double left = angle - spread * part;
            double right = angle + spread * part;
            g.fill(Shapes.polygon(
                    x - 1.5,
                    y,
                    x + length * Math.sin(left),
                    y - length * Math.cos(left),
                    x + length * Math.sin(right),
                    y - length * Math.cos(right),
                    x + 1.5,
                    y));
        }
    }
}
