package org.brushstream.runtime.live;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.infer.Strength;
import org.brushstream.runtime.model.StyleMix;

/**
 * What may be done to a running session, from any thread, at once: nothing here waits for the net, the camera or the disk,
 * and nothing throws for what goes wrong later; that is said in {@link LiveStatus#notice()}.
 */
public interface LiveControls {
    /** The styles that can be chosen, in the order of the strip; the same as long as the session runs. */
    List<LiveStyle> styles();

    /**
     * Paints with other styles: opened and warmed in the background, then faded in. Until then, and if they cannot be used,
     * the old ones go on. Of several wishes the last counts.
     *
     * <p>Other shares of the styles that paint already take effect at once, for a pad to be dragged on.
     */
    void style(StyleMix mix);

    /** How much of the style is seen, from the next frame on; above 1 is cut to 1 for models that cannot go further. */
    void strength(Strength strength);

    /** Whether the source is shown unpainted, from the next frame on. */
    void bypass(boolean shown);

    /** Whether left and right change places, in the source as well, from the next frame on. */
    void mirror(boolean mirrored);

    /** How long the next change of styles takes to be seen in full; zero for at once. */
    void fade(Duration length);

    /** Opens the camera again at another size; the last picture stays until it delivers. */
    void size(FrameSize working);

    /**
     * Begins to record what is painted, losslessly (FFV1), in place of what is recorded now. Frames the disk cannot take
     * are counted, never waited for. When the working size changes, the recording goes on in a file of another name. If the
     * session has a microphone, its sound is recorded too.
     *
     * @param file ends in {@code .mkv}; must not exist yet; appears when the recording has stopped
     */
    void record(Path file);

    /** Ends the recording, if there is one; the file appears as soon as all is written. */
    void stopRecording();

    /**
     * Writes the next picture that is shown.
     *
     * @param png ends in {@code .png}; must not exist yet
     */
    void snapshot(Path png);

    /** How it goes, now. */
    LiveStatus status();

    /** Shows every frame from now on to this viewer as well. */
    void watch(LiveViewer viewer);

    /** Shows no further frame to this viewer; one may be on its way. */
    void unwatch(LiveViewer viewer);
}
