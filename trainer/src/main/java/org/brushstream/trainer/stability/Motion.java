package org.brushstream.trainer.stability;

import java.util.List;
import org.brushstream.runtime.frame.FrameSize;

/**
 * A steady motion of the picture, known exactly: in every frame it turns and grows about the middle by the same and moves
 * on by the same.
 *
 * @param name for reports
 * @param right pixels a frame
 * @param down pixels a frame
 * @param zoom factor a frame, above 0; above 1 the picture grows
 * @param degrees a frame, clockwise as seen
 */
record Motion(String name, double right, double down, double zoom, double degrees) {
    /** Flicker of a picture that stands still comes from the noise alone. */
    static final Motion NONE = new Motion("none", 0, 0, 1, 0);

    /** Not by whole pixels: a net paints by its own grid of pixels. */
    static final Motion SHIFT = new Motion("shift", 1.7, 0.9, 1, 0);

    static final Motion ZOOM = new Motion("zoom", 0, 0, 1.01, 0);

    static final Motion ROTATION = new Motion("rotation", 0, 0, 1, 0.5);

    static final List<Motion> ALL = List.of(NONE, SHIFT, ZOOM, ROTATION);

    Motion {
        if (!(zoom > 0)) {
            throw new IllegalArgumentException("a picture grows by a factor above 0, not " + zoom);
        }
    }

    /** A point, in pixels from the middle of the picture. */
    record Point(double x, double y) {}

    /**
     * Where a point has moved to.
     *
     * @param time in frames, from when it stood at {@code start}; negative before
     */
    Point after(double time, Point start) {
        double grown = Math.pow(zoom, time);
        double cosine = grown * Math.cos(Math.toRadians(degrees * time));
        double sine = grown * Math.sin(Math.toRadians(degrees * time));
        return new Point(
                cosine * start.x() - sine * start.y() + time * right,
                sine * start.x() + cosine * start.y() + time * down);
    }

    /** Undoes {@link #after}: where the point stood that is now here. */
    Point before(double time, Point now) {
        double grown = Math.pow(zoom, time);
        double cosine = Math.cos(Math.toRadians(degrees * time)) / grown;
        double sine = Math.sin(Math.toRadians(degrees * time)) / grown;
        double x = now.x() - time * right;
        double y = now.y() - time * down;
        return new Point(cosine * x + sine * y, cosine * y - sine * x);
    }

    /** From the frame at one time to the one a frame later: exact, and visible wherever it does not leave the picture. */
    Match match(FrameSize size, double time) {
        float[] vectors = new float[2 * size.pixels()];
        double middleX = (size.width() - 1) / 2.0;
        double middleY = (size.height() - 1) / 2.0;
        int next = 0;
        for (int y = 0; y < size.height(); y++) {
            for (int x = 0; x < size.width(); x++) {
                Point here = new Point(x - middleX, y - middleY);
                Point there = after(time + 1, before(time, here));
                vectors[next++] = (float) (there.x() - here.x());
                vectors[next++] = (float) (there.y() - here.y());
            }
        }
        Flow flow = new Flow(size, vectors);
        return new Match(flow, flow.inside());
    }
}
