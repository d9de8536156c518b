package org.brushstream.trainer.stability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.trainer.stability.Motion.Point;
import org.junit.jupiter.api.Test;

final class MotionTest {
    private static final double ROUNDING = 1e-9;
    private static final double FLOAT_ROUNDING = 1e-5; // of a flow's numbers

    @Test
    void pointsMoveAsTheyShould() {
        assertAt(Motion.NONE.after(5, new Point(3, 4)), 3, 4);
        assertAt(Motion.SHIFT.after(2, new Point(3, 4)), 3 + 3.4, 4 + 1.8);
        assertAt(Motion.ZOOM.after(2, new Point(100, -200)), 102.01, -204.02); // 1.01 twice
        assertAt(new Motion("quarter turns", 0, 0, 1, 90).after(1, new Point(1, 0)), 0, 1); // from right to below
        assertAt(Motion.ROTATION.after(120, new Point(2, 0)), 1, Math.sqrt(3)); // 60 degrees
    }

    @Test
    void beforeUndoesAfter() {
        Motion all = new Motion("all", 1.7, -0.9, 1.01, 0.5);
        for (double time : new double[] {-3.5, 0, 2}) {
            assertAt(all.before(time, all.after(time, new Point(12, -34))), 12, -34);
        }
    }

    private static void assertAt(Point found, double x, double y) {
        assertThat(found.x()).isCloseTo(x, within(ROUNDING));
        assertThat(found.y()).isCloseTo(y, within(ROUNDING));
    }

    @Test
    void flowOfAQuarterTurnIsTheOneDrawnByHand() {
        // About the middle of 3x3 pixels: the one on the right goes to the bottom, a pixel left and a pixel down.
        Match match = new Motion("quarter turns", 0, 0, 1, 90).match(new FrameSize(3, 3), 0);
        assertThat(match.flow().right(2, 1)).isCloseTo(-1, within((float) FLOAT_ROUNDING));
        assertThat(match.flow().down(2, 1)).isCloseTo(1, within((float) FLOAT_ROUNDING));
        assertThat(match.flow().right(1, 1)).isZero();
    }

    @Test
    void flowOfAZoomGrowsFromTheMiddleAndHidesTheBorder() {
        FrameSize size = new FrameSize(101, 51); // its middle is pixel (50, 25)
        Match match = Motion.ZOOM.match(size, -3.5);
        assertThat(match.flow().right(90, 25)).isCloseTo(0.4f, within((float) FLOAT_ROUNDING)); // 1 % of 40
        assertThat(match.flow().down(50, 5)).isCloseTo(-0.2f, within((float) FLOAT_ROUNDING));
        assertThat(match.visible().get(25 * 101 + 99)).isTrue(); // 49 from the middle, to 49.49
        assertThat(match.visible().get(25 * 101 + 100)).isFalse(); // 50, to 50.5
    }

    @Test
    void everyPixelOfAPictureThatStandsStillIsVisible() {
        FrameSize size = new FrameSize(40, 30);
        Match match = Motion.NONE.match(size, 2.5);
        assertThat(match.visibleShare()).isEqualTo(1);
        assertThat(match.flow().right(7, 8)).isZero();
    }
}
