package org.brushstream.player.live;

import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;

/**
 * The shape of the pad that mixes styles: one at each corner of a regular polygon around the origin with radius 1, the first
 * on top; two lie at the ends of a line. A point inside stands for how much there is of each.
 *
 * @param corners two or more
 */
record MixShape(int corners) {
    private static final double NEAR = 1e-6; // of the radius: a point there is the corner, or on the side

    MixShape {
        if (corners < 2) {
            throw new IllegalArgumentException("a mix has two corners or more, not " + corners);
        }
    }

    /** A corner: x to the right, y downwards. */
    Point2D corner(int index) {
        if (corners == 2) {
            return new Point2D.Double(index == 0 ? -1 : 1, 0);
        }
        double turn = corners == 4 ? -0.75 * Math.PI : -0.5 * Math.PI; // a square stands on its side
        double angle = turn + 2 * Math.PI * index / corners;
        return new Point2D.Double(Math.cos(angle), Math.sin(angle));
    }

    /** The point itself if it is inside, else the nearest of the border. */
    Point2D inside(Point2D point) {
        if (corners == 2) {
            return new Point2D.Double(Math.max(-1, Math.min(1, point.getX())), 0);
        }
        Point2D nearest = point;
        double distance = Double.POSITIVE_INFINITY;
        boolean outside = false;
        for (int i = 0; i < corners; i++) {
            Point2D from = corner(i);
            Point2D to = corner((i + 1) % corners);
            outside |= cross(from, to, point) < 0; // corners run clockwise on a screen
            Point2D candidate = onSide(from, to, point);
            if (candidate.distance(point) < distance) {
                distance = candidate.distance(point);
                nearest = candidate;
            }
        }
        return outside ? nearest : point;
    }

    private static Point2D onSide(Point2D from, Point2D to, Point2D point) {
        double x = to.getX() - from.getX();
        double y = to.getY() - from.getY();
        double along = ((point.getX() - from.getX()) * x + (point.getY() - from.getY()) * y) / (x * x + y * y);
        double kept = Math.max(0, Math.min(1, along));
        return new Point2D.Double(from.getX() + kept * x, from.getY() + kept * y);
    }

    /**
     * How much there is of each corner at a point inside: not negative, with the sum one, linear along the sides.
     *
     * <p>Mean value coordinates, Floater 2003 (Computer Aided Geometric Design 20): w_i = (tan(a_{i-1} / 2) + tan(a_i / 2))
     * / |v_i - p|, where a_i is the angle at p between the corners i and i + 1; of a triangle they are the barycentric ones.
     */
    double[] weights(Point2D point) {
        double[] weights = new double[corners];
        if (corners == 2) {
            double second = (inside(point).getX() + 1) / 2;
            weights[0] = 1 - second;
            weights[1] = second;
            return weights;
        }
        Point2D p = inside(point);
        List<Point2D> all = new ArrayList<>();
        for (int i = 0; i < corners; i++) {
            all.add(corner(i));
        }
        double[] tangents = new double[corners]; // of half the angle between corner i and i + 1
        for (int i = 0; i < corners; i++) {
            Point2D from = all.get(i);
            Point2D to = all.get((i + 1) % corners);
            double a = from.distance(p);
            double b = to.distance(p);
            if (Math.abs(cross(from, to, p)) < NEAR) { // on this side, where an angle is straight
                weights[i] = b / (a + b);
                weights[(i + 1) % corners] = a / (a + b);
                return weights;
            }
            double cosine = ((from.getX() - p.getX()) * (to.getX() - p.getX())
                            + (from.getY() - p.getY()) * (to.getY() - p.getY()))
                    / (a * b);
            tangents[i] = Math.tan(Math.acos(Math.max(-1, Math.min(1, cosine))) / 2);
        }
        double sum = 0;
        for (int i = 0; i < corners; i++) {
            weights[i] = (tangents[(i + corners - 1) % corners] + tangents[i])
                    / all.get(i).distance(p);
            sum += weights[i];
        }
        for (int i = 0; i < corners; i++) {
            weights[i] /= sum;
        }
        return weights;
    }

    private static double cross(Point2D from, Point2D to, Point2D point) {
        return (to.getX() - from.getX()) * (point.getY() - from.getY())
                - (to.getY() - from.getY()) * (point.getX() - from.getX());
    }
}
