package org.brushstream.samples.looks.subjects;

import static org.brushstream.samples.looks.subjects.Take.at;

import java.util.List;
import org.brushstream.samples.film.Noise;
import org.brushstream.samples.looks.solid.Light;
import org.brushstream.samples.looks.solid.Place;
import org.brushstream.samples.looks.solid.Solids;
import org.brushstream.samples.looks.solid.Surface;
import org.brushstream.samples.looks.solid.Vec;

/** A suspension bridge across a river that runs from north to south, a town on both banks, boats beneath. */
final class Bridge implements Scene {
    private static final double DECK = 13; // metres above the water
    private static final double HALF = 70; // between the towers and the middle
    private static final double TOP = 46;
    private static final int STEEL = 0xa84838;

    @Override
    public List<Take> takes() {
        return List.of(
                Take.of(Light.SUNSET, at(-58, 5, 92), at(-40, 6, 98), at(6, 17, 0), 62, 160),
                Take.of(Light.MORNING, at(-104, 17.2, 1.5), at(-84, 17.2, 1.5), at(0, 19, 0), 62, 110),
                Take.of(Light.NOON, at(20, 2.6, 66), at(8, 2.6, 40), at(2, 13, -40), 66, 130),
                Take.of(Light.NIGHT, at(-60, 18, 96), at(-30, 20, 104), at(4, 17, 0), 60, 160),
                Take.of(Light.OVERCAST, at(78, 4, 74), at(66, 3, 78), at(-10, 17, -8), 60, 160));
    }

    @Override
    public void build(Solids s, int take) {
        s.as(Surface.WATER, 0x3c5c64).sheet(new Vec(-1500, 0, -1500), new Vec(0, 0, 3000), new Vec(3000, 0, 0));
        for (int side = -1; side <= 1; side += 2) {
            s.as(Surface.STONE, 0xa49c8c).box(side * 100 - 20, -1, -400, side * 100 + 20, 3, 400);
            s.as(Surface.GRASS, 0x789454).box(side * 330 - 210, -1, -400, side * 330 + 210, 3.1, 400);
            for (int i = -9; i <= 9; i++) {
                int seed = 50 * take + 7 * i + side;
                double x = side * (122 + 10 * Noise.pick(seed, 2));
                if (i != 0) {
                    Trees.round(s, side * 92, 3, 21 * i + 6, 9 + 3 * Noise.pick(seed, 3), seed);
                    Buildings.house(s, x, 21.0 * i, 18, 14, 13 + 9 * Noise.pick(seed, 4), seed);
                }
                Buildings.tower(s, side * 165, 24.0 * i, 17, 24 + 40 * Noise.pick(seed, 5), seed);
            }
        }
        for (int i = -8; i <= 8; i++) { // the town upstream, where the river turns
            Buildings.tower(s, 22.0 * i, -330, 17, 20 + 44 * Noise.pick(i, 70 + take), 400 + i + take);
        }
        s.as(Surface.STONE, 0xa49c8c).box(-220, -1, -310, 220, 3, -300);
        deck(s);
        for (int side = -1; side <= 1; side += 2) {
            tower(s, side * HALF);
            cable(s, side * 5.2);
        }
    }

    private static void deck(Solids s) {
        s.as(Surface.ASPHALT, 0x64666a).box(-140, DECK, -5, 140, DECK + 0.4, 5);
        s.as(Surface.PLAIN, STEEL).box(-140, DECK - 2.2, -5.3, 140, DECK - 1.7, 5.3);
        for (int side = -1; side <= 1; side += 2) {
            double z = side * 5.2;
            s.as(Surface.PLAIN, STEEL).box(-140, DECK + 0.2, z - 0.15, 140, DECK + 0.7, z + 0.15);
            for (double x = -140; x < 140; x += 5) { // a truss
                s.pipe(new Vec(x, DECK - 2, z), new Vec(x + 2.5, DECK + 0.4, z), 0.14, 0.14);
                s.pipe(new Vec(x + 2.5, DECK + 0.4, z), new Vec(x + 5, DECK - 2, z), 0.14, 0.14);
                s.box(x - 0.06, DECK + 0.6, z - 0.05, x + 0.06, DECK + 1.6, z + 0.05);
            }
            s.box(-140, DECK + 1.5, z - 0.06, 140, DECK + 1.64, z + 0.06);
        }
    }

    private static void tower(Solids s, double x) {
        s.as(Surface.STONE, 0xb4a890).box(x - 5, -2, -9, x + 5, 5, 9);
        for (int side = -1; side <= 1; side += 2) {
            double z = side * 5.6;
            s.as(Surface.PLAIN, STEEL).box(x - 1.5, 5, z - 1.1, x + 1.5, TOP, z + 1.1);
            s.as(Surface.PLAIN, STEEL).box(x - 2, TOP, z - 1.6, x + 2, TOP + 1.2, z + 1.6);
        }
        for (double y = DECK + 8; y < TOP; y += 8.2) {
            s.as(Surface.PLAIN, STEEL).box(x - 1, y, -4.6, x + 1, y + 1.6, 4.6);
        }
    }

    /** A parabola between the towers, straight to the banks; hangers every five metres. */
    private static void cable(Solids s, double z) {
        s.as(Surface.PLAIN, 0x8c3c30);
        for (double x = -140; x < 140; x += 5) {
            s.pipe(new Vec(x, height(x), z), new Vec(x + 5, height(x + 5), z), 0.3, 0.3);
            s.pipe(new Vec(x, height(x), z), new Vec(x, DECK, z), 0.09, 0.09);
        }
    }

    private static double height(double x) {
        double outside = Math.abs(x) - HALF;
        double part = x / HALF;
        return outside > 0 ? TOP - (TOP - DECK - 1) * outside / 70 : DECK + 2.5 + (TOP - DECK - 2.5) * part * part;
    }

    @Override
    public void move(Solids s, int take, double seconds) {
        for (int i = 0; i < 10; i++) {
            int direction = i % 2 == 0 ? 1 : -1;
            double x = (280 * Noise.pick(i, 20 + take) + direction * 12 * seconds + 560) % 280 - 140;
            int paint = Vehicles.PAINTS[(i + take) % Vehicles.PAINTS.length];
            Vehicles.car(s, Place.at(x, DECK + 0.4, 2.4 * direction, direction > 0 ? 0 : Math.PI), paint);
        }
        double roll = 0.04 * Math.sin(1.4 * seconds);
        Vehicles.steamer(
                s,
                new Place(
                        new Vec(-18 + 12.0 * take - 2 * seconds, 0.2, 46 - 9.0 * take - 3 * seconds),
                        1 + 0.3 * take,
                        roll,
                        1),
                Vehicles.PAINTS[take]);
        Vehicles.sail(s, Place.at(22 + 2 * seconds, 0.1, 30 - 12.0 * take, 0.4).rolled(2 * roll), 0xe8e4d8, 0xf0ece0);
        Vehicles.sail(s, Place.at(-32 + seconds, 0.1, 12 - 22.0 * take, 2.2).rolled(-2 * roll), 0x8c5034, 0xc85a3c);
    }
}
