package org.brushstream.runtime.live;

import java.util.Optional;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.infer.Device;
import org.brushstream.runtime.infer.Strength;
import org.brushstream.runtime.model.StyleWeights;

/** One opened net. Used by one thread at a time. */
interface Brush extends AutoCloseable {
    /**
     * Paints a frame.
     *
     * @param weights of the styles in the net; empty: as its card says
     * @param strength cut to what the net can do
     */
    Frame paint(Frame frame, Optional<StyleWeights> weights, Strength strength);

    /** Where it runs: CPU or CUDA. */
    Device device();

    /** The same in one line for people. */
    String notice();

    @Override
    void close();
}
