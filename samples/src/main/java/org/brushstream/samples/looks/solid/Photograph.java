package org.brushstream.samples.looks.solid;

/** Takes the plain picture: sun with shadows, light from the sky and the ground, haze, and what lies behind. */
final class Photograph {
    private final Solids solids;
    private final Light light;
    private final Raster raster;
    private final Shadows shadows;
    private final Heaven heaven;
    private final Surface.Answer answer = new Surface.Answer();
    private final double[] colour = new double[3];
    private final double[] sky = new double[3];
    private final View view;

    private Photograph(Solids solids, Light light, Camera camera, Shadows shadows, double seconds) {
        this.solids = solids;
        this.light = light;
        this.shadows = shadows;
        raster = Raster.of(solids, camera);
        heaven = new Heaven(light, seconds);
        view = new View(camera.width(), camera.height());
    }

    static View take(Solids solids, Light light, Camera camera, Vec middle, double radius, double seconds) {
        Shadows shadows = new Shadows(solids, light, middle, radius);
        Photograph photograph = new Photograph(solids, light, camera, shadows, seconds);
        for (int pixel = 0; pixel < photograph.raster.seen.length; pixel++) {
            photograph.expose(pixel);
        }
        Water.fill(photograph.view, camera, photograph.heaven, seconds);
        Development.develop(photograph.view);
        return photograph.view;
    }

    private void expose(int pixel) {
        Camera camera = raster.camera;
        Vec ray = camera.ray(pixel % camera.width(), pixel / camera.width());
        int triangle = raster.seen[pixel];
        if (triangle == Raster.NOTHING) {
            heaven.colour(ray, colour);
            view.part[pixel] = View.SKY;
            view.distance[pixel] = Float.MAX_VALUE;
            view.light[pixel] = (float) Math.min(1, Development.luminance(colour) * 1.3);
            view.local[pixel] = Development.rgb(colour, 1);
            put(pixel);
            return;
        }
        double distance = 1 / raster.nearness[pixel];
        Vec at = camera.eye().plus(ray.times(distance));
        Vec normal = normal(triangle, at);
        if (normal.dot(ray) > 0 && facing(triangle, ray)) {
            normal = normal.times(-1);
        }
        int part = solids.parts[triangle];
        Solids.Material material = solids.materials.get(part);
        material.surface().look(material.rgb(), at, normal, answer);
        view.part[pixel] = switch (material.surface()) {
            case WATER -> View.WATER;
            case TINT -> View.TINTS + part;
            default -> part * 64 + answer.detail;
        };
        view.distance[pixel] = (float) distance;
        view.local[pixel] = answer.rgb;
        view.normal(pixel, normal);
        light(pixel, at, normal, ray, distance);
    }

    private void light(int pixel, Vec at, Vec normal, Vec ray, double distance) {
        double facing = Math.max(0, normal.dot(light.sun()));
        double sun = facing <= 0 ? 0 : facing * shadows.sun(at, normal);
        double fromSky = 0.42 + 0.3 * normal.y() + 0.08 * normal.x();
        double lamps = answer.shine * light.lamps();
        view.light[pixel] = (float) Math.min(1, 0.75 * sun + 0.5 * fromSky + lamps);
        double haze = 1 - Math.exp(-distance / light.haze());
        heaven.air(new Vec(ray.x(), 0, ray.z()).unit(), sky);
        for (int i = 0; i < 3; i++) {
            double ambient =
                    fromSky * (0.45 * Heaven.linear(light.zenith(), i) + 0.75 * Heaven.linear(light.horizon(), i));
            double falling = light.sunStrength() * sun * Heaven.linear(light.sunRgb(), i) + ambient + 1.6 * lamps;
            double own = Heaven.linear(answer.rgb, i) * falling;
            colour[i] = own + haze * (0.9 * sky[i] - own);
        }
        put(pixel);
    }

    private void put(int pixel) {
        view.red[pixel] = (float) colour[0];
        view.green[pixel] = (float) colour[1];
        view.blue[pixel] = (float) colour[2];
    }

    /** Whether the back of the triangle is seen. */
    private boolean facing(int triangle, Vec ray) {
        Vec a = point(solids.points, triangle, 0);
        Vec b = point(solids.points, triangle, 1).minus(a);
        Vec c = point(solids.points, triangle, 2).minus(a);
        return b.cross(c).dot(ray) > 0;
    }

    /** Between the normals of the corners, by the parts of the area that lie across from them. */
    private Vec normal(int triangle, Vec at) {
        Vec a = point(solids.points, triangle, 0);
        Vec b = point(solids.points, triangle, 1).minus(a);
        Vec c = point(solids.points, triangle, 2).minus(a);
        Vec p = at.minus(a);
        double bb = b.dot(b);
        double bc = b.dot(c);
        double cc = c.dot(c);
        double determinant = bb * cc - bc * bc;
        double ofB = (cc * b.dot(p) - bc * c.dot(p)) / determinant;
        double ofC = (bb * c.dot(p) - bc * b.dot(p)) / determinant;
        Vec na = point(solids.normals, triangle, 0);
        Vec nb = point(solids.normals, triangle, 1);
        Vec nc = point(solids.normals, triangle, 2);
        return na.times(1 - ofB - ofC).plus(nb.times(ofB)).plus(nc.times(ofC)).unit();
    }

    private static Vec point(float[] triples, int triangle, int corner) {
        int i = 9 * triangle + 3 * corner;
        return new Vec(triples[i], triples[i + 1], triples[i + 2]);
    }
}
