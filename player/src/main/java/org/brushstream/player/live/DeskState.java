package org.brushstream.player.live;

import java.util.List;
import java.util.Optional;
import org.brushstream.runtime.model.StyleMix;

/**
 * What a {@link Desk} is set to.
 *
 * @param corners places of the strip that are mixed, at least one; the first was chosen first
 * @param weights how much there is of each corner, with the sum one
 * @param style what those make
 * @param strength 0 to 1.5
 * @param tempo as it was tapped or given
 * @param cues whether styles take turns now
 * @param message the last thing that happened, in one sentence, while it is news
 */
record DeskState(
        List<Integer> corners,
        List<Double> weights,
        StyleMix style,
        double strength,
        boolean bypass,
        boolean mirror,
        Tempo tempo,
        boolean cues,
        Optional<String> message) {
    DeskState {
        corners = List.copyOf(corners);
        weights = List.copyOf(weights);
        if (corners.isEmpty() || corners.size() != weights.size()) {
            throw new IllegalArgumentException(weights.size() + " weights of " + corners.size() + " styles");
        }
    }
}
