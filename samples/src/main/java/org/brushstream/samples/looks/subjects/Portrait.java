package org.brushstream.samples.looks.subjects;

import static org.brushstream.samples.looks.subjects.Take.at;

import java.util.List;
import org.brushstream.samples.film.Noise;
import org.brushstream.samples.looks.solid.Light;
import org.brushstream.samples.looks.solid.Place;
import org.brushstream.samples.looks.solid.Solids;
import org.brushstream.samples.looks.solid.Surface;
import org.brushstream.samples.looks.solid.Vec;

/** A face before a town, a wood or the sea; it turns, breathes and blinks. */
final class Portrait implements Scene {
    @Override
    public List<Take> takes() {
        return List.of(
                Take.of(
                        Light.NOON.from(-0.7, 0.45, 0.75),
                        at(-0.24, 1.66, 0.95),
                        at(-0.12, 1.64, 0.86),
                        at(0, 1.585, 0),
                        46,
                        6),
                Take.of(
                        Light.MORNING.from(0.9, 0.35, 0.4),
                        at(0.46, 1.66, 0.8),
                        at(0.36, 1.65, 0.8),
                        at(-0.05, 1.58, 0),
                        48,
                        6),
                Take.of(
                        Light.SUNSET.from(-0.5, 0.3, 0.9),
                        at(-0.62, 1.62, 0.72),
                        at(-0.5, 1.62, 0.78),
                        at(0.06, 1.58, 0),
                        48,
                        6),
                Take.of(
                        Light.OVERCAST.from(0.5, 0.5, 0.8),
                        at(0.1, 1.7, 1.1),
                        at(0.02, 1.68, 0.9),
                        at(0, 1.57, 0),
                        46,
                        6),
                Take.of(
                        Light.NIGHT.from(0.9, 0.4, 0.5),
                        at(0.7, 1.64, 0.7),
                        at(0.62, 1.62, 0.62),
                        at(-0.06, 1.58, 0),
                        48,
                        6));
    }

    @Override
    public void build(Solids s, int take) {
        s.as(Surface.GRASS, 0x7c9c54).sheet(new Vec(-300, 0, -300), new Vec(0, 0, 600), new Vec(600, 0, 0));
        for (int i = -8; i <= 8; i++) {
            int seed = 900 + 20 * take + i;
            double z = -9 - 5 * Noise.pick(seed, 1);
            switch (take % 3) {
                case 0 -> Buildings.house(s, 13.0 * i, z - 22, 12, 10, 8 + 6 * Noise.pick(seed, 2), seed);
                case 1 -> Trees.fir(s, 3.4 * i, 0, z - 8, 8 + 4 * Noise.pick(seed, 3), seed);
                default -> Buildings.tower(s, 17.0 * i, z - 55, 14, 16 + 24 * Noise.pick(seed, 2), seed);
            }
            if (i % 2 == 0) {
                Trees.round(s, 5.2 * i + 4, 0, z - 6, 7, seed);
            }
        }
    }

    @Override
    public void move(Solids s, int take, double seconds) {
        double yaw = 0.16 * Math.sin(0.9 * seconds + take);
        boolean blink = (seconds + 0.7 * take) % 1.9 < 0.14;
        Head.paint(
                s,
                Place.at(0, 1.6 + 0.004 * Math.sin(2 * seconds), 0, yaw),
                Figures.DRESSES[(take * 2 + take / 3) % 6],
                blink,
                take);
    }
}
