package org.brushstream.samples.looks.solid;

import org.brushstream.samples.film.Noise;

/** The sky: what is behind all things, and what the water mirrors where nothing else does. */
final class Heaven {
    private final Light light;
    private final double seconds;

    Heaven(Light light, double seconds) {
        this.light = light;
        this.seconds = seconds;
    }

    /** Adds up to linear light: red, green, blue. The ray need not be of length 1. */
    void colour(Vec ray, double[] out) {
        Vec d = ray.unit();
        air(d, out);
        cloud(d, Math.max(0, d.y()), out);
    }

    /** Without clouds: what lies between the eye and a thing far away, seen level; {@code d} of length 1. */
    void air(Vec d, double[] out) {
        double height = Math.max(0, d.y());
        double part = height == 0 ? 0 : 1 - Math.pow(1 - height, 2.5);
        mix(light.horizon(), light.zenith(), part, out);
        double towardsSun = Math.max(0, d.dot(light.sun()));
        double fourth = towardsSun * towardsSun * towardsSun * towardsSun;
        double glare = 0.35 * fourth * fourth * fourth + 3 * Noise.step(0.9991, 0.9995, towardsSun);
        add(light.sunRgb(), glare * Math.min(1.2, light.sunStrength()), out);
    }

    /** Heaps on a plane above the world, bright on top and grey below. */
    private void cloud(Vec d, double height, double[] out) {
        double scale = 1 / (height + 0.12);
        double u = d.x() * scale * 1.3 + 0.02 * seconds;
        double v = d.z() * scale * 1.3;
        double heap = Noise.cloud(u + 7, v + 3, 5);
        double edge = 0.68 - 0.4 * light.clouds();
        double cover = Noise.step(edge, edge + 0.16, heap) * Noise.step(0, 0.12, height);
        if (cover <= 0) {
            return;
        }
        double lit = 0.5
                + 2.2
                        * (heap
                                - Noise.cloud(
                                        u + 7 + 0.25 * light.sun().x(),
                                        v + 3 + 0.25 * light.sun().z(),
                                        4));
        double strength = 0.35 + 0.3 * Math.min(2, light.sunStrength()) * Math.max(0.25, Math.min(1, lit));
        double[] white = new double[3];
        add(light.horizon(), 0.45, white);
        add(light.sunRgb(), strength, white);
        for (int i = 0; i < 3; i++) {
            out[i] += cover * 0.9 * (white[i] - out[i]);
        }
    }

    static void mix(int a, int b, double part, double[] out) {
        for (int i = 0; i < 3; i++) {
            out[i] = Noise.mix(linear(a, i), linear(b, i), part);
        }
    }

    static void add(int rgb, double factor, double[] out) {
        for (int i = 0; i < 3; i++) {
            out[i] += factor * linear(rgb, i);
        }
    }

    private static final double[] LINEAR = new double[256];

    static {
        for (int i = 0; i < 256; i++) {
            LINEAR[i] = Math.pow(i / 255.0, 2.2);
        }
    }

    /** Channel 0 red, 1 green, 2 blue of a screen colour as an amount of light, 0 to 1. */
    static double linear(int rgb, int channel) {
        return LINEAR[rgb >> (16 - 8 * channel) & 0xff];
    }
}
