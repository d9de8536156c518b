package org.brushstream.samples.looks.solid;

import org.brushstream.samples.film.Noise;

/** What a thing is made of: how its colour changes from place to place, and what in it has a contour of its own. */
public enum Surface {
    /** One colour: paint, cloth, skin. */
    PLAIN,
    /** The same without any contour: lips on a face. */
    TINT,
    /** A wall with windows, which are lit at night. */
    WINDOWS,
    /** Courses of stone. */
    STONE,
    /** Cliffs: level layers, broken. */
    ROCK,
    /** Blades, in lighter and darker tufts. */
    GRASS,
    /** Leaves with gaps of shade between. */
    LEAVES,
    /** Boards along x. */
    BOARDS,
    /** Slabs of a floor or a pavement. */
    SLABS,
    /** A road: grain only. */
    ASPHALT,
    /** A lamp, or a window seen from outside: shines of its own. */
    LAMP,
    /** Mirrors what stands above it, in waves. */
    WATER;

    private static final int DARK_GLASS = 0x2b3a48;
    private static final int LIT_GLASS = 0xffd890;

    /** What {@link #look} answers. */
    static final class Answer {
        int rgb; // local colour
        int detail; // what has its own contour within the part, 0 to 63
        double shine; // light of its own, 0 to 1
    }

    void look(int rgb, Vec at, Vec normal, Answer answer) {
        answer.rgb = rgb;
        answer.detail = 0;
        answer.shine = 0;
        double along = Math.abs(normal.x()) > Math.abs(normal.z()) ? at.z() : at.x();
        switch (this) {
            case PLAIN, TINT, WATER -> {}
            case LAMP -> answer.shine = 1;
            case WINDOWS -> window(along, at.y(), normal, answer);
            case STONE -> {
                boolean odd = (Math.round(at.y() / 0.6) & 1) == 1;
                joints((along + (odd ? 0.6 : 0)) / 1.2, at.y() / 0.6 + 0.5, 0.05, answer);
            }
            case ROCK -> {
                double bent = at.y() + 1.2 * Noise.cloud(0.3 * at.x(), 0.3 * at.z(), 2);
                double broken = Noise.cloud(0.5 * (at.x() + at.z()) + 40, 1.9 * bent, 3);
                answer.rgb = tone(rgb, 0.55 + 0.85 * broken);
            }
            case SLABS -> joints(at.x() / 1.5, at.z() / 1.5, 0.03, answer);
            case BOARDS -> {
                joints(at.x() / 2.4 + Math.floor(at.z() / 0.16) * 0.37, at.z() / 0.16, 0.06, answer);
                answer.rgb = tone(answer.rgb, 0.9 + 0.2 * Noise.at(at.x() * 3, at.z() * 60));
            }
            case GRASS ->
                answer.rgb = tone(
                        rgb,
                        0.72
                                + 0.3 * Noise.cloud(at.x() * 0.7, at.z() * 0.7, 3)
                                + 0.26 * Noise.at(at.x() * 9, at.z() * 9));
            case LEAVES -> {
                double clump = Noise.at(4.1 * (at.x() + at.y()), 4.1 * (at.y() - at.z()));
                answer.rgb =
                        tone(rgb, 0.45 + 0.8 * clump + 0.2 * Noise.at(17 * (at.x() - at.y()), 17 * (at.z() + at.y())));
            }
            case ASPHALT -> answer.rgb = tone(rgb, 0.9 + 0.2 * Noise.cloud(at.x() * 1.3, at.z() * 1.3, 3));
        }
    }

    /** Floors of 3.5 m, windows every 2.6 m. */
    private static void window(double along, double height, Vec normal, Answer answer) {
        if (Math.abs(normal.y()) > 0.5) {
            return; // the roof
        }
        int column = (int) Math.floor(along / 2.6);
        int floor = (int) Math.floor(height / 3.5);
        double u = along / 2.6 - column;
        double v = height / 3.5 - floor;
        int seed = answer.rgb * 31 + (int) (7 * normal.x() + 13 * normal.z());
        if (floor > 0 && u > 0.22 && u < 0.78 && v > 0.2 && v < 0.74) {
            boolean lit = Noise.pick(seed + column, floor) < 0.45;
            answer.rgb = lit ? tone(LIT_GLASS, 0.6 + 0.4 * Noise.pick(column, seed + floor)) : DARK_GLASS;
            answer.detail = 1 + (column & 3) + 4 * (floor & 3);
            answer.shine = lit ? 0.75 : 0;
        } else if (v < 0.08) {
            answer.rgb = tone(answer.rgb, 1.12); // a ledge below every floor
        }
    }

    /** Blocks of slightly different tone with dark lines between. */
    private static void joints(double u, double v, double width, Answer answer) {
        int column = (int) Math.floor(u);
        int row = (int) Math.floor(v);
        boolean joint = u - column < width || v - row < width * 1.6;
        answer.rgb = tone(answer.rgb, joint ? 0.62 : 0.88 + 0.24 * Noise.pick(column, row));
    }

    /** The colour made lighter or darker. */
    static int tone(int rgb, double factor) {
        int red = (int) Math.min(255, (rgb >> 16 & 0xff) * factor);
        int green = (int) Math.min(255, (rgb >> 8 & 0xff) * factor);
        int blue = (int) Math.min(255, (rgb & 0xff) * factor);
        return red << 16 | green << 8 | blue;
    }
}
