package org.brushstream.samples.looks.solid;

import org.brushstream.samples.film.Noise;

/** Sea and river: every pixel looks up along its mirrored ray for what else the picture shows there. */
final class Water {
    private static final int STEPS = 18;

    private final View view;
    private final Camera camera;
    private final Heaven heaven;
    private final double[] look = new double[3];
    private final double[] seen = new double[3];

    private Water(View view, Camera camera, Heaven heaven) {
        this.view = view;
        this.camera = camera;
        this.heaven = heaven;
    }

    static void fill(View view, Camera camera, Heaven heaven, double seconds) {
        Water water = new Water(view, camera, heaven);
        for (int pixel = 0; pixel < view.part.length; pixel++) {
            if (view.part[pixel] == View.WATER) {
                water.mirror(pixel, seconds);
            }
        }
    }

    private void mirror(int pixel, double seconds) {
        Vec ray = camera.ray(pixel % camera.width(), pixel / camera.width());
        double distance = view.distance[pixel];
        Vec at = camera.eye().plus(ray.times(distance));
        Vec normal = waves(pixel, at, distance, seconds);
        Vec d = ray.unit();
        double facing = Math.max(0, -d.dot(normal));
        Vec up = d.minus(normal.times(2 * d.dot(normal)));
        up = new Vec(up.x(), Math.max(0.01, up.y()), up.z());
        double mirrored = 0.04 + 0.96 * Math.pow(1 - facing, 5); // Schlick 1994
        mirrored = Math.min(0.9, 0.12 + mirrored);
        if (!search(at, up)) {
            heaven.colour(up, seen);
        }
        float[][] planes = {view.red, view.green, view.blue};
        double light = 0;
        for (int i = 0; i < 3; i++) {
            float own = planes[i][pixel];
            planes[i][pixel] = (float) Noise.mix(own, seen[i], mirrored);
            light += planes[i][pixel] / 3;
        }
        view.light[pixel] = (float) Math.min(1, light * 1.4);
        view.normal(pixel, normal);
    }

    /** Two trains of waves across one another, on top of the shape that the sea has already; calmer far away. */
    private Vec waves(int pixel, Vec at, double distance, double seconds) {
        double calm = 1 / (1 + distance / 60);
        double a = Noise.at(0.5 * at.x() + 0.7 * seconds, 0.9 * at.z() + 0.4 * seconds) - 0.5;
        double b = Noise.at(1.7 * at.x() - 0.9 * seconds + 9, 2.6 * at.z() + 1.1 * seconds) - 0.5;
        double c = Noise.at(0.9 * at.z() + 0.5 * seconds + 31, 0.7 * at.x() - 0.3 * seconds) - 0.5;
        return new Vec(
                        view.east[pixel] + calm * (0.10 * c + 0.05 * b),
                        view.up[pixel],
                        view.south[pixel] + calm * (0.16 * a + 0.10 * b))
                .unit();
    }

    /** Steps along the mirrored ray until it passes behind something in the picture. */
    private boolean search(Vec at, Vec up) {
        double reach = 0.4 + 0.01 * at.minus(camera.eye()).length();
        double along = reach;
        for (int step = 0; step < STEPS; step++) {
            camera.look(at.x() + along * up.x(), at.y() + along * up.y(), at.z() + along * up.z(), look);
            if (look[2] < Camera.NEAREST) {
                return false;
            }
            int column = (int) camera.column(look[0], look[2]);
            int row = (int) camera.row(look[1], look[2]);
            if (column < 0 || row < 0 || column >= camera.width() || row >= camera.height()) {
                return false;
            }
            int pixel = row * camera.width() + column;
            double there = view.distance[pixel];
            if (there < look[2] && there > look[2] - 3 * reach - 0.2 * look[2] && view.part[pixel] != View.WATER) {
                seen[0] = view.red[pixel];
                seen[1] = view.green[pixel];
                seen[2] = view.blue[pixel];
                return true;
            }
            along += reach;
            reach *= 1.36;
        }
        return false;
    }
}
