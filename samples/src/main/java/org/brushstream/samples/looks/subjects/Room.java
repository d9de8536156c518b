package org.brushstream.samples.looks.subjects;

import static org.brushstream.samples.looks.subjects.Take.at;

import java.util.List;
import org.brushstream.samples.film.Noise;
import org.brushstream.samples.looks.solid.Light;
import org.brushstream.samples.looks.solid.Place;
import org.brushstream.samples.looks.solid.Solids;
import org.brushstream.samples.looks.solid.Surface;
import org.brushstream.samples.looks.solid.Vec;

/** A room with a window: a table with fruit and flowers, a chair, shelves, a lamp, sometimes somebody at the table. */
final class Room implements Scene {
    @Override
    public List<Take> takes() {
        return List.of(
                Take.of(Light.MORNING, at(-1.5, 1.6, 2.3), at(-0.9, 1.55, 2.2), at(0.5, 0.95, -0.6), 62, 7),
                Take.of(Light.NOON, at(0.0, 1.45, 1.5), at(0.4, 1.4, 1.35), at(0.4, 1.0, -0.6), 58, 7),
                Take.of(Light.SUNSET, at(1.7, 1.5, 2.2), at(1.3, 1.5, 2.3), at(-0.2, 1, -0.6), 64, 7),
                Take.of(Light.OVERCAST, at(-0.9, 1.7, 2.4), at(-0.9, 1.6, 1.7), at(0.2, 1, -1), 60, 7),
                Take.of(Light.NIGHT, at(1.1, 1.5, 2.0), at(0.8, 1.45, 1.7), at(0.1, 1.05, -0.8), 62, 7));
    }

    @Override
    public void build(Solids s, int take) {
        int[] walls = {0xd0c4a4, 0x9cb4b4, 0xc88c70, 0xb8b8a0, 0x8c98b0};
        walls(s, walls[take]);
        table(s, take);
        chair(s, Place.at(-0.75, 0, -0.45, Math.PI / 2));
        chair(s, Place.at(1.45, 0, -0.7, -1.3));
        shelf(s, take);
        for (int i = 0; i < 7; i++) { // what stands outside
            Trees.round(s, 5 - 3.0 * i, -2, -9 - i % 3, 6, 20 + i + take);
        }
        s.as(Surface.GRASS, 0x7c9c54).box(-80, -2.1, -160, 80, -2, -4);
        for (int i = -3; i < 4; i++) {
            Buildings.house(s, 16.0 * i, -48, 12, 10, 8, 30 + i + take);
        }
    }

    /** The north wall has a window of 1.9 by 1.5 m; the south side, behind the camera, is open to the light. */
    private static void walls(Solids s, int wall) {
        s.as(Surface.BOARDS, 0xa87848).box(-2.6, -0.1, -2, 2.6, 0, 4);
        s.as(Surface.PLAIN, wall).box(-2.6, 0, -2.2, 2.6, 0.95, -2).box(-2.6, 2.45, -2.2, 2.6, 2.9, -2);
        s.as(Surface.PLAIN, wall).box(-2.6, 0.95, -2.2, -0.5, 2.45, -2).box(1.4, 0.95, -2.2, 2.6, 2.45, -2);
        s.as(Surface.PLAIN, wall).box(-2.8, 0, -2.2, -2.6, 2.9, 4).box(2.6, 0, -2.2, 2.8, 2.9, 4);
        s.as(Surface.PLAIN, 0xe4dccc).box(-2.6, 0, -2, 2.6, 0.12, -1.96).box(-2.6, 2.8, -2, 2.6, 2.9, -1.9);
        s.as(Surface.PLAIN, 0xece4d4)
                .box(-0.56, 0.88, -2.05, 1.46, 0.96, -1.86)
                .box(-0.56, 0.95, -2.03, -0.48, 2.5, -1.97)
                .box(1.38, 0.95, -2.03, 1.46, 2.5, -1.97)
                .box(-0.56, 2.43, -2.03, 1.46, 2.52, -1.97)
                .box(0.42, 0.95, -2.1, 0.48, 2.45, -2.05)
                .box(-0.5, 1.7, -2.1, 1.4, 1.75, -2.05);
    }

    private static void table(Solids s, int take) {
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

    private static void chair(Solids s, Place place) {
        s.in(place).as(Surface.PLAIN, 0x7c4c2c).box(-0.22, 0.42, -0.22, 0.22, 0.46, 0.22);
        for (double x = -0.21; x < 0.3; x += 0.38) {
            s.as(Surface.PLAIN, 0x7c4c2c).box(x, 0, 0.17, x + 0.04, 0.44, 0.21).box(x, 0, -0.22, x + 0.04, 0.98, -0.18);
        }
        for (double y = 0.62; y < 0.95; y += 0.13) {
            s.as(Surface.PLAIN, 0x7c4c2c).box(-0.2, y, -0.21, 0.2, y + 0.06, -0.18);
        }
        s.in(Place.WORLD);
    }

    /** Books against the east and the west wall, and a picture. */
    private static void shelf(Solids s, int take) {
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

    @Override
    public void move(Solids s, int take, double seconds) {
        for (int hand = -1; hand <= 1; hand += 2) { // curtains in the draught
            int side = hand;
            s.as(Surface.PLAIN, 0xd89c5c)
                    .patch(
                            24,
                            10,
                            (u, v) -> new Vec(
                                    0.45 + side * (1.2 - 0.42 * u * (0.75 + 0.25 * v)),
                                    0.45 + 2.1 * v,
                                    -1.85
                                            + 0.05 * Math.sin(22 * u + 0.6 * Math.sin(1.6 * seconds + 3 * v))
                                            + 0.09 * (1 - v) * (1 + Math.sin(1.4 * seconds + side))));
        }
        double swing = 0.06 * Math.sin(1.7 * seconds);
        Vec lamp = new Vec(0.35 + 1.1 * swing, 1.9, -0.6);
        s.as(Surface.PLAIN, 0x303030).pipe(new Vec(0.35, 3, -0.6), lamp, 0.008, 0.008);
        s.as(Surface.PLAIN, 0x3c6c60).lathe(lamp.x(), lamp.y() - 0.2, lamp.z(), 0.22, 0, 0.06, 0.17, 0, 0.2);
        s.as(Surface.LAMP, 0xfff0c8).ball(lamp.x(), lamp.y() - 0.17, lamp.z(), 0.06, 0.06, 0.06);
        if (take % 2 == 0 || take == 3) {
            Figures.sit(
                    s,
                    Place.at(take == 3 ? 1.4 : -0.62, 0.02, -0.5, take == 3 ? -1.3 : 1.4 + 0.1 * Math.sin(seconds)),
                    Figures.DRESSES[take],
                    2 * seconds);
        }
    }
}
