package org.brushstream.runtime.live;

/** Sees the frames of a session. */
@FunctionalInterface
public interface LiveViewer {
    /**
     * Called on the session's delivery thread, frame by frame; must return at once. The size may change from frame to frame.
     * A viewer that throws is not shown anything more.
     */
    void show(LiveFrame frame);
}
