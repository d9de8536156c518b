package org.brushstream.runtime.frame;

/**
 * Keeps frames, in presentation order: a file, a window, or a list in a test. Not thread-safe.
 *
 * <p>A sink that is closed without {@link #finish()} was interrupted: it leaves no result behind.
 */
public interface FrameSink extends AutoCloseable {
    /** Takes the next frame; may wait until there is room for it. */
    void write(Frame frame);

    /** Called once, after the last frame: writes what is still buffered and makes the result visible. */
    void finish();

    /** Releases the encoder. Closing twice is harmless. */
    @Override
    void close();
}
