package org.brushstream.runtime.media;

import org.jspecify.annotations.Nullable;

/** Gives sound as it is heard. Not thread-safe. */
public interface SoundSource extends AutoCloseable {
    /** Waits for the next stretch; {@code null} once it has ended. An interrupt ends the waiting with a CancellationException. */
    @Nullable
    Sound read();

    /** Releases the device. Closing twice is harmless. */
    @Override
    void close();
}
