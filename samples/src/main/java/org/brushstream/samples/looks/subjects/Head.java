package org.brushstream.samples.looks.subjects;

import org.brushstream.samples.film.Noise;
import org.brushstream.samples.looks.solid.Place;
import org.brushstream.samples.looks.solid.Solids;
import org.brushstream.samples.looks.solid.Surface;
import org.brushstream.samples.looks.solid.Vec;

/** A head of life size that faces +z, with neck and shoulders; its place is the middle of the skull. */
final class Head {
    private Head() {}

    static void paint(Solids s, Place place, Figures.Dress dress, boolean blink, int seed) {
        s.in(place);
        s.as(Surface.PLAIN, dress.skin()).patch(40, 30, (u, v) -> skull(2 * Math.PI * u, Math.PI * (v - 0.5)));
        for (int side = -1; side <= 1; side += 2) {
            eye(s, side, dress, blink);
            s.as(Surface.PLAIN, dress.skin()).ball(0.087 * side, -0.01, -0.012, 0.014, 0.032, 0.022);
        }
        mouth(s);
        hair(s, dress, seed);
        s.as(Surface.PLAIN, dress.skin()).pipe(new Vec(0, -0.06, -0.02), new Vec(0, -0.24, -0.035), 0.056, 0.064);
        s.as(Surface.PLAIN, dress.coat()).patch(24, 10, (u, v) -> { // the shoulders fall away from the collar
            double angle = -2 * Math.PI * u;
            double wide = 0.075 + 0.17 * Math.pow(v, 0.75);
            double deep = 0.07 + 0.06 * v;
            return new Vec(
                    wide * Math.cos(angle), -0.145 - 0.05 * v - 0.35 * v * v * v, -0.03 + deep * Math.sin(angle));
        });
        s.as(Surface.PLAIN, dress.legs()).patch(24, 4, (u, v) -> { // a collar, open in front
            double angle = -2 * Math.PI * u;
            double open = 0.05 * Math.pow(Math.max(0, -Math.sin(angle + Math.PI)), 4);
            double r = 0.074 + 0.02 * v;
            return new Vec(r * Math.cos(angle), -0.128 - open - 0.05 * v, -0.03 + r * Math.sin(angle));
        });
        s.in(Place.WORLD);
    }

    /** An egg, narrower at the jaw, with brow, sockets, nose, cheeks and chin pushed out of it or into it. */
    private static Vec skull(double around, double up) {
        double x = -Math.cos(around) * Math.cos(up);
        double y = Math.sin(up);
        double z = Math.sin(around) * Math.cos(up);
        double jaw = y < 0 ? 1 - 0.3 * y * y : 1 - 0.06 * y * y;
        double px = 0.082 * x * jaw;
        double py = y < 0 ? 0.122 * y : 0.112 * y;
        double pz = 0.098 * z * (y < 0 ? 1 - 0.12 * y * y : 1);
        if (z > 0) {
            pz += 0.030 * bump(px / 0.0135, (py + 0.018) / 0.017); // tip of the nose
            pz += 0.018 * bump(px / 0.0105, (py - 0.008) / 0.026); // its bridge
            pz -= 0.012 * bump((Math.abs(px) - 0.031) / 0.017, (py - 0.016) / 0.014); // sockets
            pz += 0.005 * bump((Math.abs(px) - 0.03) / 0.022, (py - 0.04) / 0.011); // brows
            pz += 0.006 * bump((Math.abs(px) - 0.04) / 0.02, (py + 0.022) / 0.02); // cheeks
            pz += 0.010 * bump(px / 0.022, (py + 0.104) / 0.016); // chin
            pz += 0.005 * bump(px / 0.024, (py + 0.062) / 0.012); // lips stand on it
        }
        return new Vec(px, py, pz);
    }

    private static double bump(double u, double v) {
        return Math.exp(-u * u - v * v);
    }

    private static void eye(Solids s, int side, Figures.Dress dress, boolean blink) {
        double x = 0.031 * side;
        double z = 0.0745;
        if (!blink) {
            s.as(Surface.PLAIN, 0xf0ece4).ball(x, 0.014, z, 0.0145, 0.0088, 0.011);
            s.as(Surface.PLAIN, 0x3c5c5c).ball(x, 0.0145, z + 0.0085, 0.0064, 0.0066, 0.0036);
            s.as(Surface.PLAIN, 0x101010).ball(x, 0.0145, z + 0.0105, 0.0034, 0.0036, 0.0026);
            s.as(Surface.PLAIN, 0xffffff).ball(x - 0.002, 0.0165, z + 0.0128, 0.001, 0.001, 0.0006);
        }
        s.as(Surface.PLAIN, dress.skin());
        arc(s, x, blink ? 0.010 : 0.022, z + 0.007, 0.017, blink ? -0.004 : 0.006, 0.0038); // upper lid
        s.as(Surface.PLAIN, 0x201814);
        arc(s, x, blink ? 0.008 : 0.0205, z + 0.0105, 0.0165, blink ? -0.004 : 0.0055, 0.0014); // lashes
        s.as(Surface.PLAIN, dress.hair());
        arc(s, x + 0.003 * side, 0.0385, z + 0.0145, 0.0205, 0.0055, 0.0034); // eyebrow
    }

    /** A thin bow across the face, raised by {@code rise} in its middle. */
    private static void arc(Solids s, double x, double y, double z, double half, double rise, double thick) {
        for (int i = -4; i < 4; i++) {
            s.pipe(
                    bow(x, y, z, half, rise, i / 4.0),
                    bow(x, y, z, half, rise, (i + 1) / 4.0),
                    thick(thick, i),
                    thick(thick, i + 1));
        }
    }

    private static double thick(double thick, int i) {
        return thick * (1 - 0.04 * i * i);
    }

    private static Vec bow(double x, double y, double z, double half, double rise, double part) {
        double px = x + half * part;
        return new Vec(px, y - rise * part * part, z - 0.0065 * part * part - 1.6 * (px * px - x * x));
    }

    private static void mouth(Solids s) {
        s.as(Surface.TINT, 0xb85a50);
        for (int i = -5; i < 5; i++) { // upper and lower lip
            double a = i / 5.0;
            double b = (i + 1) / 5.0;
            s.pipe(lip(a, -0.0565, 0.0035), lip(b, -0.0565, 0.0035), 0.0042 * (1.06 - a * a), 0.0042 * (1.06 - b * b));
            s.pipe(lip(a, -0.0655, -0.001), lip(b, -0.0655, -0.001), 0.0056 * (1.06 - a * a), 0.0056 * (1.06 - b * b));
        }
        s.as(Surface.PLAIN, 0x5c2420);
        for (int i = -5; i < 5; i++) {
            s.pipe(lip(i / 5.0, -0.061, 0.0035), lip((i + 1) / 5.0, -0.061, 0.0035), 0.0016, 0.0016);
        }
    }

    private static Vec lip(double part, double y, double corner) {
        return new Vec(0.025 * part, y + corner * part * part, 0.0925 - 0.013 * part * part);
    }

    /** A cap of locks, longer for those who wear a skirt; a hat on top for those who have one. */
    private static void hair(Solids s, Figures.Dress dress, int seed) {
        s.as(Surface.PLAIN, dress.hair()).patch(48, 20, (u, v) -> {
            double around = 2 * Math.PI * u;
            double front = Math.sin(around);
            double low = dress.skirt() ? -1.35 : -0.35;
            double edge = front > 0.25
                    ? 0.62 + 0.22 * Math.sin(2 * around + 0.4)
                    : low + (0.62 - low) * Math.max(0, front + 0.35) / 0.6;
            double up = edge + (Math.PI / 2 - edge) * v;
            double lock = 1.07 + 0.035 * Noise.at(14 * u + seed, 2 * v) + (v < 0.06 ? -0.03 : 0);
            double fall = up < -0.4 ? 1.2 : 1;
            return new Vec(
                    -0.087 * lock * Math.cos(around) * Math.cos(Math.max(up, -0.5)),
                    0.118 * lock * Math.sin(Math.max(up, -1.57)) - (up < -0.4 ? 0.09 * (-0.4 - up) : 0),
                    0.103 * lock * front * Math.cos(Math.max(up, -0.5)) * fall - 0.006);
        });
        if (dress.hat()) {
            s.as(Surface.PLAIN, dress.coat()).lathe(0, 0.052, -0.008, 0, 0.012, 0.175, 0.0, 0.175, 0.006, 0.104, 0.016);
            s.as(Surface.PLAIN, dress.legs()).lathe(0, 0.052, -0.008, 0.106, 0.01, 0.104, 0.034);
            s.as(Surface.PLAIN, dress.coat()).lathe(0, 0.052, -0.008, 0.103, 0.03, 0.096, 0.085, 0.08, 0.1, 0, 0.098);
        }
    }
}
