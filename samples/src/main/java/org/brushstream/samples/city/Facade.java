package org.brushstream.samples.city;

import java.awt.Color;
import java.awt.Graphics2D;
import org.brushstream.samples.film.Noise;

/** Patterns of windows. Each window knows from its place alone when it is lit, and in which colour. */
enum Facade {
    /** Single windows. */
    GRID(5.4, 7.2, 0.56, 0.60, 0.52),
    /** Bands of glass around the floors. */
    RIBBON(9, 6, 0.94, 0.46, 0.45),
    /** Tall glass between piers. */
    FINS(4.4, 12, 0.52, 0.88, 0.50),
    /** Small windows of flats, many at home. */
    FLATS(4.6, 5.6, 0.5, 0.5, 0.62),
    /** A wall of lamps that shows the music as an equaliser. */
    LAMPS(5, 5.2, 0.7, 0.6, 0);

    /** Share of the windows that somebody switches on or off during the film. */
    private static final double SWITCHED = 0.22;

    private final double columnPixels;
    private final double floorPixels;
    private final double glassWidth;
    private final double glassHeight;
    private final double litShare;

    Facade(double columnPixels, double floorPixels, double glassWidth, double glassHeight, double litShare) {
        this.columnPixels = columnPixels;
        this.floorPixels = floorPixels;
        this.glassWidth = glassWidth;
        this.glassHeight = glassHeight;
        this.litShare = litShare;
    }

    void paint(Graphics2D g, Wall wall, int seed, Moment now) {
        g.setColor(wall.color());
        g.fill(wall.part(0, 0, 1, 1));
        int columns = (int) Math.max(1, Math.round(wall.width() / columnPixels));
        int floors = (int) Math.max(1, Math.round((wall.height() - 3) / floorPixels));
        double attic = 3 / wall.height();
        double floorHeight = (1 - attic) / floors;
        for (int floor = 0; floor < floors; floor++) {
            double v = (floor + (1 - glassHeight) / 2) * floorHeight;
            for (int column = 0; column < columns; column++) {
                double u = (column + (1 - glassWidth) / 2) / columns;
                g.setColor(
                        this == LAMPS
                                ? lamp(wall, seed + column, (floor + 0.5) / floors, now)
                                : window(wall, seed + 101 * column, floor, now));
                g.fill(wall.part(u, v, u + glassWidth / columns, v + glassHeight * floorHeight));
            }
        }
        g.setColor(Palette.mix(wall.color(), Palette.ROSE, 0.3));
        g.fill(wall.part(0, 1 - attic * 0.45, 1, 1)); // the parapet catches the last light
        g.fill(wall.part(0, 0, 0.6 / wall.width(), 1)); // and so does the corner
    }

    private Color window(Wall wall, int column, int floor, Moment now) {
        double choice = Noise.pick(column, floor);
        Color lamp = Palette.pick(Palette.WINDOWS, Noise.pick(column + 5, floor));
        Color lit = Palette.mix(lamp, wall.color(), 0.38 * Noise.pick(column + 9, floor));
        double skyLight = 0.16 + 0.20 * Noise.pick(column + 13, floor);
        Color dark = Palette.mix(Palette.mix(wall.color(), Palette.INK, 0.45), Palette.DUSK, skyLight);
        double on = choice < litShare ? 1 : 0;
        if (Noise.pick(column + 17, floor) < SWITCHED) {
            double at = Moment.FILM_SECONDS * Noise.pick(column + 19, floor);
            on = Palette.mix(on, 1 - on, Noise.step(at, at + 0.12, now.seconds()));
        }
        return Palette.mix(dark, lit, on);
    }

    private static Color lamp(Wall wall, int column, double height, Moment now) {
        double level = 0.36
                + 0.6 * now.pulse() * (0.5 + 0.5 * Noise.pick(column, 3))
                + 0.3 * Noise.at(now.seconds() * 5, 3.7 * column);
        Color color = Palette.mix(Palette.PINK, Palette.NEON, height);
        return Palette.mix(color, Palette.mix(wall.color(), color, 0.16), Noise.step(level, level + 0.04, height));
    }
}
