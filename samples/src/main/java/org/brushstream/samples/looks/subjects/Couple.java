package org.brushstream.samples.looks.subjects;

import static org.brushstream.samples.looks.subjects.Take.at;

import java.util.List;
import org.brushstream.samples.film.Noise;
import org.brushstream.samples.looks.solid.Light;
import org.brushstream.samples.looks.solid.Place;
import org.brushstream.samples.looks.solid.Solids;
import org.brushstream.samples.looks.solid.Surface;
import org.brushstream.samples.looks.solid.Vec;

/** Two people on a quay: they lean on the railing, walk, or sit on a bench; water and a town behind. */
final class Couple implements Scene {
    @Override
    public List<Take> takes() {
        return List.of(
                Take.of(Light.SUNSET, at(-1.6, 1.7, 5.6), at(-0.8, 1.7, 5), at(0.3, 1.35, 0), 50, 40),
                Take.along(Light.OVERCAST, at(-4.4, 1.5, 4.6), at(-1, 1.5, 4.6), at(-1.2, 1.15, 0.4), 48, 40),
                Take.of(Light.NOON, at(2.8, 1.3, 3.4), at(2.2, 1.2, 3.7), at(0, 0.95, 0.4), 52, 40),
                Take.of(Light.MORNING, at(1.6, 1.6, 3.4), at(0.9, 1.6, 3.2), at(0.2, 1.4, 0), 50, 40),
                Take.along(Light.NIGHT, at(-6.6, 1.5, 2.6), at(-6.1, 1.5, 2.8), at(-2.6, 1.2, 0.6), 50, 40));
    }

    @Override
    public void build(Solids s, int take) {
        s.as(Surface.WATER, 0x40606c).sheet(new Vec(-900, -3, -900), new Vec(0, 0, 899), new Vec(1800, 0, 0));
        s.as(Surface.SLABS, 0xb4a898).box(-60, -4, -0.9, 60, 0, 12);
        s.as(Surface.STONE, 0xa09484).box(-60, 0, 12, 60, 4, 13);
        Buildings.railing(s, -40, 40, 0, -0.6);
        for (int i = -4; i <= 4; i++) {
            Buildings.lamp(s, 6.5 * i + 3.6, 0, -0.2);
            Trees.round(s, 8.0 * i + 2, 0, 9, 7, 60 + i + take);
        }
        for (int i = -16; i <= 16; i++) {
            int seed = 700 + 40 * take + i;
            Buildings.tower(s, 19.0 * i, -210, 16, 20 + 52 * Noise.pick(seed, 1), seed);
            Buildings.house(s, 17.0 * i, -176, 15, 12, 8 + 5 * Noise.pick(seed, 2), seed);
            Trees.poplar(s, 13.0 * i + 4, -1, -164, 9, seed);
        }
        s.as(Surface.STONE, 0xa49c8c).box(-400, -4, -230, 400, -1, -160);
        if (take == 2) {
            bench(s);
        }
    }

    private static void bench(Solids s) {
        for (int board = 0; board < 4; board++) {
            s.as(Surface.PLAIN, 0x8c6038).box(-1, 0.42, 0.1 + 0.13 * board, 1, 0.46, 0.2 + 0.13 * board);
            s.as(Surface.PLAIN, 0x8c6038).box(-1, 0.55 + 0.13 * board, 0.02, 1, 0.65 + 0.13 * board, 0.06);
        }
        s.as(Surface.PLAIN, 0x30363c).box(-0.9, 0, 0.05, -0.82, 0.44, 0.6).box(0.82, 0, 0.05, 0.9, 0.44, 0.6);
    }

    @Override
    public void move(Solids s, int take, double seconds) {
        Figures.Dress one = Figures.DRESSES[take];
        Figures.Dress other = Figures.DRESSES[(take + 1 + take % 2) % 6];
        switch (take) {
            case 0, 3 -> {
                double yaw = Math.PI + 0.12 * Math.sin(seconds);
                Figures.lean(s, Place.at(-0.1, 0, -0.1, yaw), one, 2 * seconds);
                Figures.lean(s, Place.at(0.55, 0, -0.1, Math.PI - 0.25), other, 2 * seconds + 1);
            }
            case 2 -> {
                Figures.sit(s, Place.at(-0.3, 0, 0.2, 0.3 + 0.1 * Math.sin(seconds)), one, 2 * seconds);
                Figures.sit(s, Place.at(0.4, 0, 0.2, -0.3), other, 2 * seconds + 1);
            }
            default -> {
                double x = -1.6 + 1.1 * seconds * (take == 1 ? 1 : -0.5);
                double yaw = (take == 1 ? 1 : -1) * Math.PI / 2;
                Figures.walk(s, Place.at(x, 0, 0.5, yaw), one, 4.6 * seconds);
                Figures.walk(s, Place.at(x + 0.15, 0, 1.1, yaw), other, 4.6 * seconds + 0.6);
            }
        }
        Vehicles.sail(
                s, Place.at(16 - 2 * seconds, -2.9, -45, Math.PI).rolled(0.06 * Math.sin(seconds)), 0xe8e0d0, 0xf4ecdc);
        Vehicles.steamer(s, Place.at(-32 + 3 * seconds, -2.8, -80, 0), Vehicles.PAINTS[take]);
    }
}
