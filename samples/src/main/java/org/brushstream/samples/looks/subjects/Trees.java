package org.brushstream.samples.looks.subjects;

import org.brushstream.samples.film.Noise;
import org.brushstream.samples.looks.solid.Solids;
import org.brushstream.samples.looks.solid.Surface;
import org.brushstream.samples.looks.solid.Vec;

/** Round trees, firs, poplars and bushes. */
final class Trees {
    private static final int[] GREENS = {0x5c8a3c, 0x4a7c40, 0x7c9a44, 0x3c6c40, 0xa8943c, 0xb87838};
    private static final int BARK = 0x5c4634;

    private Trees() {}

    /** A trunk that forks, and a crown of clumps of leaves. */
    static void round(Solids s, double x, double y, double z, double height, int seed) {
        int green = GREENS[(int) (Noise.pick(seed, 1) * GREENS.length)];
        double fork = 0.34 * height;
        double lean = 0.1 * height * (Noise.pick(seed, 2) - 0.5);
        Vec top = new Vec(x + lean, y + fork, z);
        s.as(Surface.PLAIN, BARK).pipe(new Vec(x, y - 0.3, z), top, 0.045 * height, 0.03 * height);
        int clumps = 11;
        for (int i = 0; i < clumps; i++) {
            double angle = 2.4 * i + 6 * Noise.pick(seed, 3);
            double level = (double) i / clumps;
            double reach = height * (0.27 - 0.2 * level) * (0.75 + 0.5 * Noise.pick(seed, 20 + i));
            Vec middle = new Vec(
                    x + lean + reach * Math.cos(angle), y + height * (0.5 + 0.38 * level), z + reach * Math.sin(angle));
            if (i < 4) {
                s.as(Surface.PLAIN, BARK).pipe(top, middle, 0.02 * height, 0.008 * height);
            }
            if (i == 4) {
                s.as(Surface.LEAVES, green);
            }
            if (i >= 4) {
                clump(s, middle, height * (0.2 - 0.07 * level), seed + 31 * i);
            }
        }
        for (int i = 0; i < 4; i++) {
            double angle = 2.4 * i + 6 * Noise.pick(seed, 3);
            clump(
                    s,
                    new Vec(
                            x + lean + 0.24 * height * Math.cos(angle),
                            y + 0.52 * height,
                            z + 0.24 * height * Math.sin(angle)),
                    0.19 * height,
                    seed + i);
        }
    }

    /** A ball with dents. */
    private static void clump(Solids s, Vec middle, double radius, int seed) {
        s.patch(15, 9, (u, v) -> {
            double around = -2 * Math.PI * u;
            double up = Math.PI * (v - 0.5);
            double x = Math.cos(around) * Math.cos(up);
            double z = Math.sin(around) * Math.cos(up);
            double dent =
                    0.72 + 0.55 * Noise.at(2.6 * (x + Math.sin(up)) + seed, 2.6 * (z - Math.sin(up)) + 0.7 * seed);
            return new Vec(
                    middle.x() + radius * dent * x,
                    middle.y() + 0.8 * radius * dent * Math.sin(up),
                    middle.z() + radius * dent * z);
        });
    }

    /** Skirts of needles above one another. */
    static void fir(Solids s, double x, double y, double z, double height, int seed) {
        s.as(Surface.PLAIN, BARK)
                .pipe(new Vec(x, y - 0.3, z), new Vec(x, y + 0.3 * height, z), 0.03 * height, 0.02 * height);
        s.as(Surface.LEAVES, Noise.pick(seed, 1) < 0.5 ? 0x2f5c40 : 0x3c6848);
        int skirts = 6;
        for (int i = 0; i < skirts; i++) {
            double low = height * (0.14 + 0.13 * i);
            double wide = height * 0.24 * (1 - 0.8 * i / skirts) * (0.9 + 0.2 * Noise.pick(seed, i));
            s.lathe(x, y, z, wide, low, 0.35 * wide, low + 0.14 * height, 0.01, low + 0.26 * height);
        }
    }

    static void poplar(Solids s, double x, double y, double z, double height, int seed) {
        s.as(Surface.PLAIN, BARK)
                .pipe(new Vec(x, y - 0.3, z), new Vec(x, y + 0.2 * height, z), 0.02 * height, 0.015 * height);
        s.as(Surface.LEAVES, GREENS[(int) (Noise.pick(seed, 1) * 4)]);
        for (int i = 0; i < 5; i++) {
            double level = 0.26 + 0.15 * i;
            clump(s, new Vec(x, y + level * height, z), height * (0.15 - 0.018 * i), seed + i);
        }
    }

    static void bush(Solids s, double x, double y, double z, double size, int seed) {
        s.as(Surface.LEAVES, GREENS[(int) (Noise.pick(seed, 1) * GREENS.length)]);
        clump(s, new Vec(x, y + 0.4 * size, z), 0.7 * size, seed);
        clump(s, new Vec(x + 0.6 * size, y + 0.25 * size, z + 0.2 * size), 0.5 * size, seed + 1);
    }
}
