package org.brushstream.samples.looks.subjects;

import static org.brushstream.samples.looks.subjects.Take.at;

import java.util.List;
import org.brushstream.samples.film.Noise;
import org.brushstream.samples.looks.solid.Light;
import org.brushstream.samples.looks.solid.Place;
import org.brushstream.samples.looks.solid.Solids;
import org.brushstream.samples.looks.solid.Surface;
import org.brushstream.samples.looks.solid.Vec;

/** Lawns between trees: an avenue, a pond, a lone tree, a wood of firs, hills with a farm. */
final class Park implements Scene {
    @Override
    public List<Take> takes() {
        return List.of(
                Take.along(Light.MORNING, at(1, 1.7, 18), at(1, 1.7, 13), at(0, 3, 0), 60, 50),
                Take.of(Light.NOON, at(-17, 3, 17), at(-14, 2.6, 19), at(0, 2.5, -4), 56, 60),
                Take.of(Light.OVERCAST, at(4, 1.4, 18), at(-2, 1.4, 18), at(0, 4.5, 0), 56, 60),
                Take.of(Light.SUNSET, at(-14, 4.5, 22), at(-8, 4.5, 24), at(1, 7, -4), 56, 70),
                Take.of(Light.NOON, at(9, 5, 26), at(3, 5.5, 27), at(-5, 4, -4), 54, 80));
    }

    /** Height of the ground. */
    private static double ground(double x, double z, int take) {
        double hills = 16 * Noise.cloud(0.012 * x + take, 0.012 * z + 5, 3) * Noise.step(25, 120, Math.hypot(x, z));
        return hills + (take == 3 || take == 4 ? 3.2 * Math.exp(-(x * x + z * z) / 200) : 0);
    }

    @Override
    public void build(Solids s, int take) {
        s.as(Surface.GRASS, take == 3 ? 0xa8a050 : 0x7ca04c).patch(70, 70, (u, v) -> {
            double x = bend(2 * v - 1);
            double z = bend(2 * u - 1);
            double pond = take == 1 ? 1.3 * Math.exp(-(x * x / 150 + z * z / 60)) : 0;
            return new Vec(x, ground(x, z, take) - pond - 0.02, z);
        });
        for (int i = 0; i < 90; i++) { // the wood around
            double angle = 2.39996 * i;
            double far = 34 + 8.2 * Math.sqrt(i) * (1 + 0.2 * Noise.pick(i, take));
            double x = far * Math.cos(angle);
            double z = far * Math.sin(angle) - 30;
            if (z > 4) {
                continue;
            }
            double height = 9 + 6 * Noise.pick(i, 40 + take);
            if ((i + take) % 3 == 0) {
                Trees.fir(s, x, ground(x, z, take), z, height, i);
            } else if (i % 2 == 0) {
                Trees.round(s, x, ground(x, z, take), z, height, i + 9 * take);
            } else {
                Trees.poplar(s, x, ground(x, z, take), z, 1.2 * height, i);
            }
        }
        switch (take) {
            case 0 -> avenue(s);
            case 1 -> pond(s);
            case 2 -> firs(s);
            default -> hill(s, take);
        }
    }

    /** Fine in the middle, wide outside; -1 to 1 becomes metres. */
    private static double bend(double t) {
        return 60 * t + 340 * t * t * t;
    }

    private static void avenue(Solids s) {
        s.as(Surface.ASPHALT, 0xc8b894).box(-2, -0.1, -70, 2, 0.05, 40);
        for (int i = -9; i <= 3; i++) {
            Trees.round(s, -4.4, 0, 6.0 * i, 9 + Noise.pick(i, 1), 31 * i);
            Trees.round(s, 4.4, 0, 6.0 * i + 1, 9 + Noise.pick(i, 2), 31 * i + 7);
            Trees.bush(s, 7.5, 0, 6.0 * i + 3, 1.4, i);
        }
    }

    private static void pond(Solids s) {
        s.as(Surface.WATER, 0x3c5c50).sheet(new Vec(-30, -0.35, -14), new Vec(0, 0, 28), new Vec(60, 0, 0));
        for (int i = 0; i < 16; i++) {
            double angle = i * 0.42;
            Trees.bush(s, 15.5 * Math.cos(angle), -0.1, 9.6 * Math.sin(angle) - 1, 0.7 + Noise.pick(i, 3), i);
        }
        Trees.round(s, 6, 0, -13, 11, 4);
        Trees.round(s, -8, 0, -14, 9, 5);
        Trees.poplar(s, 0, 0, -18, 14, 6);
    }

    private static void firs(Solids s) {
        for (int i = 0; i < 26; i++) {
            double x = -26 + 52 * Noise.pick(i, 71);
            double z = -24 + 30 * Noise.pick(i, 72);
            Trees.fir(s, x, 0, z, 6 + 7 * Noise.pick(i, 73), i);
        }
        Trees.round(s, -7, 0, 6, 6, 3);
    }

    private static void hill(Solids s, int take) {
        Trees.round(s, 0, 3, 0, take == 3 ? 14 : 10, 10 * take + 1);
        if (take == 4) {
            Buildings.house(s, -13, -8, 11, 8, 5, 3);
            Buildings.house(s, -3, -17, 9, 8, 4.5, 12);
            for (int i = 0; i < 12; i++) {
                s.as(Surface.PLAIN, 0x8c7454).box(-22 + 3.2 * i, 0, 7.9, -21.8 + 3.2 * i, 1.2, 8.1);
                s.as(Surface.PLAIN, 0x8c7454).box(-22 + 3.2 * i, 0.9, 7.98, -18.8 + 3.2 * i, 1.0, 8.06);
            }
        }
    }

    @Override
    public void move(Solids s, int take, double seconds) {
        switch (take) {
            case 0 -> hiker(s, take, -0.8, 4 - 1.2 * seconds, Math.PI, seconds);
            case 1 ->
                Vehicles.sail(
                        s,
                        Place.at(-4 + 1.2 * seconds, -0.3, 1, 0.2).scaled(0.45).rolled(0.04 * Math.sin(seconds)),
                        0x9c3c30,
                        0xf0e8d8);
            case 2 -> hiker(s, take, -3 + 1.2 * seconds, 11, Math.PI / 2, seconds);
            case 3 -> hiker(s, take, -5 + 1.1 * seconds, 6, Math.PI / 2, seconds);
            default -> hiker(s, take, 3 - 1.1 * seconds, 11, -Math.PI / 2, seconds);
        }
    }

    private static void hiker(Solids s, int take, double x, double z, double yaw, double seconds) {
        Figures.walk(s, Place.at(x, ground(x, z, take), z, yaw), Figures.DRESSES[(take + 3) % 6], 4.8 * seconds);
    }
}
