package org.brushstream.samples.looks.solid;

/**
 * Where something stands in the world.
 *
 * @param at its origin, metres
 * @param yaw turn about the vertical, radians; 0 leaves x to the east
 * @param roll turn about its own z axis before, radians: a boat in the waves
 * @param scale 1 is life size
 */
public record Place(Vec at, double yaw, double roll, double scale) {
    /** The world's own axes. */
    public static final Place WORLD = at(0, 0, 0, 0);

    /** Upright and of its own size. */
    public static Place at(double x, double y, double z, double yaw) {
        return new Place(new Vec(x, y, z), yaw, 0, 1);
    }

    public Place scaled(double factor) {
        return new Place(at, yaw, roll, scale * factor);
    }

    public Place rolled(double angle) {
        return new Place(at, yaw, roll + angle, scale);
    }

    Vec toWorld(Vec p) {
        return turned(p).times(scale).plus(at);
    }

    private Vec turned(Vec p) {
        double x = p.x() * Math.cos(roll) - p.y() * Math.sin(roll);
        double y = p.x() * Math.sin(roll) + p.y() * Math.cos(roll);
        return new Vec(x * Math.cos(yaw) + p.z() * Math.sin(yaw), y, p.z() * Math.cos(yaw) - x * Math.sin(yaw));
    }
}
