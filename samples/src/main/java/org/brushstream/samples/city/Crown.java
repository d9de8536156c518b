package org.brushstream.samples.city;

import java.awt.Color;
import java.awt.Graphics2D;

/** What stands on top of a tower. */
enum Crown {
    /** Sheds of lifts and fans. */
    FLAT,
    /** A mast with two red lamps. */
    MAST,
    /** A pointed roof. */
    SPIRE,
    /** A water tank on legs. */
    TANK,
    /** Half a ball. */
    DOME;

    /**
     * @param middle x of the middle of the roof, pixels of the film
     * @param roof y of the roof
     * @param roofWidth width of the uppermost tier, pixels
     */
    void paint(Graphics2D g, double middle, double roof, double roofWidth, Color wall, Moment now) {
        Color dark = Palette.mix(wall, Palette.INK, 0.45);
        Color light = Palette.mix(wall, Palette.ROSE, 0.35);
        switch (this) {
            case FLAT -> {
                g.setColor(dark);
                g.fill(Shapes.box(middle - roofWidth * 0.22, roof - 4, roofWidth * 0.3, 7));
                g.fill(Shapes.box(middle + roofWidth * 0.14, roof - 2.5, roofWidth * 0.2, 6));
            }
            case MAST -> {
                g.setColor(dark);
                g.fill(Shapes.box(middle - 4, roof - 5, 8, 8));
                g.fill(Shapes.polygon(
                        middle - 2, roof - 4, middle - 0.6, roof - 36, middle + 0.6, roof - 36, middle + 2, roof - 4));
                Lights.beacon(g, middle, roof - 36, now, roof);
                Lights.beacon(g, middle, roof - 19, now, roof + 1);
            }
            case SPIRE -> {
                g.setColor(light);
                g.fill(Shapes.polygon(
                        middle - roofWidth * 0.42, roof + 3, middle, roof - roofWidth * 1.1, middle, roof + 3));
                g.setColor(dark);
                g.fill(Shapes.polygon(
                        middle, roof - roofWidth * 1.1, middle, roof + 3, middle + roofWidth * 0.42, roof + 3));
                g.fill(Shapes.box(middle - 0.5, roof - roofWidth * 1.1 - 12, 1, 14));
                Lights.beacon(g, middle, roof - roofWidth * 1.1 - 12, now, roof);
            }
            case TANK -> {
                g.setColor(dark);
                for (int leg = -1; leg <= 1; leg++) {
                    g.fill(Shapes.box(middle + 4 * leg - 0.4, roof - 6, 0.8, 9));
                }
                g.fill(Shapes.box(middle - 5.5, roof - 14, 11, 9));
                g.fill(Shapes.polygon(middle - 6.5, roof - 14, middle, roof - 19, middle + 6.5, roof - 14));
                g.setColor(Palette.fade(light, 0.7));
                g.fill(Shapes.box(middle - 5.5, roof - 14, 3, 9));
            }
            case DOME -> {
                double radius = roofWidth * 0.4;
                g.setColor(dark);
                g.fill(Shapes.dome(middle, roof + 1, radius, 0, 180));
                g.setColor(light);
                g.fill(Shapes.dome(middle, roof + 1, radius, 100, 80));
                g.setColor(dark);
                g.fill(Shapes.box(middle - 0.6, roof - radius - 10, 1.2, 12));
                Lights.beacon(g, middle, roof - radius - 10, now, roof);
            }
        }
    }
}
