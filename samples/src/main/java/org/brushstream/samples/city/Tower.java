package org.brushstream.samples.city;

import java.awt.Color;
import java.awt.Graphics2D;

/**
 * A tower seen across its corner: a face towards the sunset, a face in shadow, in up to three tiers.
 *
 * @param x left edge at the start of the film, pixels of its layer
 * @param width of the lowest tier, pixels
 * @param height of all tiers, above the water line, pixels
 * @param tiers 1 to 3: each is narrower than the one below
 * @param crown what stands on top
 * @param facade the pattern of its windows
 * @param wall colour of the face in the light
 */
record Tower(double x, double width, double height, int tiers, Crown crown, Facade facade, Color wall) {
    /** Share of the tower that each tier adds, from below. */
    private static final double[][] TIER_TOPS = {{1}, {0.74, 1}, {0.62, 0.86, 1}};

    private static final double STEP_BACK = 0.74; // width of a tier against the one below

    void paint(Graphics2D g, double left, Moment now) {
        double middle = left + x + width / 2;
        double corner = 0.42 + 0.16 * (middle / CityScene.WIDTH - 0.5); // turns a little as the camera passes
        double tierWidth = width;
        double bottom = 0;
        double[] tops = TIER_TOPS[tiers - 1];
        for (int tier = 0; tier < tiers; tier++) {
            double start = middle - tierWidth / 2;
            double edge = start + corner * tierWidth;
            int seed = (int) (31 * x) + 977 * tier;
            double top = tops[tier] * height;
            facade.paint(g, new Wall(edge, start, bottom, top, Palette.mix(wall, Palette.ROSE, 0.26)), seed, now);
            facade.paint(
                    g,
                    new Wall(edge, start + tierWidth, bottom, top, Palette.mix(wall, Palette.INK, 0.34)),
                    seed + 7,
                    now);
            bottom = top;
            tierWidth *= STEP_BACK;
        }
        double roofWidth = tierWidth / STEP_BACK;
        crown.paint(g, middle, CityScene.WATERLINE - height, roofWidth, wall, now);
    }
}
