package org.brushstream.trainer.stability;

import java.util.BitSet;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSize;

/**
 * How much two frames differ once the motion between them is undone.
 *
 * <p>E = mean over visible pixels and channels of (I_{t-1}(x) - I_t(x + w(x)))^2, where w is the flow from t-1 to t, I_t is
 * interpolated bilinearly and colours lie in 0..1. Lai et al. 2018, "Learning Blind Video Temporal Consistency"
 * (arXiv:1808.00449, section 4.2); that they divide by is the number of visible pixels times channels shows in their code.
 *
 * <p>Bilinear interpolation averages up to four pixels, so at parts of a pixel it lowers noise, and the error with it, in
 * source and painting alike.
 */
final class WarpingError {
    private static final int CHANNELS = 3;
    private static final double WHITE = 255;

    private WarpingError() {}

    /**
     * The error of one pair.
     *
     * @param match where the earlier frame's pixels are in the later; at least one is visible
     * @return 0 to 1
     */
    static double of(Frame earlier, Frame later, Match match) {
        FrameSize size = match.flow().size();
        if (!earlier.size().equals(size) || !later.size().equals(size)) {
            throw new IllegalArgumentException(
                    "frames of " + earlier.size() + " and " + later.size() + " and a flow of " + size);
        }
        BitSet visible = match.visible();
        if (visible.isEmpty()) {
            throw new IllegalArgumentException("no pixel is visible in both frames");
        }
        byte[] before = rgb(earlier);
        byte[] after = rgb(later);
        double sum = 0;
        for (int pixel = visible.nextSetBit(0); pixel >= 0; pixel = visible.nextSetBit(pixel + 1)) {
            int x = pixel % size.width();
            int y = pixel / size.width();
            Bilinear at =
                    new Bilinear(x + match.flow().right(x, y), y + match.flow().down(x, y), size);
            int above = at.top() * size.width();
            int below = at.bottom() * size.width();
            for (int channel = 0; channel < CHANNELS; channel++) {
                float warped = at.mix(
                        value(after, above + at.left(), channel),
                        value(after, above + at.right(), channel),
                        value(after, below + at.left(), channel),
                        value(after, below + at.right(), channel));
                double difference = value(before, pixel, channel) - warped;
                sum += difference * difference;
            }
        }
        return sum / (WHITE * WHITE) / ((double) CHANNELS * visible.cardinality());
    }

    private static int value(byte[] rgb, int pixel, int channel) {
        return rgb[CHANNELS * pixel + channel] & 0xFF;
    }

    private static byte[] rgb(Frame frame) {
        byte[] rgb = new byte[frame.size().rgbBytes()];
        frame.rgb().get(rgb);
        return rgb;
    }
}
