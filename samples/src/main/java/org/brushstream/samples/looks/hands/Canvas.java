package org.brushstream.samples.looks.hands;

import java.awt.image.BufferedImage;
import java.util.Arrays;

/** A sheet that is being painted: planes of red, green and blue, 0 to 1. */
final class Canvas {
    final int width;
    final int height;
    final float[] red;
    final float[] green;
    final float[] blue;

    /** An empty sheet of one colour, 0xRRGGBB. */
    Canvas(int width, int height, int rgb) {
        this.width = width;
        this.height = height;
        red = plane(rgb >> 16 & 0xff);
        green = plane(rgb >> 8 & 0xff);
        blue = plane(rgb & 0xff);
    }

    private float[] plane(int level) {
        float[] plane = new float[width * height];
        Arrays.fill(plane, level / 255f);
        return plane;
    }

    /** Covers with paint: {@code opacity} 0 leaves the sheet, 1 hides it. */
    void cover(int pixel, int rgb, double opacity) {
        float o = (float) opacity;
        red[pixel] += o * ((rgb >> 16 & 0xff) / 255f - red[pixel]);
        green[pixel] += o * ((rgb >> 8 & 0xff) / 255f - green[pixel]);
        blue[pixel] += o * ((rgb & 0xff) / 255f - blue[pixel]);
    }

    /** Prints with ink that lets what is under it through. */
    void print(int pixel, int rgb, double amount) {
        float a = (float) amount;
        red[pixel] *= 1 - a * (1 - (rgb >> 16 & 0xff) / 255f);
        green[pixel] *= 1 - a * (1 - (rgb >> 8 & 0xff) / 255f);
        blue[pixel] *= 1 - a * (1 - (rgb & 0xff) / 255f);
    }

    /** Darker or lighter by a factor. */
    void shade(int pixel, double factor) {
        red[pixel] *= (float) factor;
        green[pixel] *= (float) factor;
        blue[pixel] *= (float) factor;
    }

    /** Half as wide and high: every pixel the mean of four. */
    BufferedImage half() {
        BufferedImage picture = new BufferedImage(width / 2, height / 2, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height / 2; y++) {
            for (int x = 0; x < width / 2; x++) {
                int i = 2 * y * width + 2 * x;
                picture.setRGB(x, y, mean(red, i) << 16 | mean(green, i) << 8 | mean(blue, i));
            }
        }
        return picture;
    }

    private int mean(float[] plane, int i) {
        float sum = plane[i] + plane[i + 1] + plane[i + width] + plane[i + width + 1];
        return Math.max(0, Math.min(255, Math.round(255 * sum / 4)));
    }
}
