package org.brushstream.trainer.stability;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.frame.FrameSource;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.trainer.stability.Motion.Point;
import org.jspecify.annotations.Nullable;

/**
 * Films a still with a camera that moves exactly as told: frames are cut out of its middle, so that no border has to be
 * made up, and never magnified. Time runs evenly around 0, when the camera looks straight at the still.
 *
 * <p>A pixel sees a round spot of the still, a Gaussian of deviation 0.6 pixels: the blur of lens and sensor, which is also
 * what keeps the motion exact. (The spot's centre is where it should be within 0.004 pixels of the still; of a narrower one
 * it would depend on how the grids meet.) Then comes the sensor's noise, and rounding to 8 bits.
 */
final class MovingStill implements FrameSource {
    private static final double SPOT = 0.6; // deviation in pixels of the frame
    private static final double REACH = 4; // deviations; beyond, weights are under 0.0004
    private static final double[] SIDES = {-0.5, 0.5}; // of the middle
    private static final int MULTIPLE = 4; // what nets are usually fed without padding
    private static final int MIN_SIDE = 32;
    private static final long FRAME_MICROS = 40_000;

    /**
     * How a still is filmed.
     *
     * @param size of the frames
     * @param scale pixels of the still to one of the frame at time 0, 1 or more
     * @param frames how many, at least 2
     */
    record Camera(FrameSize size, double scale, int frames) {
        Camera {
            if (!(scale >= 1) || frames < 2) {
                throw new IllegalArgumentException(
                        "a still is filmed in 2 frames or more and never magnified, not in " + frames + " at " + scale);
            }
        }

        /**
         * One that sees as much of the still as it can under all these motions, in frames of this size or, for a small
         * still, of smaller ones in the same proportions.
         *
         * @throws ModelException if so little is left that nothing can be said
         */
        static Camera framing(FrameSize still, FrameSize wanted, List<Motion> motions, int frames) {
            double shrink = 1;
            while (true) {
                FrameSize size = new FrameSize(
                        Math.max(1, side(wanted.width(), shrink)), Math.max(1, side(wanted.height(), shrink)));
                if (size.width() < Math.min(MIN_SIDE, wanted.width())
                        || size.height() < Math.min(MIN_SIDE, wanted.height())) {
                    throw new ModelException(
                            "a still of " + still + " pixels is too small to be moved about in frames of " + wanted
                                    + "; give a larger one with --still");
                }
                double largest = Double.POSITIVE_INFINITY;
                double needed = 1;
                for (Motion motion : motions) {
                    largest = Math.min(largest, largestScale(still, size, motion, frames));
                    needed = Math.max(needed, Math.pow(Math.max(motion.zoom(), 1 / motion.zoom()), lastTime(frames)));
                }
                if (largest >= needed) {
                    return new Camera(size, largest, frames);
                }
                shrink *= 0.99;
            }
        }

        private static int side(int wanted, double shrink) {
            return shrink == 1 ? wanted : (int) (wanted * shrink) / MULTIPLE * MULTIPLE;
        }

        /** At which the spots of all corners, and so of all pixels, stay within the still at all times. */
        private static double largestScale(FrameSize still, FrameSize size, Motion motion, int frames) {
            double x = 0;
            double y = 0;
            for (int frame = 0; frame < frames; frame++) {
                double time = frame - lastTime(frames);
                double spot = REACH * SPOT / Math.pow(motion.zoom(), time);
                for (double side : SIDES) {
                    for (double end : SIDES) {
                        Point seen =
                                motion.before(time, new Point(side * (size.width() - 1), end * (size.height() - 1)));
                        x = Math.max(x, Math.abs(seen.x()) + spot);
                        y = Math.max(y, Math.abs(seen.y()) + spot);
                    }
                }
            }
            return Math.min((still.width() - 1) / (2 * x), (still.height() - 1) / (2 * y));
        }

        private static double lastTime(int frames) {
            return (frames - 1) / 2.0;
        }

        /** When a frame is taken. */
        double time(int frame) {
            return frame - lastTime(frames);
        }
    }

    private final Frame still;
    private final byte[] rgb;
    private final Motion motion;
    private final Camera camera;
    private final double noise;
    private final SplittableRandom random;
    private int next;

    /**
     * @param still larger than the camera's frames by what they move
     * @param noise deviation of the sensor's noise, in steps of 8 bits, 0 or more
     */
    MovingStill(Frame still, Motion motion, Camera camera, double noise, long seed) {
        this.still = still;
        this.rgb = new byte[still.size().rgbBytes()];
        still.rgb().get(rgb);
        this.motion = motion;
        this.camera = camera;
        this.noise = noise;
        this.random = new SplittableRandom(seed);
    }

    @Override
    public @Nullable Frame read() {
        if (next == camera.frames()) {
            return null;
        }
        int frame = next++;
        return new Frame(camera.size(), frame * FRAME_MICROS, ByteBuffer.wrap(expose(camera.time(frame))));
    }

    private byte[] expose(double time) {
        FrameSize size = camera.size();
        byte[] exposed = new byte[size.rgbBytes()];
        double middleX = (size.width() - 1) / 2.0;
        double middleY = (size.height() - 1) / 2.0;
        Spot spot = new Spot(SPOT * camera.scale() / Math.pow(motion.zoom(), time));
        for (int y = 0; y < size.height(); y++) {
            for (int x = 0; x < size.width(); x++) {
                Point seen = motion.before(time, new Point(x - middleX, y - middleY));
                spot.moveTo(
                        (still.size().width() - 1) / 2.0 + camera.scale() * seen.x(),
                        (still.size().height() - 1) / 2.0 + camera.scale() * seen.y());
                for (int channel = 0; channel < 3; channel++) {
                    double value = spot.mean(channel) + (noise > 0 ? noise * random.nextGaussian() : 0);
                    exposed[3 * (y * size.width() + x) + channel] =
                            (byte) Math.max(0, Math.min(255, (int) Math.floor(value + 0.5)));
                }
            }
        }
        return exposed;
    }

    /** The part of the still that one pixel sees. */
    private final class Spot {
        private final double deviation; // in pixels of the still
        private final double reach;
        private final double[] columns;
        private final double[] rows;
        private int left;
        private int right;
        private int top;
        private int bottom;

        Spot(double deviation) {
            this.deviation = deviation;
            this.reach = REACH * deviation;
            this.columns = new double[(int) (2 * reach) + 2];
            this.rows = new double[columns.length];
        }

        void moveTo(double x, double y) {
            left = (int) Math.ceil(x - reach);
            right = (int) Math.floor(x + reach);
            top = (int) Math.ceil(y - reach);
            bottom = (int) Math.floor(y + reach);
            fill(columns, left, right, x);
            fill(rows, top, bottom, y);
        }

        /** Weights that add up to 1. */
        private void fill(double[] weights, int first, int last, double centre) {
            double sum = 0;
            for (int place = first; place <= last; place++) {
                double distance = (place - centre) / deviation;
                weights[place - first] = Math.exp(-distance * distance / 2);
                sum += weights[place - first];
            }
            for (int place = first; place <= last; place++) {
                weights[place - first] /= sum;
            }
        }

        double mean(int channel) {
            double mean = 0;
            for (int y = top; y <= bottom; y++) {
                double inRow = 0;
                int start = y * still.size().width();
                for (int x = left; x <= right; x++) {
                    inRow += columns[x - left] * (rgb[3 * (start + x) + channel] & 0xFF);
                }
                mean += rows[y - top] * inRow;
            }
            return mean;
        }
    }

    @Override
    public void close() {
        next = camera.frames();
    }
}
