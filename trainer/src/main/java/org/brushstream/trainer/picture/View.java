package org.brushstream.trainer.picture;

import java.nio.file.Path;
import java.util.random.RandomGenerator;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;

/**
 * How a picture is looked at by a classifier: a square of it, perhaps mirrored and in slightly other colours, so that it is
 * not learned by heart.
 *
 * @param part side of the square, as a share of the picture's shorter side, above 0 and at most 1
 * @param across where it lies between left (0) and right (1)
 * @param down where it lies between top (0) and bottom (1)
 * @param mirrored whether left and right are exchanged
 * @param brightness factor of all values, 1 for the picture's own
 * @param contrast factor of the distances to middle grey
 * @param saturation factor of the distances to the pixel's own grey
 */
public record View(
        double part,
        double across,
        double down,
        boolean mirrored,
        double brightness,
        double contrast,
        double saturation) {
    /** The middle, as it is. */
    public static final View MIDDLE = new View(1, 0.5, 0.5, false, 1, 1, 1);

    private static final double SMALLEST_PART = 0.6;
    private static final double COLOUR_CHANGE = 0.15; // more, and a look is no longer the same
    private static final double GREY = 127.5;

    /** Rec. 601, as OpenCV takes it. */
    private static final double[] LUMA = {0.299, 0.587, 0.114};

    public View {
        if (!(part > 0 && part <= 1 && across >= 0 && across <= 1 && down >= 0 && down <= 1)) {
            throw new IllegalArgumentException(
                    "a view lies inside its picture, not " + part + " of it at " + across + ", " + down);
        }
    }

    /** Another one of a picture. */
    public static View random(RandomGenerator random) {
        return new View(
                random.nextDouble(SMALLEST_PART, 1),
                random.nextDouble(),
                random.nextDouble(),
                random.nextBoolean(),
                around(random),
                around(random),
                around(random));
    }

    private static double around(RandomGenerator random) {
        return random.nextDouble(1 - COLOUR_CHANGE, 1 + COLOUR_CHANGE);
    }

    /**
     * Looks at a picture.
     *
     * @param side pixels of the square afterwards
     * @param chw receives RGB planes, 0..255, from {@code offset} on
     * @throws org.brushstream.runtime.model.ModelException if the file is absent or no picture
     */
    public void of(Path picture, int side, float[] chw, int offset) {
        try (Mat stored = PictureFile.decode(picture)) {
            int square = (int) Math.max(1, Math.round(part * Math.min(stored.cols(), stored.rows())));
            int left = (int) Math.round(across * (stored.cols() - square));
            int top = (int) Math.round(down * (stored.rows() - square));
            try (Rect window = new Rect(left, top, square, square);
                    Mat cut = new Mat(stored, window);
                    Mat scaled = Pictures.scale(cut, (double) side / square)) {
                Pictures.toChw(scaled, chw, offset, mirrored);
            }
        }
        colour(chw, offset, side * side);
    }

    private void colour(float[] chw, int offset, int plane) {
        if (brightness == 1 && contrast == 1 && saturation == 1) {
            return;
        }
        for (int pixel = offset; pixel < offset + plane; pixel++) {
            double grey = 0;
            for (int channel = 0; channel < 3; channel++) {
                grey += LUMA[channel] * chw[pixel + channel * plane];
            }
            for (int channel = 0; channel < 3; channel++) {
                double pale = grey + saturation * (chw[pixel + channel * plane] - grey);
                double value = brightness * (GREY + contrast * (pale - GREY));
                chw[pixel + channel * plane] = (float) Math.max(0, Math.min(255, value));
            }
        }
    }
}
