package org.brushstream.samples.looks.subjects;

import org.brushstream.samples.film.Noise;
import org.brushstream.samples.looks.solid.Solids;
import org.brushstream.samples.looks.solid.Surface;
import org.brushstream.samples.looks.solid.Vec;

/** Towers, houses, lamps and railings; x and z are the middle of the foot. */
final class Buildings {
    private static final int[] WALLS = {0xb89a7c, 0x9c5a48, 0xc8beb0, 0x7c8894, 0xa87858, 0xd2b48a, 0x8a9aa8, 0xb86a50};
    private static final int[] ROOFS = {0xa04a38, 0x5c6470, 0x7c4a3c, 0x4c5a5c};

    private Buildings() {}

    static int wall(int seed) {
        return WALLS[(int) (Noise.pick(seed, 5) * WALLS.length)];
    }

    /** Up to three tiers, each narrower, with a tank, a mast or a spire. */
    static void tower(Solids s, double x, double z, double width, double height, int seed) {
        int wall = wall(seed);
        int tiers = 1 + (int) (3 * Noise.pick(seed, 6) * Math.min(1, height / 40));
        double bottom = 0;
        double half = width / 2;
        for (int tier = 1; tier <= tiers; tier++) {
            double top = height * (tiers == 1 ? 1 : 0.45 + 0.55 * tier / tiers);
            s.as(Surface.WINDOWS, wall).box(x - half, bottom, z - half, x + half, top, z + half);
            s.as(Surface.PLAIN, 0xc4bcb0)
                    .box(x - half - 0.3, top, z - half - 0.3, x + half + 0.3, top + 0.8, z + half + 0.3);
            bottom = top;
            half *= 0.74;
        }
        double crown = Noise.pick(seed, 7);
        double roof = half / 0.74;
        if (crown < 0.35) {
            s.as(Surface.PLAIN, 0x7a5238)
                    .lathe(x, height + 3.5, z, 0, 0, 2.3, 0, 2.3, 4, 2.6, 4, 0, 6)
                    .box(x - 1.6, height, z - 1.6, x - 1.3, height + 3.6, z - 1.3)
                    .box(x + 1.3, height, z - 1.6, x + 1.6, height + 3.6, z - 1.3)
                    .box(x - 1.6, height, z + 1.3, x - 1.3, height + 3.6, z + 1.6)
                    .box(x + 1.3, height, z + 1.3, x + 1.6, height + 3.6, z + 1.6);
        } else if (crown < 0.6) {
            s.as(Surface.PLAIN, 0x5c7c74).lathe(x, height + 0.8, z, 0.9 * roof, 0, 0.5 * roof, roof, 0.05, 3.2 * roof);
        } else if (crown < 0.8) {
            s.as(Surface.PLAIN, 0x4c5058).lathe(x, height, z, 0.7, 0, 0.1, 14);
            s.as(Surface.PLAIN, 0x888c90).box(x - 3, height, z - 2, x + 2, height + 2.6, z + 2);
        } else {
            s.as(Surface.PLAIN, 0x6c8c84).ball(x, height + 0.5, z, 0.85 * roof, 0.95 * roof, 0.85 * roof);
        }
    }

    /** A house with a pitched roof along x, and a chimney. */
    static void house(Solids s, double x, double z, double width, double depth, double height, int seed) {
        double w = width / 2;
        double d = depth / 2;
        s.as(Surface.WINDOWS, wall(seed)).box(x - w, 0, z - d, x + w, height, z + d);
        double rise = 0.45 * depth;
        int roof = ROOFS[(int) (Noise.pick(seed, 8) * ROOFS.length)];
        Vec along = new Vec(width + 0.8, 0, 0);
        s.as(Surface.PLAIN, roof)
                .sheet(new Vec(x - w - 0.4, height - 0.2, z + d + 0.4), along, new Vec(0, rise, -d - 0.4))
                .sheet(
                        new Vec(x + w + 0.4, height - 0.2, z - d - 0.4),
                        new Vec(-width - 0.8, 0, 0),
                        new Vec(0, rise, d + 0.4));
        for (int side = -1; side <= 1; side += 2) {
            double edge = x + side * w;
            s.as(Surface.PLAIN, wall(seed))
                    .patch(1, 1, (u, v) -> new Vec(edge, height + rise * v - 0.1, z + d * (2 * u - 1) * (1 - v)));
        }
        double chimney = x + w * (1.2 * Noise.pick(seed, 9) - 0.6);
        s.as(Surface.STONE, 0x8c5c4c).box(chimney - 0.5, height, z + 0.5, chimney + 0.5, height + rise + 1, z + 1.4);
    }

    /** A post with a lantern. */
    static void lamp(Solids s, double x, double y, double z) {
        s.as(Surface.PLAIN, 0x2c3438).lathe(x, y, z, 0.16, 0, 0.12, 0.6, 0.05, 0.8, 0.05, 4);
        s.as(Surface.LAMP, 0xfff0c0).lathe(x, y + 4, z, 0.1, 0, 0.26, 0.5, 0.22, 0.55);
        s.as(Surface.PLAIN, 0x2c3438).lathe(x, y + 4, z, 0.3, 0.52, 0, 0.8);
    }

    /** Posts and two bars along x. */
    static void railing(Solids s, double x0, double x1, double y, double z) {
        s.as(Surface.PLAIN, 0x3a444c);
        for (double x = x0; x <= x1; x += 1.6) {
            s.box(x - 0.05, y, z - 0.05, x + 0.05, y + 1.1, z + 0.05);
        }
        s.box(x0, y + 1.03, z - 0.06, x1, y + 1.12, z + 0.06).box(x0, y + 0.5, z - 0.03, x1, y + 0.56, z + 0.03);
    }
}
