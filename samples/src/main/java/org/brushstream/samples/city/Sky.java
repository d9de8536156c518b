package org.brushstream.samples.city;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import org.brushstream.samples.film.Noise;

/** Sunset behind the town: a gradient, stars, the moon, and clouds that drift and are lit from below. */
final class Sky implements Layer {
    private static final int WIDTH = CityScene.WIDTH;
    private static final int HEIGHT = CityScene.WATERLINE;
    static final double MOON_X = 486;
    private static final double MOON_Y = 62;
    private static final double MOON_RADIUS = 27;
    private static final double SUN_X = 250; // it has set behind the town

    private final BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);

    @Override
    public void paint(Graphics2D g, Moment now) {
        int[] row = new int[WIDTH];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                row[x] = color(x, y, now).getRGB();
            }
            picture.setRGB(0, y, WIDTH, 1, row, 0, WIDTH);
        }
        g.drawImage(picture, 0, 0, WIDTH, HEIGHT, null);
    }

    private static Color color(int x, int y, Moment now) {
        double height = 1 - (double) y / HEIGHT; // 0 at the horizon, 1 at the top
        double sunset = Math.exp(-Math.pow((x - SUN_X) / 300.0, 2)) * Math.exp(-height * 2.6);
        Color air = air(height, sunset);
        air = Palette.mix(air, Palette.MOON, stars(x, y, now) * Noise.step(0.35, 0.7, height));
        air = moon(air, x, y);
        return clouds(air, x, height, sunset, now);
    }

    private static Color air(double height, double sunset) {
        Color color = Palette.mix(Palette.ROSE, Palette.DUSK, Noise.step(0.1, 0.66, height));
        color = Palette.mix(color, Palette.ZENITH, Noise.step(0.5, 1.05, height));
        Color glow = Palette.mix(Palette.AMBER, Palette.MOON, 0.5 * sunset * sunset);
        return Palette.mix(color, glow, Math.min(1, 1.15 * sunset));
    }

    private static double stars(int x, int y, Moment now) {
        double star = Noise.pick(x, 7919 * y);
        return star < 0.9975 ? 0 : 0.25 + 0.6 * now.swing(1 + star % 0.001 * 900, 1000 * star);
    }

    private static Color moon(Color air, int x, int y) {
        double distance = Math.hypot(x - MOON_X, y - MOON_Y);
        double halo = 0.6 * Math.exp(-Math.max(0, distance - MOON_RADIUS) / 26);
        double seas = 0.26 * Noise.step(0.42, 0.62, Noise.cloud(x / 15.0, y / 15.0, 4));
        Color disc = Palette.mix(Palette.mix(Palette.MOON, Palette.AMBER, 0.3), Palette.DUSK, seas);
        Color lit = Palette.mix(air, Palette.MOON, halo * 0.8);
        return Palette.mix(lit, disc, Noise.step(MOON_RADIUS + 0.8, MOON_RADIUS - 0.8, distance));
    }

    /** Clouds lie on a plane above the town: seen ever flatter towards the horizon. */
    private static Color clouds(Color air, int x, double height, double sunset, Moment now) {
        double distance = 1 / (height + 0.22);
        double u = (x - WIDTH / 2.0) / 120 * distance + now.seconds() * 0.11;
        double v = 4.2 * distance;
        double density = density(u, v);
        if (density <= 0) {
            return air;
        }
        double towardsSun = density - density(u - 0.10, v + 0.16);
        double light = Math.max(0, Math.min(1, 0.36 + 1.5 * towardsSun + 0.5 * sunset));
        Color shadow = Palette.mix(Palette.DUSK, Palette.ZENITH, 0.35 + 0.3 * height);
        Color bright = Palette.mix(Palette.mix(Palette.ROSE, Palette.AMBER, 0.35), Palette.ROSE, height);
        Color cloud = light < 0.6
                ? Palette.mix(shadow, bright, light / 0.6)
                : Palette.mix(bright, Palette.MOON, (light - 0.6) * 1.1);
        return Palette.mix(air, cloud, density * 0.9);
    }

    private static double density(double u, double v) {
        double bend = Noise.cloud(0.6 * u + 3, 0.9 * v, 2);
        return Noise.step(0.42, 0.68, Noise.cloud(0.75 * u + bend, 1.25 * v + 1.4 * bend, 5));
    }
}
