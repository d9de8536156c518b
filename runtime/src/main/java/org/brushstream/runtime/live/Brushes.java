package org.brushstream.runtime.live;

import java.util.List;
import java.util.Optional;
import org.brushstream.runtime.infer.Device;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.runtime.model.StyleMix;
import org.brushstream.runtime.model.StyleWeights;

/** What styles there are and the nets that paint them: model files and ONNX Runtime, or a test's own. */
interface Brushes {
    /**
     * One net's part in a mix.
     *
     * @param net its name, for {@link #open}; the same for the same net
     * @param weights of the styles in it; empty: as its card says
     * @param share of the picture, 0 to 1; those of a mix have the sum 1
     */
    record Part(String net, Optional<StyleWeights> weights, double share) {}

    /**
     * The nets that paint a mix: the one that holds all its styles, else one for each.
     *
     * @throws ModelException if a style is in none, or its file is damaged
     */
    List<Part> plan(StyleMix mix, Device device);

    /**
     * Opens a net that a plan named.
     *
     * @throws ModelException if it cannot be used there
     */
    Brush open(String net, Device device);

    /** The same styles by smaller nets; empty if there are none. */
    Optional<StyleMix> faster(StyleMix mix);

    /** The strip. */
    List<LiveStyle> styles();
}
