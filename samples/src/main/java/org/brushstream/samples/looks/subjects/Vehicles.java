package org.brushstream.samples.looks.subjects;

import org.brushstream.samples.looks.solid.Place;
import org.brushstream.samples.looks.solid.Solids;
import org.brushstream.samples.looks.solid.Surface;
import org.brushstream.samples.looks.solid.Vec;

/** Cars, boats and ships; they point along +x at yaw 0. */
final class Vehicles {
    static final int[] PAINTS = {0xb83430, 0x3c68a0, 0xe0b440, 0xd8d4cc, 0x3c7860, 0x40444c};

    private Vehicles() {}

    /** A small saloon of 4 m. */
    static void car(Solids s, Place place, int rgb) {
        s.in(place);
        s.as(Surface.PLAIN, rgb).prism(-0.8, 0.8, -2, 0.35, 2, 0.35, 2.05, 0.6, 1.9, 0.85, -1.95, 0.95, -2.05, 0.7);
        s.as(Surface.PLAIN, rgb).prism(-0.66, 0.66, -1.6, 0.9, 1, 0.86, 0.35, 1.42, -1.1, 1.42);
        s.as(Surface.PLAIN, 0x243038)
                .prism(-0.68, 0.68, -1.3, 0.95, -0.35, 0.93, -0.4, 1.34, -1.0, 1.34)
                .prism(-0.68, 0.68, -0.25, 0.93, 0.78, 0.91, 0.32, 1.34, -0.3, 1.34)
                .prism(-0.58, 0.58, 0.9, 0.9, 1.02, 0.9, 0.45, 1.38, 0.38, 1.38);
        for (double x = -1.25; x < 2; x += 2.5) {
            for (int side = -1; side <= 1; side += 2) {
                wheel(s, x, side * 0.72);
            }
        }
        s.as(Surface.LAMP, 0xfff4d0).ball(2, 0.68, 0.55, 0.08, 0.1, 0.14).ball(2, 0.68, -0.55, 0.08, 0.1, 0.14);
        s.as(Surface.LAMP, 0xd83028).box(-2.06, 0.62, -0.7, -2, 0.76, -0.4).box(-2.06, 0.62, 0.4, -2, 0.76, 0.7);
        s.in(Place.WORLD);
    }

    private static void wheel(Solids s, double x, double z) {
        double[] rim = new double[24];
        double[] hub = new double[24];
        for (int i = 0; i < 12; i++) {
            double angle = 2 * Math.PI * i / 12;
            rim[2 * i] = x + 0.34 * Math.cos(angle);
            rim[2 * i + 1] = 0.34 + 0.34 * Math.sin(angle);
            hub[2 * i] = x + 0.17 * Math.cos(angle);
            hub[2 * i + 1] = 0.34 + 0.17 * Math.sin(angle);
        }
        s.as(Surface.PLAIN, 0x202224).prism(z - 0.12, z + 0.12, rim);
        s.as(Surface.PLAIN, 0xb0b4b8).prism(z - 0.14, z + 0.14, hub);
    }

    /** A hull of the given length and its deck; pointed at both ends. */
    static void hull(Solids s, int rgb, double length, double width, double depth) {
        s.as(Surface.PLAIN, rgb).patch(16, 5, (u, v) -> {
            double t = 2 * u - 1;
            double across = 2 * v - 1;
            double half = width / 2 * (1 - Math.pow(Math.abs(t), 2.6));
            double sheer = 0.25 * depth * t * t;
            return new Vec(
                    t * length / 2 * (1 + 0.05 * Math.abs(across)),
                    -0.4 * depth + (depth + sheer) * Math.pow(Math.abs(across), 1.5),
                    -half * across);
        });
        s.as(Surface.PLAIN, 0xb89468).patch(12, 1, (u, v) -> {
            double t = 2 * u - 1;
            double half = 0.95 * width / 2 * (1 - Math.pow(Math.abs(t), 2.6));
            return new Vec(t * length / 2, 0.42 * depth, half * (2 * v - 1));
        });
    }

    /** A sloop: main sail and jib, bellied by the wind. */
    static void sail(Solids s, Place place, int rgb, int cloth) {
        s.in(place);
        hull(s, rgb, 7, 2.1, 0.9);
        s.as(Surface.PLAIN, 0x6c4c30)
                .pipe(new Vec(0.6, 0.3, 0), new Vec(0.6, 9.6, 0), 0.09, 0.05)
                .pipe(new Vec(0.6, 1.4, 0), new Vec(-3.2, 1.4, 0.5), 0.06, 0.05);
        s.as(Surface.PLAIN, cloth)
                .patch(
                        6,
                        8,
                        (u, v) -> new Vec(
                                0.5 - 3.6 * u * (1 - v),
                                1.6 + 7.8 * v,
                                (0.5 + 0.9 * Math.sin(Math.PI * u)) * (1 - v) * Math.sqrt(Math.max(0, u))));
        s.as(Surface.PLAIN, cloth)
                .patch(
                        6,
                        8,
                        (u, v) -> new Vec(
                                0.8 + 2.6 * (1 - u) * (1 - v), 1.0 + 7 * v, 0.75 * Math.sin(Math.PI * u) * (1 - v)));
        s.as(Surface.PLAIN, 0x34424c).ball(-1.8, 1, 0.1, 0.22, 0.4, 0.22);
        s.as(Surface.PLAIN, 0xe0b090).ball(-1.8, 1.5, 0.1, 0.13, 0.16, 0.13);
        s.in(Place.WORLD);
    }

    /** A river steamer of 18 m with a funnel and a row of windows. */
    static void steamer(Solids s, Place place, int rgb) {
        s.in(place);
        hull(s, rgb, 18, 4.6, 1.8);
        s.as(Surface.PLAIN, 0xe8e0d0).box(-6, 0.6, -1.6, 4.6, 2.7, 1.6);
        s.as(Surface.LAMP, 0xffe0a0);
        for (double x = -5.4; x < 4; x += 1.4) {
            s.box(x, 1.4, -1.66, x + 0.9, 2.2, 1.66);
        }
        s.as(Surface.PLAIN, 0xb8b0a0).box(-6.4, 2.7, -1.9, 5, 2.9, 1.9);
        s.as(Surface.PLAIN, 0xe8e0d0).box(1.6, 2.9, -1, 4, 4.4, 1);
        s.as(Surface.PLAIN, 0x2c3844).box(2.4, 3.5, -1.04, 4.04, 4.1, 1.04);
        s.as(Surface.PLAIN, 0xb03a2c).lathe(-1.6, 2.9, 0, 0.6, 0, 0.55, 2.2);
        s.as(Surface.PLAIN, 0x28282c).lathe(-1.6, 5.1, 0, 0.58, 0, 0.56, 0.6, 0, 0.6);
        s.as(Surface.PLAIN, 0x6c4c30).pipe(new Vec(6.5, 0.8, 0), new Vec(6.8, 6.4, 0), 0.09, 0.05);
        s.in(Place.WORLD);
    }
}
