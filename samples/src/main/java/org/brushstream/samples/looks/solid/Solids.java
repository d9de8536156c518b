package org.brushstream.samples.looks.solid;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** All surfaces of one moment, as triangles. Shapes added after {@link #as} belong to one part and share its material. */
public final class Solids {
    /** What a part is made of: a surface and its colour, 0xRRGGBB. */
    record Material(Surface surface, int rgb) {}

    /** A surface over the unit square. */
    public interface Patch {
        Vec at(double u, double v);
    }

    float[] points = new float[9 << 12]; // x, y, z of three corners
    float[] normals =
            new float[9 << 12]; // likewise; they point to the side from which the corners run against the clock
    int[] parts = new int[1 << 12];
    int count;
    final List<Material> materials = new ArrayList<>();
    private Place place = Place.WORLD;

    /** A copy, to which more can be added. */
    public Solids copy() {
        Solids copy = new Solids();
        copy.points = points.clone();
        copy.normals = normals.clone();
        copy.parts = parts.clone();
        copy.count = count;
        copy.materials.addAll(materials);
        return copy;
    }

    /** Shapes that follow stand there. */
    public Solids in(Place where) {
        place = where;
        return this;
    }

    /** Shapes that follow are a new part: a line is drawn between two parts, and none within one but at its folds. */
    public Solids as(Surface surface, int rgb) {
        materials.add(new Material(surface, rgb));
        return this;
    }

    /** A grid of {@code columns} by {@code rows} smooth cells over a surface. */
    public Solids patch(int columns, int rows, Patch patch) {
        Vec[][] p = new Vec[rows + 1][columns + 1];
        double step = 1e-3;
        for (int row = 0; row <= rows; row++) {
            for (int column = 0; column <= columns; column++) {
                p[row][column] = place.toWorld(patch.at((double) column / columns, (double) row / rows));
            }
        }
        Vec[][] n = new Vec[rows + 1][columns + 1];
        for (int row = 0; row <= rows; row++) {
            for (int column = 0; column <= columns; column++) {
                double u = (double) column / columns;
                double v = Math.max(step, Math.min(1 - step, (double) row / rows)); // off the poles
                Vec across = place.toWorld(patch.at(u + step, v)).minus(place.toWorld(patch.at(u - step, v)));
                Vec along = place.toWorld(patch.at(u, v + step)).minus(place.toWorld(patch.at(u, v - step)));
                n[row][column] = across.cross(along).unit();
            }
        }
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                triangle(p, n, row, column, row, column + 1, row + 1, column + 1);
                triangle(p, n, row, column, row + 1, column + 1, row + 1, column);
            }
        }
        return this;
    }

    private void triangle(Vec[][] p, Vec[][] n, int row0, int column0, int row1, int column1, int row2, int column2) {
        if ((count + 1) * 9 > points.length) {
            points = Arrays.copyOf(points, 2 * points.length);
            normals = Arrays.copyOf(normals, 2 * normals.length);
            parts = Arrays.copyOf(parts, 2 * parts.length);
        }
        parts[count] = materials.size() - 1;
        put(9 * count, p[row0][column0], n[row0][column0]);
        put(9 * count + 3, p[row1][column1], n[row1][column1]);
        put(9 * count + 6, p[row2][column2], n[row2][column2]);
        count++;
    }

    private void put(int index, Vec point, Vec normal) {
        points[index] = (float) point.x();
        points[index + 1] = (float) point.y();
        points[index + 2] = (float) point.z();
        normals[index] = (float) normal.x();
        normals[index + 1] = (float) normal.y();
        normals[index + 2] = (float) normal.z();
    }

    /** A flat parallelogram from a corner along two sides. */
    public Solids sheet(Vec corner, Vec across, Vec along) {
        return patch(1, 1, (u, v) -> corner.plus(across.times(u)).plus(along.times(v)));
    }

    /** A box between two opposite corners. */
    public Solids box(double x0, double y0, double z0, double x1, double y1, double z1) {
        Vec dx = new Vec(x1 - x0, 0, 0);
        Vec dy = new Vec(0, y1 - y0, 0);
        Vec dz = new Vec(0, 0, z1 - z0);
        Vec low = new Vec(x0, y0, z0);
        Vec high = new Vec(x1, y1, z1);
        sheet(low, dy, dx).sheet(low, dz, dy).sheet(low, dx, dz);
        return sheet(high, dx.times(-1), dy.times(-1))
                .sheet(high, dy.times(-1), dz.times(-1))
                .sheet(high, dz.times(-1), dx.times(-1));
    }

    /** An ellipsoid. */
    public Solids ball(double x, double y, double z, double rx, double ry, double rz) {
        return patch(14, 9, (u, v) -> {
            double around = -2 * Math.PI * u;
            double up = Math.PI * (v - 0.5);
            return new Vec(
                    x + rx * Math.cos(around) * Math.cos(up),
                    y + ry * Math.sin(up),
                    z + rz * Math.sin(around) * Math.cos(up));
        });
    }

    /** A straight pipe, as thick as {@code from} at its start and {@code to} at its end (radii); open ends. */
    public Solids pipe(Vec start, Vec end, double from, double to) {
        Vec axis = end.minus(start).unit();
        Vec side = axis.cross(Math.abs(axis.y()) < 0.9 ? new Vec(0, 1, 0) : new Vec(1, 0, 0))
                .unit();
        Vec other = axis.cross(side);
        return patch(9, 1, (u, v) -> {
            double angle = 2 * Math.PI * u;
            Vec out = side.times(Math.cos(angle)).plus(other.times(Math.sin(angle)));
            return start.towards(end, v).plus(out.times(from + (to - from) * v));
        });
    }

    /** What a lathe makes: pairs of radius and height from below to above, each stretch smooth, folds between. */
    public Solids lathe(double x, double y, double z, double... profile) {
        for (int i = 0; i + 3 < profile.length; i += 2) {
            double r0 = profile[i];
            double h0 = profile[i + 1];
            double r1 = profile[i + 2];
            double h1 = profile[i + 3];
            patch(22, 1, (u, v) -> {
                double angle = -2 * Math.PI * u;
                double r = r0 + (r1 - r0) * v;
                return new Vec(x + r * Math.cos(angle), y + h0 + (h1 - h0) * v, z + r * Math.sin(angle));
            });
        }
        return this;
    }

    /** A convex outline in x and y, drawn out along z; x0, y0, x1, y1, ... against the clock. */
    public Solids prism(double z0, double z1, double... outline) {
        int corners = outline.length / 2;
        double x = 0;
        double y = 0;
        for (int i = 0; i < corners; i++) {
            x += outline[2 * i] / corners;
            y += outline[2 * i + 1] / corners;
        }
        for (int i = 0; i < corners; i++) {
            int next = (i + 1) % corners;
            Vec a = new Vec(outline[2 * i], outline[2 * i + 1], z0);
            Vec b = new Vec(outline[2 * next], outline[2 * next + 1], z0);
            sheet(a, new Vec(0, 0, z1 - z0), b.minus(a));
            fan(new Vec(x, y, z0), a, b);
            fan(new Vec(x, y, z1), b.plus(new Vec(0, 0, z1 - z0)), a.plus(new Vec(0, 0, z1 - z0)));
        }
        return this;
    }

    private void fan(Vec tip, Vec a, Vec b) {
        patch(1, 1, (u, v) -> tip.towards(b.towards(a, u), 1 - v));
    }
}
