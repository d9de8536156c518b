package org.brushstream.runtime.live;

import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.frame.FrameSource;
import org.brushstream.runtime.media.MediaException;

/** Frames come from here; opened again when lost. A lambda will do: {@code size -> Camera.open("0", size)}. */
@FunctionalInterface
public interface CameraOpener {
    /**
     * Opens the camera, on the session's own thread; may wait. Reading ends early when that thread is interrupted. A source
     * that ends is a lost camera.
     *
     * @param size of every frame it shall give
     * @throws MediaException if there is no such camera now; it is tried again
     */
    FrameSource open(FrameSize size);
}
