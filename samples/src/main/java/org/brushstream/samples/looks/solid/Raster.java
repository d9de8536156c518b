package org.brushstream.samples.looks.solid;

import java.util.Arrays;

/** Which triangle is seen in every pixel, and how near it is. */
final class Raster {
    static final int NOTHING = -1;

    final Camera camera;
    final int[] seen; // index of the triangle
    final float[] nearness; // Camera.nearness, 0 where nothing is

    private final double[] look = new double[3];
    private final double[] corners = new double[3 * 4]; // right, up, ahead of a triangle cut at the nearest plane
    private final double[] flat = new double[3 * 4]; // column, row, nearness
    private final double[] span = new double[2]; // columns of a row that lie within a triangle

    private Raster(Camera camera) {
        this.camera = camera;
        seen = new int[camera.width() * camera.height()];
        nearness = new float[seen.length];
        Arrays.fill(seen, NOTHING);
    }

    static Raster of(Solids solids, Camera camera) {
        Raster raster = new Raster(camera);
        for (int triangle = 0; triangle < solids.count; triangle++) {
            Surface surface = solids.materials.get(solids.parts[triangle]).surface();
            if (camera.parallel() && surface == Surface.WATER) {
                continue; // throws no shadow on what we can see
            }
            int n = raster.cut(solids.points, 9 * triangle);
            for (int i = 0; i < n; i++) {
                double ahead = raster.corners[3 * i + 2];
                raster.flat[3 * i] = camera.column(raster.corners[3 * i], ahead);
                raster.flat[3 * i + 1] = camera.row(raster.corners[3 * i + 1], ahead);
                raster.flat[3 * i + 2] = camera.nearness(ahead);
            }
            for (int i = 2; i < n; i++) {
                raster.fill(triangle, 0, 3 * (i - 1), 3 * i);
            }
        }
        return raster;
    }

    /** Sutherland and Hodgman 1974, with one plane: what lies nearer than the camera can see is cut off. */
    private int cut(float[] points, int first) {
        double[] raw = new double[9];
        for (int i = 0; i < 3; i++) {
            camera.look(points[first + 3 * i], points[first + 3 * i + 1], points[first + 3 * i + 2], look);
            System.arraycopy(look, 0, raw, 3 * i, 3);
        }
        int n = 0;
        for (int i = 0; i < 9; i += 3) {
            int next = (i + 3) % 9;
            double here = raw[i + 2] - Camera.NEAREST;
            double there = raw[next + 2] - Camera.NEAREST;
            if (here >= 0) {
                System.arraycopy(raw, i, corners, 3 * n++, 3);
            }
            if (here >= 0 != there >= 0) {
                double part = here / (here - there);
                for (int axis = 0; axis < 3; axis++) {
                    corners[3 * n + axis] = raw[i + axis] + part * (raw[next + axis] - raw[i + axis]);
                }
                n++;
            }
        }
        return n;
    }

    /** Row by row: a pixel belongs to the triangle where its middle lies within all three edges. */
    private void fill(int triangle, int a, int b, int c) {
        double ax = flat[a];
        double ay = flat[a + 1];
        double bx = flat[b] - ax;
        double by = flat[b + 1] - ay;
        double cx = flat[c] - ax;
        double cy = flat[c + 1] - ay;
        double area = bx * cy - by * cx;
        if (Math.abs(area) < 1e-9) {
            return;
        }
        int top = (int) Math.max(0, Math.ceil(ay + Math.min(0, Math.min(by, cy)) - 0.5));
        int bottom = (int) Math.min(camera.height() - 1, Math.floor(ay + Math.max(0, Math.max(by, cy)) - 0.5));
        double left = Math.max(0, Math.ceil(ax + Math.min(0, Math.min(bx, cx)) - 0.5));
        double right = Math.min(camera.width() - 1, Math.floor(ax + Math.max(0, Math.max(bx, cx)) - 0.5));
        double stepB = cy / area; // how the shares of the corners b and c grow from column to column
        double stepC = -by / area;
        double overB = flat[b + 2] - flat[a + 2];
        double overC = flat[c + 2] - flat[a + 2];
        for (int row = top; row <= bottom; row++) {
            double y = row + 0.5 - ay;
            double ofB = ((0.5 - ax) * cy - y * cx) / area; // at column 0
            double ofC = (y * bx - (0.5 - ax) * by) / area;
            span[0] = left;
            span[1] = right;
            keep(ofB, stepB);
            keep(ofC, stepC);
            keep(1 - ofB - ofC, -stepB - stepC);
            int last = (int) Math.floor(span[1]);
            for (int column = (int) Math.ceil(span[0]); column <= last; column++) {
                int pixel = row * camera.width() + column;
                float near = (float) (flat[a + 2] + (ofB + column * stepB) * overB + (ofC + column * stepC) * overC);
                if (near > nearness[pixel]) {
                    nearness[pixel] = near;
                    seen[pixel] = triangle;
                }
            }
        }
    }

    /** Narrows the span of columns to where a share, {@code at} in column 0, is not negative. */
    private void keep(double at, double step) {
        if (step > 0) {
            span[0] = Math.max(span[0], -at / step);
        } else if (step < 0) {
            span[1] = Math.min(span[1], -at / step);
        } else if (at < 0) {
            span[1] = -1;
        }
    }
}
