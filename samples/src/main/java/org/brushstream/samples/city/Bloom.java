package org.brushstream.samples.city;

import java.awt.image.BufferedImage;
import org.brushstream.samples.film.Blur;
import org.brushstream.samples.film.Noise;

/** The glare of lamps in a lens: what is brighter than a threshold is blurred, narrow and wide, and added. */
final class Bloom {
    private static final double THRESHOLD = 0.62; // of full brightness
    private static final int[] RADII = {2, 9}; // pixels
    private static final double[] STRENGTHS = {0.45, 0.55};

    private Bloom() {}

    /** Changes the picture in place and returns it. */
    static BufferedImage apply(BufferedImage picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        int[] rgb = picture.getRGB(0, 0, width, height, null, 0, width);
        for (int shift = 0; shift <= 16; shift += 8) {
            float[] bright = bright(rgb, shift);
            float[] sum = new float[rgb.length];
            for (int i = 0; i < RADII.length; i++) {
                float[] blurred = Blur.soft(bright, width, height, RADII[i]);
                for (int pixel = 0; pixel < sum.length; pixel++) {
                    sum[pixel] += (float) (STRENGTHS[i] * blurred[pixel]);
                }
            }
            for (int pixel = 0; pixel < rgb.length; pixel++) {
                double value = (rgb[pixel] >> shift & 0xff) / 255.0;
                double screened = 1 - (1 - value) * (1 - Math.min(1, sum[pixel])); // never beyond white
                rgb[pixel] = (rgb[pixel] & ~(0xff << shift)) | ((int) Math.round(255 * screened) << shift);
            }
        }
        picture.setRGB(0, 0, width, height, rgb, 0, width);
        return picture;
    }

    /** One channel, 0 to 1, of the pixels whose brightest channel is above the threshold. */
    private static float[] bright(int[] rgb, int shift) {
        float[] bright = new float[rgb.length];
        for (int pixel = 0; pixel < rgb.length; pixel++) {
            int p = rgb[pixel];
            double luma = (0.2126 * (p >> 16 & 0xff) + 0.7152 * (p >> 8 & 0xff) + 0.0722 * (p & 0xff)) / 255; // BT.709
            bright[pixel] = (float) ((p >> shift & 0xff) / 255.0 * Noise.step(THRESHOLD, 1, luma));
        }
        return bright;
    }
}
