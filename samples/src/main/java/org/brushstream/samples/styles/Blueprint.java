package org.brushstream.samples.styles;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.SplittableRandom;

/** A plan of machines nobody has built: thin bright lines on deep blue, each with a glow around it. */
final class Blueprint {
    private static final Color GROUND = new Color(8, 18, 64);
    private static final Color[] LINES = {
        new Color(90, 220, 255), new Color(150, 240, 255), new Color(255, 90, 200), new Color(60, 140, 255)
    };

    private Blueprint() {}

    static BufferedImage draw() {
        SplittableRandom random = new SplittableRandom(11);
        return StylePictures.picture(GROUND, pen -> {
            grid(pen);
            for (int n = 0; n < 64; n++) {
                wheel(
                        StylePictures.x(n),
                        StylePictures.y(n),
                        22 + 110 * random.nextDouble() * random.nextDouble(),
                        random,
                        pen);
            }
            for (int n = 0; n < 70; n++) {
                beam(StylePictures.x(n + 0.5), StylePictures.y(n + 0.5), random, pen);
            }
        });
    }

    private static void grid(Graphics2D pen) {
        for (int place = 0; place <= StylePictures.SIDE; place += 16) {
            pen.setColor(new Color(60, 110, 220, place % 64 == 0 ? 110 : 45));
            pen.setStroke(new BasicStroke(1));
            pen.draw(new Line2D.Double(place, 0, place, StylePictures.SIDE));
            pen.draw(new Line2D.Double(0, place, StylePictures.SIDE, place));
        }
    }

    /** A cog: rim with teeth, inner circles, spokes, and the dashed circle by which it was constructed. */
    private static void wheel(double x, double y, double radius, SplittableRandom random, Graphics2D pen) {
        Color color = LINES[random.nextInt(LINES.length)];
        int teeth = 8 + random.nextInt(14);
        Path2D.Double rim = new Path2D.Double();
        for (int corner = 0; corner <= 4 * teeth; corner++) {
            double angle = corner * Math.PI / (2 * teeth);
            double reach = corner % 4 < 2 ? radius : radius * 0.86;
            if (corner == 0) {
                rim.moveTo(x + reach * Math.cos(angle), y + reach * Math.sin(angle));
            } else {
                rim.lineTo(x + reach * Math.cos(angle), y + reach * Math.sin(angle));
            }
        }
        glow(rim, color, 2.2f, pen);
        glow(circle(x, y, radius * 0.62), color, 1.6f, pen);
        glow(circle(x, y, radius * 0.2), color, 1.6f, pen);
        int spokes = 3 + random.nextInt(5);
        for (int spoke = 0; spoke < spokes; spoke++) {
            double angle = spoke * 2 * Math.PI / spokes;
            glow(
                    new Line2D.Double(
                            x + 0.2 * radius * Math.cos(angle),
                            y + 0.2 * radius * Math.sin(angle),
                            x + 0.62 * radius * Math.cos(angle),
                            y + 0.62 * radius * Math.sin(angle)),
                    color,
                    1.6f,
                    pen);
        }
        pen.setColor(new Color(170, 200, 255, 120));
        pen.setStroke(new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {6, 5}, 0));
        pen.draw(new Arc2D.Double(
                x - 1.25 * radius, y - 1.25 * radius, 2.5 * radius, 2.5 * radius, 20, 250, Arc2D.OPEN));
    }

    private static Shape circle(double x, double y, double radius) {
        return new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
    }

    /** A line across the sheet in one of six directions, with ticks like a ruler's. */
    private static void beam(double x, double y, SplittableRandom random, Graphics2D pen) {
        double angle = random.nextInt(6) * Math.PI / 6;
        double length = 60 + 260 * random.nextDouble();
        Color color = LINES[random.nextInt(LINES.length)];
        double dx = Math.cos(angle);
        double dy = Math.sin(angle);
        glow(new Line2D.Double(x, y, x + length * dx, y + length * dy), color, 1.8f, pen);
        for (double at = 0; at < length; at += 12) {
            glow(
                    new Line2D.Double(x + at * dx, y + at * dy, x + at * dx - 6 * dy, y + at * dy + 6 * dx),
                    color,
                    1.2f,
                    pen);
        }
    }

    /** Wide and faint strokes under a narrow bright one. */
    private static void glow(Shape shape, Color color, float width, Graphics2D pen) {
        for (float spread : new float[] {11, 7, 4}) {
            pen.setColor(new Color(color.getRed(), color.getGreen(), color.getBlue(), 16));
            pen.setStroke(new BasicStroke(width + spread, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            pen.draw(shape);
        }
        pen.setColor(color);
        pen.setStroke(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        pen.draw(shape);
    }
}
