package org.brushstream.samples.looks.solid;

/** A point or a direction: x to the east, y up, z to the south; metres. */
public record Vec(double x, double y, double z) {
    public Vec plus(Vec other) {
        return new Vec(x + other.x, y + other.y, z + other.z);
    }

    public Vec minus(Vec other) {
        return new Vec(x - other.x, y - other.y, z - other.z);
    }

    public Vec times(double factor) {
        return new Vec(factor * x, factor * y, factor * z);
    }

    double dot(Vec other) {
        return x * other.x + y * other.y + z * other.z;
    }

    Vec cross(Vec other) {
        return new Vec(y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x);
    }

    double length() {
        return Math.sqrt(dot(this));
    }

    /** The direction, of length 1; of the zero vector up. */
    Vec unit() {
        double length = length();
        return length < 1e-12 ? new Vec(0, 1, 0) : times(1 / length);
    }

    /** {@code part} 0 gives this point, 1 the other. */
    public Vec towards(Vec other, double part) {
        return plus(other.minus(this).times(part));
    }
}
