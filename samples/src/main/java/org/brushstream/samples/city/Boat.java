package org.brushstream.samples.city;

import java.awt.Color;
import java.awt.Graphics2D;
import org.brushstream.samples.film.Noise;

/** A pleasure boat that crosses the picture against the camera, with lamps along its deck. */
final class Boat implements Layer {
    private static final double PARALLAX = 1.2;
    private static final double KEEL = 285; // pixels from the top
    private static final double SPEED = 58; // pixels per second, to the right
    private static final double START = 84;
    private static final Color HULL = new Color(0x263160);

    @Override
    public void paint(Graphics2D g, Moment now) {
        double x = now.left(PARALLAX) + START + SPEED * now.seconds();
        double y = KEEL + 0.7 * Math.sin(now.seconds() * 2.3);
        wake(g, x, now);
        g.setColor(HULL);
        g.fill(Shapes.polygon(x - 46, y - 8, x + 50, y - 9, x + 42, y, x - 42, y));
        g.setColor(new Color(0xd8636b));
        g.fill(Shapes.polygon(x - 46, y - 8.5, x + 50, y - 9.5, x + 49, y - 7.6, x - 45, y - 6.6));
        g.setColor(new Color(0xa596b4));
        g.fill(Shapes.box(x - 36, y - 19, 64, 10.5));
        g.setColor(HULL);
        g.fill(Shapes.box(x - 39, y - 20.5, 71, 2));
        for (int window = 0; window < 8; window++) {
            g.setColor(Palette.mix(Palette.WINDOWS[0], Palette.AMBER, Noise.pick(window, 77) * 0.6));
            g.fill(Shapes.box(x - 33 + 7.6 * window, y - 17, 5.4, 5.4));
        }
        g.setColor(new Color(0x8f83a6));
        g.fill(Shapes.polygon(x + 8, y - 20, x + 9, y - 28, x + 21, y - 28, x + 24, y - 20));
        g.setColor(Palette.WINDOWS[2]);
        g.fill(Shapes.polygon(x + 15, y - 22, x + 15, y - 26, x + 20.5, y - 26, x + 22, y - 22));
        g.setColor(HULL);
        g.fill(Shapes.box(x - 2, y - 36, 1, 16));
        for (int bulb = 0; bulb <= 12; bulb++) { // a chain from stern over the mast to the bow
            double part = bulb / 12.0;
            double rope = part < 0.5 ? part * 2 : 2 - part * 2;
            Lights.lamp(
                    g,
                    x - 44 + 90 * part,
                    y - 12 - 23 * rope * rope,
                    0.7,
                    bulb % 2 == 0 ? Palette.AMBER : Palette.PINK);
        }
    }

    /** Its lights in the water, and the foam behind it. */
    private static void wake(Graphics2D g, double x, Moment now) {
        for (int stripe = 0; stripe < 9; stripe++) {
            double y = KEEL + 1 + 2.1 * stripe;
            double shift = 5 * (Noise.at(stripe * 1.7, now.seconds() * 3) - 0.5) * (1 + 0.2 * stripe);
            double fade = 0.5 * (1 - stripe / 9.0);
            g.setColor(Palette.fade(HULL, fade));
            g.fill(Shapes.box(x - 42 + shift, y, 84, 2));
            for (int window = 0; window < 8; window++) {
                g.setColor(Palette.fade(
                        Palette.AMBER, fade * (0.4 + 0.9 * Noise.at(window * 2.3 + 9, now.seconds() * 4 + stripe))));
                g.fill(Shapes.box(x - 33 + 7.6 * window + shift * 1.4, y + 0.3, 5.5, 1.2));
            }
        }
        for (int fleck = 0; fleck < 40; fleck++) {
            double back = Noise.pick(fleck, 3);
            double spread = (Noise.pick(fleck, 4) - 0.5) * 12 * back;
            double alive = Noise.at(fleck * 3.1, now.seconds() * 4);
            g.setColor(Palette.fade(Palette.MOON, 0.75 * alive * (1 - back)));
            g.fill(Shapes.box(x - 44 - 90 * back, KEEL - 0.5 + spread, 5 - 3 * back, 0.9));
        }
    }
}
