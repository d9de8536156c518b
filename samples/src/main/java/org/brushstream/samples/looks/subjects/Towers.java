package org.brushstream.samples.looks.subjects;

import static org.brushstream.samples.looks.subjects.Take.at;

import java.util.List;
import org.brushstream.samples.film.Noise;
import org.brushstream.samples.looks.solid.Light;
import org.brushstream.samples.looks.solid.Place;
import org.brushstream.samples.looks.solid.Solids;
import org.brushstream.samples.looks.solid.Surface;
import org.brushstream.samples.looks.solid.Vec;

/** Blocks of towers with streets between, higher towards the middle; cars crawl far below. */
final class Towers implements Scene {
    private static final double BLOCK = 34; // metres from street to street

    @Override
    public List<Take> takes() {
        return List.of(
                Take.of(Light.NOON, at(-95, 70, 120), at(-60, 62, 128), at(10, 34, 0), 52, 190),
                Take.of(Light.SUNSET, at(85, 44, 235), at(45, 46, 235), at(0, 36, 0), 48, 190),
                Take.of(Light.MORNING, at(17, 3, 66), at(17, 4.5, 46), at(14, 18, 0), 68, 120),
                Take.of(Light.OVERCAST, at(-150, 96, -110), at(-125, 88, -135), at(0, 26, 0), 50, 190),
                Take.of(Light.NIGHT, at(190, 58, 118), at(196, 60, 96), at(0, 26, 0), 48, 190));
    }

    @Override
    public void build(Solids s, int take) {
        s.as(Surface.ASPHALT, 0x6c6e70).sheet(new Vec(-900, 0, -900), new Vec(0, 0, 1800), new Vec(1800, 0, 0));
        for (int i = -5; i <= 5; i++) {
            for (int k = -5; k <= 5; k++) {
                block(s, i, k, 100 * take + 11 * i + k);
            }
        }
    }

    private static void block(Solids s, int i, int k, int seed) {
        double x = BLOCK * i;
        double z = BLOCK * k;
        s.as(Surface.PLAIN, 0xa8a49c).box(x - 12, 0, z - 12, x + 12, 0.2, z + 12);
        double middle = Math.exp(-(i * i + k * k) / 9.0);
        if (Noise.pick(seed, 1) < 0.12) { // a square with trees
            s.as(Surface.GRASS, 0x6c9448).box(x - 11, 0.2, z - 11, x + 11, 0.5, z + 11);
            for (int tree = 0; tree < 5; tree++) {
                Trees.poplar(s, x - 8 + 16 * Noise.pick(seed, 10 + tree), 0.4, z - 8 + 4 * tree, 9, seed + tree);
            }
            return;
        }
        double height = 14 + 66 * middle * (0.5 + Noise.pick(seed, 2)) + 14 * Noise.pick(seed, 3);
        if (Noise.pick(seed, 4) < 0.45) {
            Buildings.tower(s, x, z, 22, height, seed);
        } else {
            Buildings.tower(s, x - 5.6, z, 10.4, height, seed);
            Buildings.tower(s, x + 5.6, z - 5.6, 10.4, 0.7 * height, seed + 1);
            Buildings.tower(s, x + 5.6, z + 5.6, 10.4, 0.5 * height + 6, seed + 2);
        }
    }

    @Override
    public void move(Solids s, int take, double seconds) {
        for (int i = 0; i < 46; i++) {
            int direction = i % 2 == 0 ? 1 : -1;
            double lane = BLOCK * (i / 4 - 5) + BLOCK / 2 + 2.2 * direction;
            double at = (360 * Noise.pick(i, 60 + take) + direction * 11 * seconds + 720) % 360 - 180;
            int paint = Vehicles.PAINTS[(int) (Noise.pick(i, 3) * Vehicles.PAINTS.length)];
            boolean east = i % 4 < 2;
            Vehicles.car(
                    s,
                    east
                            ? Place.at(at, 0.02, lane, direction > 0 ? 0 : Math.PI)
                            : Place.at(-lane, 0.02, at, direction > 0 ? -Math.PI / 2 : Math.PI / 2),
                    paint);
        }
    }
}
