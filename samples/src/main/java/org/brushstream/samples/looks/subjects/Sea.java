package org.brushstream.samples.looks.subjects;

import static org.brushstream.samples.looks.subjects.Take.at;

import java.util.List;
import org.brushstream.samples.film.Noise;
import org.brushstream.samples.looks.solid.Light;
import org.brushstream.samples.looks.solid.Place;
import org.brushstream.samples.looks.solid.Solids;
import org.brushstream.samples.looks.solid.Surface;
import org.brushstream.samples.looks.solid.Vec;

/** The sea under a headland with a lighthouse; sails, a fishing boat, rocks. */
final class Sea implements Scene {
    @Override
    public List<Take> takes() {
        return List.of(
                Take.of(Light.OVERCAST, at(-8, 4, 44), at(-12, 3.4, 42), at(9, 8, -4), 58, 70),
                Take.of(Light.NOON, at(14, 3.2, 34), at(8, 3, 36), at(-9, 8, 0), 60, 70),
                Take.of(Light.SUNSET, at(-22, 4, 30), at(-18, 4, 34), at(9, 8.5, -8), 60, 70),
                Take.of(Light.MORNING, at(24, 10, 42), at(16, 10, 44), at(-9, 8, -8), 56, 80),
                Take.of(Light.NIGHT, at(-6, 3, 42), at(0, 3.4, 40), at(12, 9.5, -6), 58, 70));
    }

    @Override
    public void build(Solids s, int take) {
        double side = take % 2 == 0 ? -1 : 1;
        s.as(Surface.ROCK, 0xa08c74).patch(26, 16, (u, v) -> rock(side * -22, -16, 26, 9, u, v, 3 * take));
        s.as(Surface.GRASS, 0x84984c).patch(26, 6, (u, v) -> {
            Vec p = rock(side * -22, -16, 26.3, 9.2, u, 0.72 + 0.28 * v, 3 * take);
            return new Vec(p.x(), p.y() + 0.25, p.z());
        });
        for (int i = 0; i < 7; i++) {
            double x = side * (4 - 9.0 * i) + 5 * Noise.pick(i, take);
            double size = 1.6 + 2.4 * Noise.pick(i, 8 + take);
            double z = 5 + 8 * Noise.pick(i, 3);
            int seed = i;
            s.as(Surface.ROCK, 0x8c7c6c).patch(14, 8, (u, v) -> rock(x, z, size, 0.8 * size, u, v, seed));
        }
        lighthouse(s, side * -18, -13);
        Buildings.house(s, side * -28, -16, 9, 7, 13.5, 5 + take);
    }

    /** Half an egg with steep, broken sides and a flat top. */
    private static Vec rock(double x, double z, double radius, double height, double u, double v, int seed) {
        double angle = -2 * Math.PI * u;
        double broken = 0.75 + 0.4 * Noise.cloud(2.2 * Math.cos(angle) + seed + 20, 2.2 * Math.sin(angle) + 2.4 * v, 3);
        double r = radius * broken * Math.pow(Math.max(0, 1 - v), 0.3);
        return new Vec(
                x + r * Math.cos(angle), -1 + height * 1.15 * Math.min(1, 1.4 * v), z + 0.7 * r * Math.sin(angle));
    }

    private static void lighthouse(Solids s, double x, double z) {
        for (int band = 0; band < 5; band++) {
            double low = 2.3 - 0.17 * band;
            s.as(Surface.PLAIN, band % 2 == 0 ? 0xe8e4dc : 0xb83c30)
                    .lathe(x, 9 + 2.8 * band, z, low, 0, low - 0.17, 2.8);
        }
        s.as(Surface.PLAIN, 0x34383c).lathe(x, 23, z, 0, 0, 2.1, 0, 2.1, 0.35, 0, 0.35);
        s.as(Surface.LAMP, 0xfff0b0).lathe(x, 23.3, z, 1, 0, 1, 1.8);
        s.as(Surface.PLAIN, 0x34383c).lathe(x, 25.1, z, 1.5, 0, 0.1, 1.5);
        s.as(Surface.PLAIN, 0x34383c).box(x - 0.5, 10, z + 1.9, x + 0.5, 12, z + 2.4);
    }

    @Override
    public void move(Solids s, int take, double seconds) {
        s.as(Surface.WATER, 0x2c5c68).patch(90, 90, (u, v) -> {
            double x = 50 * (2 * v - 1) + 450 * Math.pow(2 * v - 1, 3);
            double z = 40 * (2 * u - 1) + 380 * Math.pow(2 * u - 1, 3);
            return new Vec(x, swell(x, z, seconds), z);
        });
        double side = take % 2 == 0 ? 1 : -1;
        boat(s, side * (6 + 1.6 * seconds), 14, take, seconds, true);
        boat(s, side * (22 - 1.2 * seconds), -18, take + 1, seconds, true);
        boat(s, side * (-6 + 0.8 * seconds), -44, take + 2, seconds, true);
        boat(s, side * (30 + seconds), -70, take, seconds, false);
        gulls(s, take, seconds);
    }

    private static double swell(double x, double z, double t) {
        double far = Math.exp(-Math.hypot(x, z) / 160);
        return far
                * (0.34 * Math.sin(0.35 * x + 0.22 * z + 1.3 * t)
                        + 0.22 * Math.sin(0.22 * x - 0.5 * z + 1.6 * t)
                        + 0.7 * (Noise.at(0.22 * x + 0.4 * t, 0.3 * z + 0.5 * t) - 0.5));
    }

    private static void boat(Solids s, double x, double z, int take, double t, boolean sails) {
        double y = 0.15 + swell(x, z, t);
        double roll = 0.5 * (swell(x - 1, z, t) - swell(x + 1, z, t));
        Place place = new Place(new Vec(x, y, z), 0.5 * take, -roll, 1);
        if (sails) {
            Vehicles.sail(s, place, Vehicles.PAINTS[take % 6], take % 2 == 0 ? 0xf4ecdc : 0xd0583c);
        } else {
            Vehicles.steamer(s, place, 0x2c3c50);
        }
    }

    private static void gulls(Solids s, int take, double t) {
        for (int i = 0; i < 5; i++) {
            double x = 20 * Math.cos(0.3 * t + 1.3 * i + take) + 4 * i - 8;
            double z = 12 * Math.sin(0.3 * t + 1.3 * i);
            double y = 9 + 2.2 * i;
            double beat = 0.5 * Math.sin(6 * t + 2 * i);
            for (double wing = -1.3; wing < 2; wing += 2.6) {
                double span = wing;
                s.as(Surface.PLAIN, 0xf0f0ec)
                        .patch(
                                1,
                                2,
                                (u, v) -> new Vec(
                                        x + 0.5 * u - 0.3 * v, y + (v < 0.75 ? beat * v : 0.5 * beat), z + span * v));
            }
        }
    }
}
