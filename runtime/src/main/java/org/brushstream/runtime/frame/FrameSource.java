package org.brushstream.runtime.frame;

import org.jspecify.annotations.Nullable;

/** Gives frames in presentation order: a file, a camera, or a list in a test. Not thread-safe. */
public interface FrameSource extends AutoCloseable {
    /** Waits for the next frame; {@code null} once the stream has ended, and ever after. */
    @Nullable
    Frame read();

    /** Releases the decoder. Closing twice is harmless. */
    @Override
    void close();
}
