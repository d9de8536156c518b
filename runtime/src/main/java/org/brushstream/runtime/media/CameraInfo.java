package org.brushstream.runtime.media;

import java.util.List;
import org.brushstream.runtime.frame.FrameSize;

/**
 * A camera of the system.
 *
 * @param device what {@link Camera#open} takes: {@code /dev/video0}
 * @param title as its maker calls it
 * @param modes sizes it has, largest first; empty if it does not say
 */
public record CameraInfo(String device, String title, List<Mode> modes) {
    /**
     * One size of a camera.
     *
     * @param framesPerSecond the highest rate at this size; 0 if unknown, as while another program uses the camera
     */
    public record Mode(FrameSize size, double framesPerSecond) {}
}
