package org.brushstream.samples.looks.subjects;

import org.brushstream.samples.film.Noise;
import org.brushstream.samples.looks.solid.Place;
import org.brushstream.samples.looks.solid.Solids;
import org.brushstream.samples.looks.solid.Surface;
import org.brushstream.samples.looks.solid.Vec;

/** What stands in a room; every take has other colours and books. */
final class Furniture {
    private Furniture() {}

    /** A round table that is laid: a vase of flowers, a plate of fruit, a cup, two books. */
    static void table(Solids s, int take) {
        s.as(Surface.PLAIN, 0x8c5c38).lathe(0.35, 0, -0.6, 0.28, 0, 0.06, 0.08, 0.05, 0.68, 0.3, 0.71);
        s.as(Surface.PLAIN, take % 2 == 0 ? 0x9c6840 : 0xe4dccc)
                .lathe(0.35, 0.71, -0.6, 0, 0, 0.72, 0, 0.72, 0.04, 0, 0.04);
        vase(s, 0.3, 0.75, -0.75, take);
        s.as(Surface.PLAIN, 0xd8d4cc).lathe(0.62, 0.75, -0.35, 0.06, 0, 0.18, 0.06, 0.19, 0.06, 0.05, 0.012);
        int[] fruit = {0xd05030, 0xe0a030, 0xa8b840, 0xc83c38, 0xe08c30};
        for (int i = 0; i < 5; i++) {
            double angle = 1.26 * i;
            s.as(Surface.PLAIN, fruit[(i + take) % 5])
                    .ball(0.62 + 0.085 * Math.cos(angle), 0.83, -0.35 + 0.085 * Math.sin(angle), 0.05, 0.047, 0.05);
        }
        s.as(Surface.PLAIN, fruit[take]).ball(0.62, 0.885, -0.35, 0.05, 0.047, 0.05);
        s.as(Surface.PLAIN, 0xe8e0d0).lathe(0.02, 0.75, -0.3, 0, 0.004, 0.1, 0.012, 0.1, 0.018, 0, 0.01);
        s.as(Surface.PLAIN, 0x4c78a0)
                .lathe(0.02, 0.76, -0.3, 0.028, 0, 0.045, 0.03, 0.05, 0.085, 0.046, 0.085, 0, 0.07);
        s.as(Surface.PLAIN, 0x94382c)
                .box(0.7, 0.75, -0.95, 0.94, 0.79, -0.74)
                .as(Surface.PLAIN, 0x34586c)
                .box(0.72, 0.79, -0.93, 0.92, 0.82, -0.76);
    }

    private static void vase(Solids s, double x, double y, double z, int take) {
        s.as(Surface.PLAIN, Vehicles.PAINTS[(take + 1) % 6])
                .lathe(x, y, z, 0.05, 0, 0.09, 0.08, 0.085, 0.14, 0.04, 0.22, 0.055, 0.26);
        int[] petals = {0xe8c030, 0xd04848, 0xe8e0f0, 0xc878a8, 0xe88838};
        for (int i = 0; i < 7; i++) {
            double angle = 0.9 * i + take;
            double reach = 0.07 + 0.1 * Noise.pick(i, take);
            double top = y + 0.42 + 0.14 * Noise.pick(i, 9);
            Vec end = new Vec(x + reach * Math.cos(angle), top, z + reach * Math.sin(angle));
            s.as(Surface.PLAIN, 0x4c7c3c).pipe(new Vec(x, y + 0.2, z), end, 0.006, 0.004);
            s.as(Surface.PLAIN, 0x4c7c3c)
                    .ball(
                            x + 0.6 * reach * Math.cos(angle),
                            y + 0.3,
                            z + 0.6 * reach * Math.sin(angle),
                            0.05,
                            0.014,
                            0.03);
            s.as(Surface.PLAIN, petals[(take + i % 2) % 5]);
            for (int petal = 0; petal < 6; petal++) {
                double turn = Math.PI * petal / 3;
                s.ball(end.x() + 0.032 * Math.cos(turn), top, end.z() + 0.032 * Math.sin(turn), 0.024, 0.012, 0.024);
            }
            s.as(Surface.PLAIN, 0x6c4828).ball(end.x(), top + 0.008, end.z(), 0.017, 0.013, 0.017);
        }
    }

    static void chair(Solids s, Place place) {
        s.in(place).as(Surface.PLAIN, 0x7c4c2c).box(-0.22, 0.42, -0.22, 0.22, 0.46, 0.22);
        for (double x = -0.21; x < 0.3; x += 0.38) {
            s.as(Surface.PLAIN, 0x7c4c2c).box(x, 0, 0.17, x + 0.04, 0.44, 0.21).box(x, 0, -0.22, x + 0.04, 0.98, -0.18);
        }
        for (double y = 0.62; y < 0.95; y += 0.13) {
            s.as(Surface.PLAIN, 0x7c4c2c).box(-0.2, y, -0.21, 0.2, y + 0.06, -0.18);
        }
        s.in(Place.WORLD);
    }

    /** Books against the east or the west wall, and a picture on the other side. */
    static void shelf(Solids s, int take) {
        double wall = take % 2 == 0 ? -1.95 : 1.95;
        for (int board = 0; board < 4; board++) {
            double y = 0.3 + 0.5 * board;
            s.as(Surface.PLAIN, 0x74482c).box(wall - 0.5, y - 0.03, -2, wall + 0.5, y, -1.72);
            double x = wall - 0.48;
            for (int book = 0; x < wall + 0.4; book++) {
                double width = 0.035 + 0.05 * Noise.pick(book, board + 5 * take);
                double height = 0.24 + 0.16 * Noise.pick(book, 20 + board);
                int colour = Vehicles.PAINTS[(int) (6 * Noise.pick(book, 30 + board))];
                s.as(Surface.PLAIN, colour).box(x, y, -1.98, x + width, y + height, -1.76);
                x += width + 0.004;
            }
        }
        s.as(Surface.PLAIN, 0x3c2c20).box(-wall - 0.35, 1.4, -2, -wall + 0.35, 2, -1.97);
        s.as(Surface.PLAIN, 0x7ca0b4).box(-wall - 0.3, 1.45, -1.98, -wall + 0.3, 1.95, -1.96);
        s.as(Surface.PLAIN, 0x6c8c4c).box(-wall - 0.3, 1.45, -1.97, -wall + 0.3, 1.62, -1.955);
    }
}
