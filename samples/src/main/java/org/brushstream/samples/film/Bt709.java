package org.brushstream.samples.film;

import java.nio.ByteBuffer;

/**
 * From screen colours to those of a film: Recommendation ITU-R BT.709, 8 bits, limited range, 4:2:0.
 *
 * <p>BT.709-6, items 3.2 to 3.4, with R, G, B and Y' from 0 to 1: Y' = 0.2126 R + 0.7152 G + 0.0722 B, Cb = (B - Y') /
 * 1.8556, Cr = (R - Y') / 1.5748; items 4.6: 16 + 219 Y', 128 + 224 Cb, 128 + 224 Cr. Written out here because JavaCV
 * leaves swscale at the matrix of BT.601, whatever the file says.
 */
public final class Bt709 {
    private static final double RED = 0.2126;
    private static final double GREEN = 0.7152;
    private static final double BLUE = 0.0722;

    private Bt709() {}

    /**
     * Colour has half the resolution. Its samples lie on the left pixel of each pair, as players of H.264 assume: the
     * neighbours count a quarter each; and between the two rows.
     *
     * @param rgb {height x width}, 0xRRGGBB
     * @param width even
     * @param height even
     * @param yuv filled from its start with the planes Y', Cb and Cr: width * height * 3 / 2 bytes
     */
    public static void toYuv420(int[] rgb, int width, int height, ByteBuffer yuv) {
        for (int i = 0; i < rgb.length; i++) {
            yuv.put(i, (byte) Math.round(16 + 219 * luma(rgb[i])));
        }
        int blues = width * height;
        int reds = blues + width * height / 4;
        for (int y = 0; y < height; y += 2) {
            for (int x = 0; x < width; x += 2) {
                int before = Math.max(0, x - 1);
                double blue = 0;
                double red = 0;
                for (int row = y * width; row <= (y + 1) * width; row += width) {
                    blue += cb(rgb[row + before]) + 2 * cb(rgb[row + x]) + cb(rgb[row + x + 1]);
                    red += cr(rgb[row + before]) + 2 * cr(rgb[row + x]) + cr(rgb[row + x + 1]);
                }
                int sample = y / 2 * (width / 2) + x / 2;
                yuv.put(blues + sample, (byte) Math.round(128 + 224 * blue / 8));
                yuv.put(reds + sample, (byte) Math.round(128 + 224 * red / 8));
            }
        }
    }

    private static double luma(int rgb) {
        return (RED * (rgb >> 16 & 0xff) + GREEN * (rgb >> 8 & 0xff) + BLUE * (rgb & 0xff)) / 255;
    }

    private static double cb(int rgb) {
        return ((rgb & 0xff) / 255.0 - luma(rgb)) / 1.8556;
    }

    private static double cr(int rgb) {
        return ((rgb >> 16 & 0xff) / 255.0 - luma(rgb)) / 1.5748;
    }
}
