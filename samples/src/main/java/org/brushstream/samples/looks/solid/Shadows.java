package org.brushstream.samples.looks.solid;

/** Where the sun does not reach: a picture of the world as the sun sees it. Williams 1978. */
final class Shadows {
    private static final int SIDE = 1200; // pixels
    private final Raster map;
    private final double bias; // metres
    private final double[] look = new double[3];

    Shadows(Solids solids, Light light, Vec middle, double radius) {
        map = Raster.of(solids, Camera.ofSun(light.sun(), middle, radius, SIDE));
        bias = 0.02 + 6 * radius / SIDE;
    }

    /** 1 in the sun, 0 in the shade; between at the edge of a shadow. */
    double sun(Vec at, Vec normal) {
        double lift = 0.6 * bias;
        map.camera.look(at.x() + lift * normal.x(), at.y() + lift * normal.y(), at.z() + lift * normal.z(), look);
        double nearness = map.camera.nearness(look[2] - bias);
        double column = map.camera.column(look[0], 1) - 0.5;
        double row = map.camera.row(look[1], 1) - 0.5;
        int left = (int) Math.floor(column);
        int top = (int) Math.floor(row);
        double u = column - left;
        double v = row - top;
        double above = lit(left, top, nearness) * (1 - u) + lit(left + 1, top, nearness) * u;
        double below = lit(left, top + 1, nearness) * (1 - u) + lit(left + 1, top + 1, nearness) * u;
        return above * (1 - v) + below * v;
    }

    private double lit(int column, int row, double nearness) {
        if (column < 0 || row < 0 || column >= SIDE || row >= SIDE) {
            return 1;
        }
        return map.nearness[row * SIDE + column] <= nearness ? 1 : 0;
    }
}
