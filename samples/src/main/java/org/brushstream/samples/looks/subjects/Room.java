package org.brushstream.samples.looks.subjects;

import static org.brushstream.samples.looks.subjects.Take.at;

import java.util.List;
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
        Furniture.table(s, take);
        Furniture.chair(s, Place.at(-0.75, 0, -0.45, Math.PI / 2));
        Furniture.chair(s, Place.at(1.45, 0, -0.7, -1.3));
        Furniture.shelf(s, take);
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
