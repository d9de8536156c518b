package org.brushstream.samples.looks.solid;

/** What a hand needs to know of a picture before it paints it: planes of width x height pixels, top row first. */
public final class View {
    /** The part of everything behind all things. */
    public static final int SKY = -1;

    /** The part of all water: one sheet, whatever pieces it was put together from. */
    public static final int WATER = 1 << 29;

    /** This and what lies between it and {@link #WATER} has no contour. */
    public static final int TINTS = 1 << 28;

    public final int width;
    public final int height;

    /** As photographed, 0 to 1, ready for a screen; so are {@link #green} and {@link #blue}. */
    public final float[] red;

    public final float[] green;
    public final float[] blue;

    /** How much light falls there, whatever the colour of the thing, 0 to 1; in the sky, how bright it is. */
    public final float[] light;

    /** The colour of the thing in white light, 0xRRGGBB. */
    public final int[] local;

    /** A number for each thing and each window: a contour runs where it changes; windows share theirs but for 6 bits. */
    public final int[] part;

    /** Metres along the view; {@link Float#MAX_VALUE} in the sky. */
    public final float[] distance;

    /** The surface's normal: its part to the east; {@link #up} and {@link #south} are the others. */
    public final float[] east;

    public final float[] up;
    public final float[] south;

    View(int width, int height) {
        this.width = width;
        this.height = height;
        int n = width * height;
        red = new float[n];
        green = new float[n];
        blue = new float[n];
        light = new float[n];
        local = new int[n];
        part = new int[n];
        distance = new float[n];
        east = new float[n];
        up = new float[n];
        south = new float[n];
    }

    /** Clouds and waves have neither contours nor folds. */
    public boolean soft(int pixel) {
        return part[pixel] == SKY || part[pixel] == WATER;
    }

    void normal(int pixel, Vec n) {
        east[pixel] = (float) n.x();
        up[pixel] = (float) n.y();
        south[pixel] = (float) n.z();
    }
}
