package org.brushstream.runtime.live;

/** How a session stands with its camera. */
public enum CameraState {
    /** It is being opened: at the beginning, or for another size. */
    OPENING,
    /** It delivers. */
    RUNNING,
    /** It went away, or could not be opened; it is tried again, at first after a quarter of a second, then less often. */
    LOST
}
