package org.brushstream.trainer.stability;

import java.util.BitSet;

/**
 * Which pixels of one frame are seen in the next, and where.
 *
 * @param flow from the earlier frame to the later
 * @param visible pixels of the earlier frame, numbered row after row, that are seen in both; the others were covered, left
 *     the picture, or nobody knows where they went
 */
record Match(Flow flow, BitSet visible) {
    Match {
        if (visible.length() > flow.size().pixels()) {
            throw new IllegalArgumentException("a " + flow.size() + " picture has no pixel " + (visible.length() - 1));
        }
    }

    /** What share of the pixels is seen in both, 0 to 1. */
    double visibleShare() {
        return (double) visible.cardinality() / flow.size().pixels();
    }
}
