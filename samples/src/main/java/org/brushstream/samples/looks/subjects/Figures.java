package org.brushstream.samples.looks.subjects;

import org.brushstream.samples.looks.solid.Place;
import org.brushstream.samples.looks.solid.Solids;
import org.brushstream.samples.looks.solid.Surface;
import org.brushstream.samples.looks.solid.Vec;

/** People of 1.75 m, facing +z at yaw 0, with their feet at the place given. */
final class Figures {
    /** Clothes, hair and skin, 0xRRGGBB. */
    record Dress(int coat, int legs, int hair, int skin, boolean skirt, boolean hat) {}

    static final Dress[] DRESSES = {
        new Dress(0xc0392f, 0x2c3448, 0x4a2c1c, 0xe8b898, true, false),
        new Dress(0x2f4c7c, 0x3c3c44, 0x2a2420, 0xd8a480, false, true),
        new Dress(0xd8a83c, 0x4c3c34, 0x8c5c2c, 0xf0c8a8, true, true),
        new Dress(0x3c6c58, 0x2c2c34, 0x1c1a1a, 0xa87050, false, false),
        new Dress(0x8c5a8c, 0x34405c, 0xa8703c, 0xf0c4a4, true, false),
        new Dress(0xb8b0a4, 0x5c4c40, 0x60605c, 0xe0b090, false, true),
    };

    private Figures() {}

    /** Mid-stride; {@code phase} in radians, a step every pi. Legs and arms swing against each other. */
    static void walk(Solids s, Place place, Dress dress, double phase) {
        double bounce = 0.03 * Math.abs(Math.sin(phase));
        body(s, place, dress, bounce, 0);
        for (int side = -1; side <= 1; side += 2) {
            double swing = 0.5 * side * Math.sin(phase);
            limb(
                    s,
                    dress.legs(),
                    new Vec(0.09 * side, 0.9 + bounce, 0),
                    swing,
                    swing - 0.5 * Math.max(0, -Math.cos(phase) * side),
                    0.43,
                    0.085);
            limb(s, dress.coat(), new Vec(0.24 * side, 1.4 + bounce, 0), -swing, -swing + 0.35, 0.29, 0.06);
        }
        s.in(Place.WORLD);
    }

    /** Standing, with the arms on a railing of 1.1 m in front. */
    static void lean(Solids s, Place place, Dress dress, double sway) {
        body(s, place, dress, 0.008 * Math.sin(sway), 0.16);
        for (int side = -1; side <= 1; side += 2) {
            limb(s, dress.legs(), new Vec(0.1 * side, 0.9, 0), 0, 0, 0.44, 0.085);
            limb(s, dress.coat(), new Vec(0.24 * side, 1.38, 0.14), 0.35, 1.35, 0.29, 0.06);
        }
        s.in(Place.WORLD);
    }

    /** On a bench of 0.45 m. */
    static void sit(Solids s, Place place, Dress dress, double sway) {
        Place low = new Place(
                place.at()
                        .towards(
                                new Vec(
                                        place.at().x(),
                                        place.at().y() - 1,
                                        place.at().z()),
                                0.42),
                place.yaw(),
                0,
                1);
        body(s, low, dress, 0.008 * Math.sin(sway), -0.06);
        for (int side = -1; side <= 1; side += 2) {
            limb(s, dress.legs(), new Vec(0.11 * side, 0.92, 0.05), 1.5, 0.05, 0.43, 0.085);
            limb(s, dress.coat(), new Vec(0.24 * side, 1.4, 0), 0.2, 0.9, 0.29, 0.06);
        }
        s.in(Place.WORLD);
    }

    /** Trunk, skirt, neck, head and hair; leans forward by so many radians. */
    private static void body(Solids s, Place place, Dress dress, double lift, double lean) {
        double z = 0.5 * lean;
        s.in(place);
        s.as(Surface.PLAIN, dress.coat()).patch(14, 6, (u, v) -> {
            double angle = -2 * Math.PI * u;
            double[] r = {0.19, 0.18, 0.16, 0.19, 0.23, 0.2, 0.07};
            double at = 6 * Math.max(0, Math.min(1, v));
            int i = (int) Math.min(5, at);
            double radius = r[i] + (r[i + 1] - r[i]) * (at - i);
            return new Vec(
                    radius * 1.05 * Math.cos(angle), 0.86 + lift + 0.64 * v, 0.66 * radius * Math.sin(angle) + z * v);
        });
        if (dress.skirt() && lean >= 0) { // who sits leans back a little
            s.lathe(0, lift, 0, 0.34, 0.5, 0.2, 0.95);
        } else {
            s.lathe(0, lift, 0, 0.21, 0.72, 0.19, 0.95);
        }
        s.as(Surface.PLAIN, dress.skin())
                .pipe(new Vec(0, 1.46 + lift, z), new Vec(0, 1.58 + lift, z), 0.055, 0.05)
                .ball(0, 1.65 + lift, z + 0.01, 0.095, 0.125, 0.11)
                .ball(0, 1.63 + lift, z + 0.115, 0.02, 0.03, 0.025);
        s.as(Surface.PLAIN, dress.hair()).ball(0, 1.69 + lift, z - 0.025, 0.108, 0.11, 0.115);
        if (dress.skirt()) {
            s.ball(0, 1.58 + lift, z - 0.06, 0.1, 0.16, 0.07);
        }
        if (dress.hat()) {
            s.as(Surface.PLAIN, dress.legs())
                    .lathe(0, 1.72 + lift, z, 0, 0.03, 0.2, 0, 0.2, 0.02, 0.115, 0.03, 0.1, 0.14, 0, 0.15);
        }
    }

    /** Two stretches of the same length; angles from straight down, forward, radians. */
    private static void limb(Solids s, int rgb, Vec root, double upper, double lower, double length, double radius) {
        Vec knee = new Vec(root.x(), root.y() - length * Math.cos(upper), root.z() + length * Math.sin(upper));
        Vec end = new Vec(knee.x(), knee.y() - length * Math.cos(lower), knee.z() + length * Math.sin(lower));
        s.as(Surface.PLAIN, rgb).pipe(root, knee, radius, 0.85 * radius).pipe(knee, end, 0.85 * radius, 0.65 * radius);
        s.ball(knee.x(), knee.y(), knee.z(), 0.85 * radius, 0.85 * radius, 0.85 * radius);
        s.ball(end.x(), end.y(), end.z() + 0.4 * radius, 0.8 * radius, 0.7 * radius, 1.3 * radius);
    }
}
