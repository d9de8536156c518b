package org.brushstream.trainer.stability;

import java.util.BitSet;
import org.brushstream.runtime.frame.FrameSize;

/** Finds the pixels whose estimated flow cannot be believed, since what they show is covered in the other picture. */
final class Occlusion {
    private Occlusion() {}

    /**
     * The pixels of the earlier picture, numbered row after row, that are found in the later one.
     *
     * <p>Left out are those whose flow w leads out of the picture; those from where the flow w' of the other direction does
     * not lead back, |w + w'(x + w)|^2 > 0.01 (|w|^2 + |w'(x + w)|^2) + 0.5; and those at the edge of a motion, |grad u|^2 +
     * |grad v|^2 > 0.01 |w|^2 + 0.002, where estimates are smeared. Sundaram et al. 2010, "Dense Point Trajectories by
     * GPU-accelerated Large Displacement Optical Flow", as Ruder et al. 2016 (arXiv:1604.08610, section 5.2) and Lai et al.
     * 2018 (arXiv:1808.00449) use it. The latter test the flow back to the earlier frame; this is the other way round, as
     * their code does it for the warping error. They clamp at the picture's border, where we leave pixels out.
     *
     * @param forward from the earlier to the later picture
     * @param backward from the later to the earlier, of the same size
     */
    static BitSet visible(Flow forward, Flow backward) {
        FrameSize size = forward.size();
        if (!size.equals(backward.size())) {
            throw new IllegalArgumentException("one flow is of " + size + ", the other of " + backward.size());
        }
        BitSet visible = forward.inside();
        for (int y = 0; y < size.height(); y++) {
            for (int x = 0; x < size.width(); x++) {
                int pixel = y * size.width() + x;
                visible.set(
                        pixel,
                        visible.get(pixel) && leadsBack(forward, backward, x, y) && !isMotionEdge(forward, x, y));
            }
        }
        return visible;
    }

    private static boolean leadsBack(Flow forward, Flow backward, int x, int y) {
        float right = forward.right(x, y);
        float down = forward.down(x, y);
        FrameSize size = forward.size();
        Bilinear at = new Bilinear(x + right, y + down, size);
        float backRight = at.mix(
                backward.right(at.left(), at.top()),
                backward.right(at.right(), at.top()),
                backward.right(at.left(), at.bottom()),
                backward.right(at.right(), at.bottom()));
        float backDown = at.mix(
                backward.down(at.left(), at.top()),
                backward.down(at.right(), at.top()),
                backward.down(at.left(), at.bottom()),
                backward.down(at.right(), at.bottom()));
        float missed = square(right + backRight, down + backDown);
        return missed <= 0.01f * (square(right, down) + square(backRight, backDown)) + 0.5f;
    }

    /** By differences to the next pixel; the last column and row have none. */
    private static boolean isMotionEdge(Flow flow, int x, int y) {
        float right = flow.right(x, y);
        float down = flow.down(x, y);
        float change = 0;
        if (x + 1 < flow.size().width()) {
            change += square(flow.right(x + 1, y) - right, flow.down(x + 1, y) - down);
        }
        if (y + 1 < flow.size().height()) {
            change += square(flow.right(x, y + 1) - right, flow.down(x, y + 1) - down);
        }
        return change > 0.01f * square(right, down) + 0.002f;
    }

    private static float square(float right, float down) {
        return right * right + down * down;
    }
}
