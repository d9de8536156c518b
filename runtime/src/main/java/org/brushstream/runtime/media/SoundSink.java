package org.brushstream.runtime.media;

import java.nio.file.Path;
import org.brushstream.runtime.frame.FrameSink;

/** Keeps frames, and the sound that was heard meanwhile. */
public interface SoundSink extends FrameSink {
    /**
     * Takes the next stretch of sound.
     *
     * @param micros time of its first sample on the clock of the frames, microseconds; not negative
     */
    void write(Sound sound, long micros);

    /**
     * Ends a file that cannot be finished, in place of {@link #close()}: what has been written stays, as it is.
     *
     * @return where; beside the place that it would have had
     */
    Path keep();
}
