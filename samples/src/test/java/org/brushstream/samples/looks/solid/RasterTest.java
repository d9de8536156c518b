package org.brushstream.samples.looks.solid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Scenes of one sheet, counted by hand. */
final class RasterTest {
    /** 90 degrees over 20 pixels: at a distance of 10 m a metre is one pixel. */
    private static final Camera CAMERA = Camera.aimed(new Vec(0, 0, 10), new Vec(0, 0, 0), 90, 20, 20);

    @Test
    void squareOfTenMetresAtTenMetresCoversAHundredPixels() {
        Solids solids =
                new Solids().as(Surface.PLAIN, 0).sheet(new Vec(-5, -5, 0), new Vec(10, 0, 0), new Vec(0, 10, 0));

        Raster raster = Raster.of(solids, CAMERA);

        assertThat(Arrays.stream(raster.seen)
                        .filter(seen -> seen != Raster.NOTHING)
                        .count())
                .isEqualTo(100);
        assertThat(raster.seen[5 * 20 + 5]).isNotEqualTo(Raster.NOTHING);
        assertThat(raster.seen[5 * 20 + 4]).isEqualTo(Raster.NOTHING);
        assertThat(1 / raster.nearness[10 * 20 + 10]).isEqualTo(10, within(1e-4f)); // float holds 7 digits
    }

    @Test
    void groundThatPassesUnderTheCameraFillsAllBelowTheHorizon() {
        Solids solids = new Solids()
                .as(Surface.PLAIN, 0)
                .sheet(new Vec(-9999, -1, -9999), new Vec(0, 0, 19998), new Vec(19998, 0, 0));

        Raster raster = Raster.of(solids, CAMERA);

        assertThat(Arrays.stream(raster.seen)
                        .filter(seen -> seen != Raster.NOTHING)
                        .count())
                .isEqualTo(200);
        assertThat(raster.seen[9 * 20 + 10]).isEqualTo(Raster.NOTHING);
        assertThat(1 / raster.nearness[19 * 20 + 10])
                .isEqualTo(10 / 9.5f, within(1e-4f)); // 9.5 pixels below the middle
    }

    @Test
    void nearerOfTwoThingsIsSeenWhicheverWasAddedFirst() {
        Vec across = new Vec(8, 0, 0);
        Vec along = new Vec(0, 8, 0);
        Solids solids = new Solids()
                .as(Surface.PLAIN, 1)
                .sheet(new Vec(-4, -4, 2), across, along)
                .as(Surface.PLAIN, 2)
                .sheet(new Vec(-4, -4, 0), across, along);

        Raster raster = Raster.of(solids, CAMERA);

        assertThat(solids.parts[raster.seen[10 * 20 + 10]]).isZero();
    }

    @Test
    void boardHidesTheSunFromWhatIsUnderItAndFromNothingElse() {
        Solids solids = new Solids()
                .as(Surface.PLAIN, 0)
                .sheet(new Vec(-1, 5, -1), new Vec(0, 0, 2), new Vec(2, 0, 0))
                .sheet(new Vec(-9, 0, -9), new Vec(0, 0, 18), new Vec(18, 0, 0));
        Vec up = new Vec(0, 1, 0);
        Shadows shadows = new Shadows(solids, Light.NOON.from(0, 1, 0), new Vec(0, 0, 0), 10);

        assertThat(shadows.sun(new Vec(0.5, 0, -0.5), up)).isZero();
        assertThat(shadows.sun(new Vec(3, 0, 0), up)).isEqualTo(1);
        assertThat(shadows.sun(new Vec(0, 5, 0), up)).isEqualTo(1);
    }
}
