package org.brushstream.samples.styles;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A printed comic: bursts and bubbles in dots of four inks, each ink's screen turned by its own angle, as printers do it
 * against moire, and each a little off its place.
 */
final class Halftone {
    private static final Color PAPER = new Color(247, 238, 214);
    private static final double CELL = 9; // pixels from dot to dot

    /**
     * One ink.
     *
     * @param angle of its screen, degrees
     * @param offset how far right and down it is printed off its place, pixels
     */
    private record Ink(Color color, double angle, double offset) {}

    private static final List<Ink> INKS = List.of(
            new Ink(new Color(250, 214, 30), 0, -3),
            new Ink(new Color(226, 32, 94), 75, 3),
            new Ink(new Color(20, 148, 214), 15, 5));

    /** A shape and how much of each ink it takes, 0 to 1. */
    private record Patch(Shape shape, List<Double> tones) {}

    private static final List<Double> BARE = List.of(0.0, 0.0, 0.0); // paper

    private Halftone() {}

    static BufferedImage draw() {
        List<Patch> patches = patches(new SplittableRandom(7));
        return StylePictures.picture(PAPER, pen -> {
            for (int ink = 0; ink < INKS.size(); ink++) {
                print(INKS.get(ink), plate(patches, ink), pen);
            }
            pen.setComposite(AlphaComposite.SrcOver);
            pen.drawImage(outlines(patches), 0, 0, null);
        });
    }

    /** Every shape's black line, but where a later shape covers it; the rest is clear. */
    private static BufferedImage outlines(List<Patch> patches) {
        BufferedImage plate = new BufferedImage(StylePictures.SIDE, StylePictures.SIDE, BufferedImage.TYPE_INT_ARGB);
        Graphics2D pen = StylePictures.smooth(plate.createGraphics());
        pen.setStroke(new BasicStroke(5, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        pen.setColor(new Color(22, 18, 30));
        for (Patch patch : patches) {
            pen.setComposite(AlphaComposite.Clear);
            pen.fill(patch.shape());
            pen.setComposite(AlphaComposite.SrcOver);
            pen.draw(patch.shape());
        }
        pen.dispose();
        return plate;
    }

    /** Bursts behind bubbles, largest first, so that every part of the sheet is covered. */
    private static List<Patch> patches(SplittableRandom random) {
        List<Patch> patches = new ArrayList<>();
        for (int n = 0; n < 70; n++) {
            double radius = 40 + 190 * Math.pow(1 - n / 70.0, 1.6);
            double x = StylePictures.x(n);
            double y = StylePictures.y(n);
            Shape shape = n % 2 == 0
                    ? burst(x, y, radius, 9 + random.nextInt(8), random)
                    : new Ellipse2D.Double(x - radius, y - radius * 0.7, 2 * radius, 1.4 * radius);
            List<Double> tones = new ArrayList<>();
            int main = random.nextInt(INKS.size());
            for (int ink = 0; ink < INKS.size(); ink++) {
                tones.add(ink == main ? 0.55 + 0.45 * random.nextDouble() : 0.35 * random.nextDouble());
            }
            patches.add(new Patch(shape, random.nextDouble() < 0.1 ? BARE : tones)); // some stay paper
        }
        return patches;
    }

    private static Shape burst(double x, double y, double radius, int rays, SplittableRandom random) {
        Path2D.Double path = new Path2D.Double();
        double turn = random.nextDouble() * Math.PI;
        for (int corner = 0; corner < 2 * rays; corner++) {
            double reach = corner % 2 == 0 ? radius : radius * (0.5 + 0.15 * random.nextDouble());
            double angle = turn + corner * Math.PI / rays;
            double toX = x + reach * Math.cos(angle);
            double toY = y + reach * Math.sin(angle);
            if (corner == 0) {
                path.moveTo(toX, toY);
            } else {
                path.lineTo(toX, toY);
            }
        }
        path.closePath();
        return path;
    }

    /** Tones of one ink, as brightness 0..255. */
    private static BufferedImage plate(List<Patch> patches, int ink) {
        return StylePictures.picture(
                Color.BLACK,
                pen -> patches.forEach(patch -> {
                    float tone = patch.tones().get(ink).floatValue();
                    pen.setColor(new Color(tone, tone, tone));
                    pen.fill(patch.shape());
                }));
    }

    /** Dots on a turned grid, each as large as the tone under it: area, not radius, is what the eye adds up. */
    private static void print(Ink ink, BufferedImage tones, Graphics2D pen) {
        AffineTransform screen = AffineTransform.getRotateInstance(Math.toRadians(ink.angle()));
        pen.setComposite(
                AlphaComposite.getInstance(AlphaComposite.SRC_OVER, 0.82f)); // ink lets what is under it through
        pen.setColor(ink.color());
        int cells = (int) (StylePictures.SIDE * 1.5 / CELL);
        double[] point = new double[2];
        for (int row = -cells; row <= cells; row++) {
            for (int column = -cells; column <= cells; column++) {
                screen.transform(new double[] {column * CELL, row * CELL}, 0, point, 0, 1);
                int x = (int) Math.round(point[0]);
                int y = (int) Math.round(point[1]);
                if (x < 0 || y < 0 || x >= StylePictures.SIDE || y >= StylePictures.SIDE) {
                    continue;
                }
                double tone = (tones.getRGB(x, y) & 0xff) / 255.0;
                double radius = CELL * Math.sqrt(tone / Math.PI) * 1.12;
                pen.fill(new Ellipse2D.Double(
                        point[0] + ink.offset() - radius, point[1] + ink.offset() - radius, 2 * radius, 2 * radius));
            }
        }
    }
}
