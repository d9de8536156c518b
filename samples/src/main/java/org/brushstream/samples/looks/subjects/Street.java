package org.brushstream.samples.looks.subjects;

import static org.brushstream.samples.looks.subjects.Take.at;

import java.util.List;
import org.brushstream.samples.film.Noise;
import org.brushstream.samples.looks.solid.Light;
import org.brushstream.samples.looks.solid.Place;
import org.brushstream.samples.looks.solid.Solids;
import org.brushstream.samples.looks.solid.Surface;
import org.brushstream.samples.looks.solid.Vec;

/** A street that runs to the north: houses on both sides, cars, lamps, trees, people on the pavement. */
final class Street implements Scene {
    @Override
    public List<Take> takes() {
        return List.of(
                Take.along(Light.NOON, at(-4.7, 1.7, 13), at(-4.7, 1.7, 10), at(-6, 2.9, 0), 62, 60),
                Take.of(Light.OVERCAST, at(2.5, 0.8, 16), at(0.6, 0.9, 15), at(-1.5, 2.2, 0), 58, 60),
                Take.of(Light.NIGHT, at(1.5, 4.4, 19), at(0.5, 4, 16.5), at(-0.6, 2.8, 0), 60, 60),
                Take.along(Light.SUNSET, at(4.9, 1.6, 12), at(4.9, 1.6, 9), at(-3, 3, -8), 60, 60),
                Take.of(Light.MORNING, at(-3.6, 2.6, 17), at(-1.6, 2.2, 15.5), at(1.5, 2.4, 0), 56, 60));
    }

    @Override
    public void build(Solids s, int take) {
        s.as(Surface.GRASS, 0x88986c).sheet(new Vec(-500, -0.2, -700), new Vec(0, 0, 1000), new Vec(1000, 0, 0));
        s.as(Surface.ASPHALT, 0x707274).sheet(new Vec(-5, 0, -300), new Vec(0, 0, 400), new Vec(10, 0, 0));
        for (double z = -160; z < 60; z += 7) {
            s.as(Surface.PLAIN, 0xdcd8cc).box(-0.09, 0, z, 0.09, 0.015, z + 3);
        }
        for (double x = -4.5; x < 4.5; x += 1.1) {
            s.as(Surface.PLAIN, 0xdcd8cc).box(x, 0, 3, x + 0.55, 0.02, 6.5); // a crossing
        }
        for (int side = -1; side <= 1; side += 2) {
            double edge = side * 7.75;
            s.as(Surface.SLABS, 0xb8b0a4).box(edge - 2.75, -0.1, -300, edge + 2.75, 0.16, 100);
            for (int i = -14; i <= 3; i++) {
                int seed = 300 + 40 * take + 5 * i + 2 * side;
                double height = 10 + 12 * Noise.pick(seed, 2);
                double z = 11.0 * i;
                facade(s, side, z, height, seed);
                if (i % 2 == 0) {
                    Buildings.lamp(s, side * 5.5, 0.16, z + 3);
                } else {
                    Trees.round(s, side * 6, 0.16, z, 6.5 + 2 * Noise.pick(seed, 3), seed);
                }
            }
        }
    }

    /** A house at the pavement with a shop, an awning and a roof towards the street. */
    private static void facade(Solids s, int side, double z, double height, int seed) {
        double face = side * 10.5;
        int wall = Buildings.wall(seed);
        double back = side * 22;
        s.as(Surface.WINDOWS, wall).box(Math.min(face, back), 0, z - 5.5, Math.max(face, back), height, z + 5.5);
        s.as(Surface.PLAIN, 0xd8d0c0).box(face - 0.4, height - 0.5, z - 5.5, face + 0.4, height + 0.3, z + 5.5);
        s.as(Surface.PLAIN, 0x4c5460)
                .patch(1, 1, (u, v) -> new Vec(face + side * 5 * v, height + 0.3 + 3.6 * v, z + (2 * u - 1) * 5.5));
        s.as(Surface.LAMP, 0xe8d8a8).box(face - 0.08, 0.8, z - 3.6, face + 0.08, 2.7, z + 1.4);
        s.as(Surface.PLAIN, 0x54382c).box(face - 0.12, 0.1, z + 2.4, face + 0.12, 2.5, z + 3.8);
        int cloth = Vehicles.PAINTS[(int) (Noise.pick(seed, 9) * 5)];
        for (int stripe = 0; stripe < 6; stripe++) {
            double start = z - 4 + stripe;
            s.as(Surface.PLAIN, stripe % 2 == 0 ? cloth : 0xe8e0d0)
                    .patch(1, 1, (u, v) -> new Vec(face - side * (0.1 + 1.5 * v), 3.1 - 0.7 * v, start + u));
        }
    }

    @Override
    public void move(Solids s, int take, double seconds) {
        for (int i = 0; i < 7; i++) {
            int direction = i % 2 == 0 ? 1 : -1;
            double z = (140 * Noise.pick(i, 30 + take) + direction * 6.5 * seconds + 280) % 140 - 120;
            int paint = Vehicles.PAINTS[(i + take) % Vehicles.PAINTS.length];
            Vehicles.car(s, Place.at(-2.4 * direction, 0, z, direction > 0 ? -Math.PI / 2 : Math.PI / 2), paint);
        }
        for (int i = 0; i < 14; i++) {
            int direction = i % 2 == 0 ? 1 : -1;
            double z = 13 - 4.2 * i + direction * 1.3 * seconds + 3 * Noise.pick(i, take);
            double x = (i % 4 < 2 ? -1 : 1) * (6.6 + 2.4 * Noise.pick(i, 4));
            Figures.Dress dress = Figures.DRESSES[(i + take) % Figures.DRESSES.length];
            Figures.walk(s, Place.at(x, 0.16, z, direction > 0 ? 0 : Math.PI), dress, 5.2 * seconds + i);
        }
        Figures.walk(s, Place.at(-3 + 1.3 * seconds, 0, 4.8, Math.PI / 2), Figures.DRESSES[take], 5.2 * seconds);
        Figures.walk(
                s,
                Place.at(2.6 - 1.2 * seconds, 0, 5.4, -Math.PI / 2),
                Figures.DRESSES[(take + 2) % 6],
                5.2 * seconds + 2);
    }
}
