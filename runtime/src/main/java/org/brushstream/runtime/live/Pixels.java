package org.brushstream.runtime.live;

import java.nio.ByteBuffer;
import java.util.List;
import org.brushstream.runtime.frame.Frame;

/** Arithmetic on whole frames. */
final class Pixels {
    private static final int ONE = 1 << 16; // 16.16 fixed point: a sum of shares and bytes fits an int
    private static final int HALF = ONE / 2;

    private Pixels() {}

    /** Left and right change places. */
    static Frame mirror(Frame frame) {
        int width = frame.size().width();
        byte[] row = new byte[3 * width];
        byte[] rgb = new byte[frame.size().rgbBytes()];
        ByteBuffer source = frame.rgb();
        for (int y = 0, to = 0; y < frame.size().height(); y++) {
            source.get(row);
            for (int from = row.length - 3; from >= 0; from -= 3, to += 3) {
                rgb[to] = row[from];
                rgb[to + 1] = row[from + 1];
                rgb[to + 2] = row[from + 2];
            }
        }
        return new Frame(frame.size(), frame.timestampMicros(), ByteBuffer.wrap(rgb));
    }

    /**
     * Blends frames of one size, rounded half up.
     *
     * @param shares of each, not negative, with a sum of 1
     * @return a frame with the time of the first
     */
    static Frame blend(List<Frame> frames, double[] shares) {
        Frame first = frames.get(0);
        int[] sums = new int[first.size().rgbBytes()];
        byte[] rgb = new byte[sums.length];
        int rest = ONE;
        for (int picture = 0; picture < shares.length; picture++) {
            boolean last = picture == shares.length - 1;
            int share = last ? rest : (int) Math.round(shares[picture] * ONE); // so that the sum is exactly one
            rest -= share;
            frames.get(picture).rgb().get(rgb);
            for (int i = 0; i < sums.length; i++) {
                sums[i] += share * (rgb[i] & 0xFF);
            }
        }
        for (int i = 0; i < sums.length; i++) {
            rgb[i] = (byte) Math.min(255, (sums[i] + HALF) >> 16);
        }
        return new Frame(first.size(), first.timestampMicros(), ByteBuffer.wrap(rgb));
    }
}
