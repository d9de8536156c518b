package org.brushstream.samples.city;

import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** Short names for shapes with fractions of pixels. */
final class Shapes {
    private Shapes() {}

    static Rectangle2D box(double x, double y, double width, double height) {
        return new Rectangle2D.Double(x, y, width, height);
    }

    static Ellipse2D disc(double x, double y, double radius) {
        return new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
    }

    /** A slice of a disc; angles in degrees, from the right against the clock: 0 and 180 give the upper half. */
    static Arc2D dome(double x, double y, double radius, double start, double angle) {
        return new Arc2D.Double(x - radius, y - radius, 2 * radius, 2 * radius, start, angle, Arc2D.PIE);
    }

    /** A closed polygon through x0, y0, x1, y1, ... */
    static Path2D polygon(double... points) {
        Path2D path = line(points);
        path.closePath();
        return path;
    }

    /** An open line through x0, y0, x1, y1, ... */
    static Path2D line(double... points) {
        Path2D path = new Path2D.Double();
        path.moveTo(points[0], points[1]);
        for (int i = 2; i < points.length; i += 2) {
            path.lineTo(points[i], points[i + 1]);
        }
        return path;
    }
}
