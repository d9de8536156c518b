package org.brushstream.runtime.bench;

/** What is done to a frame on its way, each on a thread of its own. */
public enum Stage {
    /** From the file to RGB, scaled to the size that is painted. */
    DECODE,
    /** {@link org.brushstream.runtime.infer.OrtStylizer#apply}: padding, the net, and copies in and out. */
    INFER,
    /** To the picture that a window shows, or to an encoded file. */
    HAND_OVER
}
