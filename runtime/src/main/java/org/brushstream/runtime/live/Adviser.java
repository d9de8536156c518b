package org.brushstream.runtime.live;

import java.util.Optional;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.model.StyleMix;
import org.jspecify.annotations.Nullable;

/** Watches whether the camera's rate is held, and knows what would help if it is not. */
final class Adviser {
    private static final long PATIENCE_NANOS = 3_000_000_000L;
    private static final double HELD = 0.9; // of the camera's frames: a few are always late
    private static final int MULTIPLE = 16; // sides that every net and encoder likes
    private static final int SMALLEST_SIDE = 144;
    private static final double LARGEST_STEP = 0.5; // of the side
    private static final double SMALLEST_STEP = 0.85;

    private @Nullable Long behindSince;

    /**
     * Called now and then.
     *
     * @param camera its frames per second
     * @param shown those of the viewers
     * @param now nanoseconds
     * @return whether the camera's rate has not been held for three seconds
     */
    synchronized boolean isBehind(double camera, double shown, long now) {
        if (shown >= HELD * camera) {
            behindSince = null;
            return false;
        }
        if (behindSince == null) {
            behindSince = now;
        }
        return now - behindSince >= PATIENCE_NANOS;
    }

    /** Something has changed: it is judged afresh. */
    synchronized void startAfresh() {
        behindSince = null;
    }

    /**
     * What helps: a smaller net, which changes least; else a smaller picture.
     *
     * @param faster the same style by a smaller net
     * @param share of the camera's frames that are shown, 0 to 1
     */
    static Optional<Advice> advice(Optional<StyleMix> faster, FrameSize size, double share) {
        if (faster.isPresent()) {
            return faster.map(Advice.FasterStyle::new);
        }
        // Nets take time by pixels: sides go down by the root.
        double step = Math.min(SMALLEST_STEP, Math.max(LARGEST_STEP, Math.sqrt(share)));
        FrameSize smaller = new FrameSize(side(size.width() * step), side(size.height() * step));
        boolean helps =
                smaller.pixels() < size.pixels() && Math.min(smaller.width(), smaller.height()) >= SMALLEST_SIDE;
        return helps ? Optional.of(new Advice.SmallerSize(smaller)) : Optional.empty();
    }

    private static int side(double pixels) {
        return Math.max(1, (int) Math.round(pixels / MULTIPLE)) * MULTIPLE;
    }
}
