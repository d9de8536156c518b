package org.brushstream.samples.looks.solid;

/**
 * From the world to pixels.
 *
 * @param focal pixels per unit: at distance 1 if in perspective, anywhere if parallel
 * @param parallel the sun's view, for shadows: no perspective
 */
record Camera(Vec eye, Vec right, Vec up, Vec forward, double focal, int width, int height, boolean parallel) {
    /** Nothing nearer is seen, metres. */
    static final double NEAREST = 0.15;

    /** As a person aims: at a target, level, with a field of view from edge to edge in degrees. */
    static Camera aimed(Vec eye, Vec target, double fieldDegrees, int width, int height) {
        Vec forward = target.minus(eye).unit();
        Vec right = forward.cross(new Vec(0, 1, 0)).unit();
        double focal = width / 2.0 / Math.tan(Math.toRadians(fieldDegrees) / 2);
        return new Camera(eye, right, right.cross(forward), forward, focal, width, height, false);
    }

    /** From far away against the light's direction; sees a disc of the given radius around the middle. */
    static Camera ofSun(Vec sun, Vec middle, double radius, int side) {
        Vec forward = sun.times(-1).unit();
        Vec right = forward.cross(new Vec(0.01, 1, 0.02)).unit();
        Vec eye = middle.minus(forward.times(4 * radius));
        return new Camera(eye, right, right.cross(forward), forward, side / (2 * radius), side, side, true);
    }

    /** To the right, up and ahead of the eye, metres. */
    void look(double x, double y, double z, double[] seen) {
        double dx = x - eye.x();
        double dy = y - eye.y();
        double dz = z - eye.z();
        seen[0] = dx * right.x() + dy * right.y() + dz * right.z();
        seen[1] = dx * up.x() + dy * up.y() + dz * up.z();
        seen[2] = dx * forward.x() + dy * forward.y() + dz * forward.z();
    }

    double column(double rightwards, double ahead) {
        return width / 2.0 + focal * rightwards / (parallel ? 1 : ahead);
    }

    double row(double upwards, double ahead) {
        return height / 2.0 - focal * upwards / (parallel ? 1 : ahead);
    }

    /** Grows as things come nearer, and is linear over the picture along any flat surface. */
    double nearness(double ahead) {
        return parallel ? 1e4 - ahead : 1 / ahead;
    }

    /** Through the middle of a pixel; its part along {@code forward} is 1. */
    Vec ray(int column, int row) {
        return forward.plus(right.times((column + 0.5 - width / 2.0) / focal))
                .plus(up.times((height / 2.0 - row - 0.5) / focal));
    }
}
