package org.brushstream.runtime.live;

import org.brushstream.runtime.frame.Frame;

/**
 * What is to be seen at one moment.
 *
 * @param source as the camera gave it, scaled to the working size; mirrored if {@code painted} is
 * @param painted of the same size; the source itself while that is shown unpainted
 * @param held a picture stands: the camera gives no new frame and the last one comes again a few times a second, or the
 *     card was lost and the last painted picture stays until the processor has taken over
 * @param capturedNanos when the camera's frame was handed over, by {@link System#nanoTime()}
 */
public record LiveFrame(Frame source, Frame painted, boolean held, long capturedNanos) {
    public LiveFrame {
        if (!source.size().equals(painted.size())) {
            throw new IllegalArgumentException(
                    "the source is " + source.size() + ", the painted picture " + painted.size());
        }
    }
}
