package org.brushstream.samples.city;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import org.brushstream.samples.film.Noise;

/** What moves on the bridge: cars both ways, a bus now and then, and one train. */
final class Traffic {
    private static final int CARS = 22;
    private static final double ROAD = CityScene.WIDTH + Moment.PAN + 200; // cars come round again outside the picture
    private static final double CAR_SPEED = 62; // pixels per second
    private static final double TRAIN_SPEED = 175;
    private static final double TRAIN_START = -60; // where its front is when the film starts
    private static final double CARRIAGE = 76;
    private static final int CARRIAGES = 6;
    private static final Color HEADLIGHT = new Color(0xfff1c9);
    private static final Color TAILLIGHT = new Color(0xff3b45);
    private static final Color[] PAINT = {
        new Color(0xb8434e), new Color(0xd9d3e0), new Color(0x3f6ea8), new Color(0xe0a03c), new Color(0x54507c),
    };

    void paintCars(Graphics2D g, double left, Moment now) {
        for (int i = 0; i < CARS; i++) {
            int direction = i % 2 == 0 ? 1 : -1;
            double speed = direction * (CAR_SPEED + 5 * ((i / 2) % 2));
            double start = ROAD * (i + 0.7 * Noise.pick(i, 8)) / CARS;
            double x = left - 100 + (((start + speed * now.seconds()) % ROAD) + ROAD) % ROAD;
            double y = Bridge.DECK - (direction > 0 ? 0 : 1.6); // the far lane is a little higher
            car(g, x, y, direction, i);
        }
    }

    private static void car(Graphics2D g, double x, double y, int direction, int seed) {
        boolean bus = seed % 7 == 3;
        double length = bus ? 24 : 12;
        double height = bus ? 8 : 3.4;
        double front = x + direction * length / 2;
        double back = x - direction * length / 2;
        Color paint = Palette.mix(Palette.pick(PAINT, Noise.pick(seed, 6)), Palette.INK, 0.25);
        double lamp = y - 2.4;
        g.setPaint(new GradientPaint(
                (float) front,
                0,
                Palette.fade(HEADLIGHT, 0.75),
                (float) (front + direction * 26),
                0,
                Palette.fade(HEADLIGHT, 0)));
        g.fill(Shapes.polygon(
                front, lamp - 0.8, front + direction * 26, lamp - 3, front + direction * 26, y, front, y - 1));
        g.setPaint(new GradientPaint(
                (float) back,
                0,
                Palette.fade(TAILLIGHT, 0.7),
                (float) (back - direction * 14),
                0,
                Palette.fade(TAILLIGHT, 0)));
        g.fill(Shapes.box(Math.min(back, back - direction * 14), lamp - 0.9, 14, 1.8));
        g.setColor(paint);
        g.fill(Shapes.box(x - length / 2, y - 0.8 - height, length, height));
        if (bus) {
            for (double window = x - length / 2 + 1.5; window < x + length / 2 - 3; window += 4.4) {
                g.setColor(Palette.WINDOWS[2]);
                g.fill(Shapes.box(window, y - 7.6, 3.2, 3));
            }
        } else {
            g.fill(Shapes.polygon(x - 4, y - 4, x - 2.5, y - 6.6, x + 2, y - 6.6, x + 4, y - 4));
            g.setColor(Palette.mix(paint, Palette.MOON, 0.6));
            g.fill(Shapes.polygon(x - 3, y - 4.3, x - 2, y - 6, x + 1.6, y - 6, x + 3, y - 4.3));
        }
        g.setColor(Palette.INK);
        g.fill(Shapes.disc(x - length * 0.3, y - 0.8, 1.4));
        g.fill(Shapes.disc(x + length * 0.3, y - 0.8, 1.4));
        Lights.lamp(g, front, lamp, 1.1, HEADLIGHT);
        Lights.lamp(g, back, lamp, 0.9, TAILLIGHT);
    }

    void paintTrain(Graphics2D g, double left, Moment now) {
        double front = left + TRAIN_START + TRAIN_SPEED * now.seconds();
        double roof = Bridge.DECK + 5.5;
        double floor = Bridge.UNDERSIDE - 3;
        for (int carriage = 0; carriage < CARRIAGES; carriage++) {
            double start = front - (carriage + 1) * CARRIAGE;
            g.setColor(new Color(0x9a93b4));
            g.fill(Shapes.box(start + 1, roof, CARRIAGE - 2, floor - roof));
            g.setColor(new Color(0xb33a4f));
            g.fill(Shapes.box(start + 1, floor - 4.5, CARRIAGE - 2, 2.5));
            for (int window = 0; window < 7; window++) {
                boolean door = window % 3 == 1;
                double x = start + 4 + window * 10;
                g.setColor(Palette.mix(Palette.WINDOWS[0], Palette.AMBER, Noise.pick(carriage, window)));
                g.fill(Shapes.box(x, roof + 2, door ? 5 : 8, door ? 10 : 6.5));
                if (!door && Noise.pick(carriage, window + 20) < 0.6) {
                    g.setColor(Palette.mix(Palette.INK, Palette.ROSE, 0.2)); // a passenger
                    g.fill(Shapes.disc(x + 2.2 + 3.5 * Noise.pick(carriage, window + 40), roof + 6, 1.3));
                    g.fill(Shapes.box(x + 0.8 + 3.5 * Noise.pick(carriage, window + 40), roof + 7, 2.8, 1.6));
                }
            }
        }
        Lights.lamp(g, front, floor - 5, 2, HEADLIGHT);
        Lights.lamp(g, front - CARRIAGES * CARRIAGE, floor - 5, 1.5, TAILLIGHT);
    }
}
