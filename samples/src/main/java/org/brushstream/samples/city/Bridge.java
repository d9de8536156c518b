package org.brushstream.samples.city;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;

/** A suspension bridge from edge to edge: cars on the deck, a train between its trusses. */
final class Bridge implements Layer {
    private static final double PARALLAX = 1;

    /** Height of the road and of the lower chord of the truss, pixels from the top. */
    static final double DECK = 207;

    static final double UNDERSIDE = 230;

    private static final double TOWER_TOP = 84;
    private static final double[] TOWERS = {-260, 128, 516, 904}; // middles, pixels of this layer
    private static final double SPAN = TOWERS[1] - TOWERS[0];
    private static final double PANEL = SPAN / 26; // distance of hangers, and width of a panel of the truss
    private static final double SAG = DECK - 7;
    private static final Color STEEL = new Color(0x35305f);
    private static final Color STEEL_LIT = new Color(0xc98a86);

    private final Traffic traffic = new Traffic();

    @Override
    public void paint(Graphics2D g, Moment now) {
        double left = now.left(PARALLAX);
        cables(g, left - 3, now, Palette.mix(STEEL, Palette.ROSE, 0.35), false); // the far one of the two
        g.setColor(Palette.fade(Palette.INK, 0.62));
        g.fill(Shapes.box(0, DECK + 3, CityScene.WIDTH, UNDERSIDE - DECK - 3));
        traffic.paintTrain(g, left, now);
        truss(g, left);
        traffic.paintCars(g, left, now);
        for (double tower : TOWERS) {
            tower(g, left + tower, now);
        }
        cables(g, left, now, STEEL, true);
    }

    private static void truss(Graphics2D g, double left) {
        g.setStroke(new BasicStroke(1.5f));
        for (double x = TOWERS[0]; x < TOWERS[3]; x += PANEL) {
            double start = left + x;
            if (start < -PANEL || start > CityScene.WIDTH) {
                continue;
            }
            g.setColor(STEEL);
            g.draw(Shapes.line(start, UNDERSIDE, start + PANEL / 2, DECK, start + PANEL, UNDERSIDE));
            g.setColor(Palette.mix(STEEL, STEEL_LIT, 0.4));
            g.draw(Shapes.line(start, DECK, start, UNDERSIDE));
        }
        girder(g, DECK, 4.2);
        girder(g, UNDERSIDE - 2, 4);
    }

    private static void girder(Graphics2D g, double y, double thickness) {
        g.setColor(STEEL);
        g.fill(Shapes.box(0, y, CityScene.WIDTH, thickness));
        g.setColor(STEEL_LIT);
        g.fill(Shapes.box(0, y, CityScene.WIDTH, 1));
    }

    /** Two legs with portals between them, in stone below and steel above. */
    private static void tower(Graphics2D g, double x, Moment now) {
        g.setColor(Palette.mix(STEEL, Palette.INK, 0.2));
        g.fill(Shapes.polygon(
                x - 15, CityScene.WATERLINE, x - 12, UNDERSIDE, x + 12, UNDERSIDE, x + 15, CityScene.WATERLINE));
        g.setColor(Palette.mix(STEEL, STEEL_LIT, 0.4));
        g.fill(Shapes.polygon(
                x - 15, CityScene.WATERLINE, x - 12, UNDERSIDE, x - 5, UNDERSIDE, x - 7, CityScene.WATERLINE));
        for (double y = UNDERSIDE + 4; y < CityScene.WATERLINE; y += 4) {
            g.setColor(Palette.fade(Palette.INK, 0.5));
            g.fill(Shapes.box(x - 15, y, 30, 0.7));
        }
        for (int leg = -1; leg <= 1; leg += 2) {
            double low = x + leg * 9;
            double high = x + leg * 6.5;
            g.setColor(STEEL);
            g.fill(Shapes.polygon(
                    low - 3.2, UNDERSIDE, high - 2.4, TOWER_TOP, high + 2.4, TOWER_TOP, low + 3.2, UNDERSIDE));
            g.setColor(STEEL_LIT);
            g.fill(Shapes.polygon(
                    low - 3.2, UNDERSIDE, high - 2.4, TOWER_TOP, high - 1.1, TOWER_TOP, low - 1.7, UNDERSIDE));
        }
        for (double y = TOWER_TOP + 3; y < DECK - 14; y += 27) {
            g.setColor(STEEL);
            g.fill(Shapes.box(x - 8, y, 16, 4));
            g.setColor(STEEL_LIT);
            g.fill(Shapes.box(x - 8, y, 16, 1));
            g.setColor(STEEL);
            g.setStroke(new BasicStroke(1.3f));
            g.draw(Shapes.line(x - 7, y + 4, x + 7, y + 27));
            g.draw(Shapes.line(x + 7, y + 4, x - 7, y + 27));
        }
        g.setColor(STEEL);
        g.fill(Shapes.box(x - 11, TOWER_TOP - 3, 22, 4.5));
        Lights.beacon(g, x, TOWER_TOP - 7, now, 0);
    }

    /** Main cable as a parabola, hangers, and a chain of bulbs in which a bright one travels. */
    private static void cables(Graphics2D g, double left, Moment now, Color color, boolean bulbs) {
        g.setColor(color);
        for (double x = TOWERS[0]; x < TOWERS[3]; x += PANEL) {
            if (left + x < -PANEL || left + x > CityScene.WIDTH) {
                continue;
            }
            g.setStroke(new BasicStroke(bulbs ? 2.2f : 1.4f));
            g.draw(Shapes.line(left + x, cable(x), left + x + PANEL, cable(x + PANEL)));
            g.setStroke(new BasicStroke(0.7f));
            g.draw(Shapes.line(left + x, cable(x), left + x, DECK));
        }
        for (double x = TOWERS[0]; bulbs && x < TOWERS[3]; x += PANEL) {
            double run = 0.5 + 0.5 * Math.cos(2 * Math.PI * (x / PANEL / 8 - now.seconds() / Beat.BEAT_SECONDS / 2));
            Lights.lamp(g, left + x, cable(x), 1.0 + 0.5 * run, Palette.mix(Palette.AMBER, Palette.MOON, run));
        }
    }

    /** Height of the main cable at x: y = top + sag (1 - (2 s - 1)^2), s the part of the span. */
    private static double cable(double x) {
        double part = (x - TOWERS[0]) / SPAN;
        double inSpan = 2 * (part - Math.floor(part)) - 1;
        return TOWER_TOP + (SAG - TOWER_TOP) * (1 - inSpan * inSpan);
    }
}
