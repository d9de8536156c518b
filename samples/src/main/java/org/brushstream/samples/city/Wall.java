package org.brushstream.samples.city;

import java.awt.Color;
import java.awt.geom.Path2D;

/**
 * One face of a tower in perspective: full height at the near corner, a little less at the far edge.
 *
 * @param corner x of the near corner, pixels of the film
 * @param edge x of the far edge, to the left or right of the corner
 * @param bottom height of its foot at the corner above the water line, pixels
 * @param top height of its top, likewise
 */
record Wall(double corner, double edge, double bottom, double top, Color color) {
    /** Height at the far edge against height at the near corner. */
    private static final double SHRINK = 0.955;

    double width() {
        return Math.abs(edge - corner);
    }

    double height() {
        return top - bottom;
    }

    /** Part of the face: u runs from the corner (0) to the edge (1), v from the foot (0) to the top (1). */
    Path2D part(double u0, double v0, double u1, double v1) {
        return Shapes.polygon(x(u0), y(u0, v0), x(u1), y(u1, v0), x(u1), y(u1, v1), x(u0), y(u0, v1));
    }

    private double x(double u) {
        return Palette.mix(corner, edge, u);
    }

    private double y(double u, double v) {
        double height = Palette.mix(bottom, top, v);
        return CityScene.WATERLINE - height * Palette.mix(1, SHRINK, u);
    }
}
