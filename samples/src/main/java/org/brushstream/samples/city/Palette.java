package org.brushstream.samples.city;

import java.awt.Color;
import org.brushstream.samples.film.Noise;

/** The colours of the blue hour, and how to mix them. */
final class Palette {
    static final Color ZENITH = new Color(0x1d2c66);
    static final Color DUSK = new Color(0x5b4a95);
    static final Color ROSE = new Color(0xdd7690);
    static final Color AMBER = new Color(0xffa855);
    static final Color MOON = new Color(0xfff3d6);
    static final Color INK = new Color(0x1a1d3f);
    static final Color RED = new Color(0xff4a4a);
    static final Color NEON = new Color(0x3ff0e8);
    static final Color PINK = new Color(0xff4fa0);

    /** Walls of towers. */
    static final Color[] WALLS = {
        new Color(0x3d3a78),
        new Color(0x2b4a7c),
        new Color(0x6a4468),
        new Color(0x2c5d74),
        new Color(0x7a5060),
        new Color(0x4a4f8e),
    };

    /** Light behind windows: lamps of several kinds, and here and there a screen. */
    static final Color[] WINDOWS = {
        new Color(0xffd98f),
        new Color(0xffbe6b),
        new Color(0xffe9b8),
        new Color(0xffa95a),
        new Color(0xffd98f),
        new Color(0x9fdcff),
    };

    private Palette() {}

    static double mix(double a, double b, double part) {
        return Noise.mix(a, b, part);
    }

    /** {@code part} 0 gives the first colour, 1 the second; opacity is mixed alike. */
    static Color mix(Color a, Color b, double part) {
        double p = Math.max(0, Math.min(1, part));
        return new Color(
                (int) Math.round(mix(a.getRed(), b.getRed(), p)),
                (int) Math.round(mix(a.getGreen(), b.getGreen(), p)),
                (int) Math.round(mix(a.getBlue(), b.getBlue(), p)),
                (int) Math.round(mix(a.getAlpha(), b.getAlpha(), p)));
    }

    /** The same colour, seen through: 0 is invisible, 1 solid. */
    static Color fade(Color color, double opacity) {
        int alpha = (int) Math.round(255 * Math.max(0, Math.min(1, opacity)));
        return new Color(color.getRed(), color.getGreen(), color.getBlue(), alpha);
    }

    /** One of several, by a number from 0 to below 1. */
    static <T> T pick(T[] choices, double number) {
        return choices[(int) (number * choices.length)];
    }
}
