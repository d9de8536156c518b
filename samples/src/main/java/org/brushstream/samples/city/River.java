package org.brushstream.samples.city;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import org.brushstream.samples.film.Noise;

/** The river: mirrors what has been painted above it, bent by waves that grow towards the viewer. */
final class River implements Layer {
    private static final double DEPTH = CityScene.HEIGHT - CityScene.WATERLINE; // pixels of the film
    private static final double STRETCH = 1.75; // low waves show more of the town than a mirror would
    private static final int TAPS = 5;
    private static final Color NEAR = new Color(0x34468c);
    private static final Color FAR = new Color(0x8a6a98);

    private final BufferedImage canvas; // TYPE_INT_RGB, the one the layers are painted on

    River(BufferedImage canvas) {
        this.canvas = canvas;
    }

    @Override
    public void paint(Graphics2D g, Moment now) {
        int[] rgb = ((DataBufferInt) canvas.getRaster().getDataBuffer()).getData();
        int width = canvas.getWidth();
        double scale = (double) width / CityScene.WIDTH;
        double left = now.left(1);
        for (int row = (int) (CityScene.WATERLINE * scale); row < canvas.getHeight(); row++) {
            double below = row / scale - CityScene.WATERLINE;
            double near = below / DEPTH; // 0 at the far bank, 1 at the lower edge of the picture
            double distance = 1 / (below + 7);
            Color water = Palette.mix(FAR, NEAR, Math.sqrt(near));
            for (int column = 0; column < width; column++) {
                double x = column / scale;
                double u = (x - CityScene.WIDTH / 2.0 - left) * distance;
                double t = now.seconds();
                double swell = Noise.at(1.1 * u + 0.35 * t, 300 * distance + 0.6 * t) - 0.5;
                double ripple = Noise.at(3.6 * u - 0.5 * t, 1300 * distance - 1.2 * t) - 0.5;
                double slope = swell + 0.8 * ripple;
                double mirrored = CityScene.WATERLINE - 1.5 - STRETCH * below - slope * (3 + 30 * near);
                double sideways = x + swell * (1 + 8 * near) + ripple * (1 + 3 * near);
                int seen = mirror(rgb, width, sideways * scale, mirrored * scale, (2 + 9 * near) * scale);
                double clear = 0.84 - 0.22 * near - 0.3 * slope; // steep waves show the water, flat ones the sky
                int color = blend(water.getRGB(), seen, clear);
                rgb[row * width + column] = blend(color, Palette.MOON.getRGB(), glitter(x, near, slope));
            }
        }
    }

    /** Mean of several pixels above one another: ripples too small to draw smear every lamp into a streak. */
    private static int mirror(int[] rgb, int width, double column, double row, double smear) {
        int last = rgb.length / width * CityScene.WATERLINE / CityScene.HEIGHT - 2; // above the river
        int x = Math.max(0, Math.min(width - 1, (int) column));
        int red = 0;
        int green = 0;
        int blue = 0;
        for (int tap = 0; tap < TAPS; tap++) {
            int y = Math.max(0, Math.min(last, (int) (row + smear * (tap / (TAPS - 1.0) - 0.5))));
            int pixel = rgb[y * width + x];
            red += pixel >> 16 & 0xff;
            green += pixel >> 8 & 0xff;
            blue += pixel & 0xff;
        }
        return pack(red / TAPS, green / TAPS, blue / TAPS);
    }

    /** Under the moon some waves flash: how white this one is, 0 to 1. */
    private static double glitter(double x, double near, double slope) {
        double path = Math.exp(-Math.pow((x - Sky.MOON_X) / (18 + 50 * near), 2));
        return 0.85 * path * Noise.step(0.24, 0.42, slope);
    }

    private static int blend(int a, int b, double part) {
        int red = (int) Palette.mix(a >> 16 & 0xff, b >> 16 & 0xff, part);
        int green = (int) Palette.mix(a >> 8 & 0xff, b >> 8 & 0xff, part);
        int blue = (int) Palette.mix(a & 0xff, b & 0xff, part);
        return pack(red, green, blue);
    }

    private static int pack(int red, int green, int blue) {
        return (red << 16) | (green << 8) | blue;
    }
}
