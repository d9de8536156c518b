package org.brushstream.samples.city;

import static org.brushstream.samples.city.Crown.DOME;
import static org.brushstream.samples.city.Crown.FLAT;
import static org.brushstream.samples.city.Crown.MAST;
import static org.brushstream.samples.city.Crown.SPIRE;
import static org.brushstream.samples.city.Crown.TANK;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;
import org.brushstream.samples.film.Noise;
import org.jspecify.annotations.Nullable;

/** A row of towers at one distance, with the haze that lies in front of it. */
final class Skyline implements Layer {
    private static final int HAZE_HEIGHT = 115; // pixels

    private static final Facade[] FACADES = {Facade.GRID, Facade.RIBBON, Facade.FINS, Facade.FLATS};

    private final List<Tower> towers;
    private final double parallax;
    private final Color haze; // at the foot of the towers; fades upwards

    private Skyline(List<Tower> towers, double parallax, Color haze) {
        this.towers = List.copyOf(towers);
        this.parallax = parallax;
        this.haze = haze;
    }

    /** Pale towers on the horizon. */
    static Skyline far() {
        Color wall = Palette.mix(Palette.DUSK, Palette.ROSE, 0.42);
        return new Skyline(row(11, 15, 28, 50, 80, wall), 0.15, Palette.fade(Palette.AMBER, 0.75));
    }

    /** The towers that make the outline of the town, placed by hand. */
    static Skyline middle() {
        Color[] wall = Palette.WALLS;
        List<Tower> towers = List.of(
                new Tower(30, 44, 104, 1, TANK, Facade.FLATS, wall[2]),
                new Tower(206, 40, 96, 2, FLAT, Facade.RIBBON, wall[5]),
                new Tower(318, 46, 112, 1, FLAT, Facade.LAMPS, wall[0]),
                new Tower(470, 46, 110, 1, TANK, Facade.GRID, wall[4]),
                new Tower(600, 44, 122, 2, DOME, Facade.FLATS, wall[3]),
                new Tower(-20, 52, 150, 2, MAST, Facade.GRID, wall[1]),
                new Tower(72, 50, 176, 3, SPIRE, Facade.FINS, wall[0]),
                new Tower(124, 46, 128, 1, FLAT, Facade.RIBBON, wall[3]),
                new Tower(166, 44, 152, 2, DOME, Facade.GRID, wall[4]),
                new Tower(246, 54, 132, 2, MAST, Facade.FINS, wall[1]),
                new Tower(372, 52, 196, 3, MAST, Facade.GRID, wall[5]),
                new Tower(424, 44, 140, 1, FLAT, Facade.RIBBON, wall[1]),
                new Tower(518, 50, 164, 3, SPIRE, Facade.FINS, wall[2]),
                new Tower(560, 46, 130, 1, TANK, Facade.GRID, wall[0]),
                new Tower(640, 56, 168, 2, MAST, Facade.RIBBON, wall[5]),
                new Tower(690, 48, 120, 1, FLAT, Facade.FINS, wall[4]));
        return new Skyline(towers, 0.38, Palette.fade(Palette.mix(Palette.ROSE, Palette.DUSK, 0.35), 0.55));
    }

    /** Houses along the far bank. */
    static Skyline houses() {
        return new Skyline(row(29, 24, 44, 38, 70, null), 0.55, Palette.fade(Palette.AMBER, 0.28));
    }

    private static List<Tower> row(
            int seed, double narrow, double wide, double low, double high, @Nullable Color wall) {
        List<Tower> row = new ArrayList<>();
        double x = -60;
        for (int i = seed; x < CityScene.WIDTH + Moment.PAN; i++) {
            double width = Palette.mix(narrow, wide, Noise.pick(i, 1));
            double height = Palette.mix(low, high, Noise.pick(i, 2)) * (0.75 + 0.5 * Noise.at(x / 90, 4));
            Crown crown = Noise.pick(i, 3) < 0.3 ? TANK : FLAT;
            Facade facade = Palette.pick(FACADES, Noise.pick(i, 4));
            Color color = wall == null ? Palette.pick(Palette.WALLS, Noise.pick(i, 5)) : wall;
            row.add(new Tower(x, width, height, 1, crown, facade, color));
            x += width * 0.96;
        }
        return row;
    }

    @Override
    public void paint(Graphics2D g, Moment now) {
        double left = now.left(parallax);
        for (Tower tower : towers) {
            tower.paint(g, left, now);
        }
        g.setPaint(new GradientPaint(
                0, CityScene.WATERLINE - HAZE_HEIGHT, Palette.fade(haze, 0), 0, CityScene.WATERLINE, haze));
        g.fill(Shapes.box(0, CityScene.WATERLINE - HAZE_HEIGHT, CityScene.WIDTH, HAZE_HEIGHT));
    }
}
