package org.brushstream.trainer.motion;

import java.util.SplittableRandom;

/**
 * How one picture moves between two frames, about its middle, and how much noisier it is then.
 *
 * @param shiftX how far to the right of a pixel its new value is taken from, in pixels
 * @param shiftY the same downwards
 * @param zoom distances in the moved picture times this are those in the picture itself, above 0: below 1 it grows
 * @param degrees by how much the picture is turned
 * @param noise standard deviation of what is added to each value, of 255
 */
public record KnownMotion(double shiftX, double shiftY, double zoom, double degrees, double noise) {
    private static final double MAX_SHIFT = 8; // pixels: what a hand-held camera does from frame to frame
    private static final double MAX_ZOOM = 0.05;
    private static final double MAX_DEGREES = 3;
    private static final double MAX_NOISE = 12; // that of a phone at night

    public KnownMotion {
        if (!(zoom > 0 && noise >= 0)) {
            throw new IllegalArgumentException("a zoom of " + zoom + " with noise of " + noise + " is none");
        }
    }

    /**
     * A small motion: up to {@value #MAX_SHIFT} px along each axis, 5 % of zoom and {@value #MAX_DEGREES} degrees, all
     * evenly distributed.
     */
    public static KnownMotion random(SplittableRandom random) {
        return new KnownMotion(
                MAX_SHIFT * around0(random),
                MAX_SHIFT * around0(random),
                1 + MAX_ZOOM * around0(random),
                MAX_DEGREES * around0(random),
                MAX_NOISE * random.nextDouble());
    }

    private static double around0(SplittableRandom random) {
        return 2 * random.nextDouble() - 1;
    }

    /**
     * The rows of torch's {@code affine_grid} for square pictures: from a place in the moved picture to where its value is
     * taken from, both -1..1 from edge to edge.
     *
     * @param side of the picture in pixels
     * @return 2 x 3 numbers
     */
    float[] affine(int side) {
        double cos = zoom * Math.cos(Math.toRadians(degrees));
        double sin = zoom * Math.sin(Math.toRadians(degrees));
        return new float[] {
            (float) cos, (float) -sin, (float) (2 * shiftX / side),
            (float) sin, (float) cos, (float) (2 * shiftY / side)
        };
    }
}
