package org.brushstream.runtime.live;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.infer.Strength;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.runtime.model.StyleMix;

/**
 * A camera in, a painting out, as long as it is open: whatever happens to camera, card or disk, there is a picture.
 *
 * <p>Three threads, each as fast as it can: one reads the camera, one paints, one calls the viewers. Between two of them
 * lies one frame, the newest; an older one that nobody has taken by then is dropped. So a frame waits for the net no longer
 * than until the next one is there, and again for the viewers: its delay is at most two frame times and one inference.
 */
public final class LiveSession implements LiveControls, AutoCloseable {
    private LiveSession() {}

    /**
     * Opens the first style, on the calling thread, then starts. The camera is opened in the background, and again until it
     * is there: {@link LiveStatus#camera()}.
     *
     * @throws ModelException if the style or the device cannot be used
     */
    public static LiveSession start(LiveSettings settings, CameraOpener camera) {
        Objects.requireNonNull(settings);
        Objects.requireNonNull(camera);
        return new LiveSession();
    }

    @Override
    public List<LiveStyle> styles() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void style(StyleMix mix) {}

    @Override
    public void strength(Strength strength) {}

    @Override
    public void bypass(boolean shown) {}

    @Override
    public void mirror(boolean mirrored) {}

    @Override
    public void fade(Duration length) {}

    @Override
    public void size(FrameSize working) {}

    @Override
    public void record(Path file) {}

    @Override
    public void stopRecording() {}

    @Override
    public void snapshot(Path png) {}

    @Override
    public LiveStatus status() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void watch(LiveViewer viewer) {}

    @Override
    public void unwatch(LiveViewer viewer) {}

    /** Ends the session: the camera is released, the recording finished, viewers are not called any more. */
    @Override
    public void close() {}
}
