package org.brushstream.runtime.live;

/** Hears the beats of the music, as far as a microphone tells them. */
@FunctionalInterface
public interface BeatListener {
    /**
     * Called soon after a beat, on the thread that hears the microphone; must return at once.
     *
     * @param nanos when it was heard, by {@link System#nanoTime()}
     */
    void beat(long nanos);
}
