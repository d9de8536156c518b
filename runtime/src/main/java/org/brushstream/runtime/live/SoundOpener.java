package org.brushstream.runtime.live;

import org.brushstream.runtime.media.MediaException;
import org.brushstream.runtime.media.SoundSource;

/** Sound comes from here; opened again when lost. A lambda will do: {@code () -> Microphone.open("default")}. */
@FunctionalInterface
public interface SoundOpener {
    /**
     * Opens the microphone, on a thread of the session's own; may wait. Reading ends early when that thread is interrupted.
     *
     * @throws MediaException if there is none now; it is tried again
     */
    SoundSource open();
}
