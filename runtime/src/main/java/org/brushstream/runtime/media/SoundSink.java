package org.brushstream.runtime.media;

import org.brushstream.runtime.frame.FrameSink;

/** Keeps frames, and the sound that was heard meanwhile. */
public interface SoundSink extends FrameSink {
    /**
     * Takes the next stretch of sound.
     *
     * @param micros time of its first sample on the clock of the frames, microseconds; not negative
     */
    void write(Sound sound, long micros);
}
