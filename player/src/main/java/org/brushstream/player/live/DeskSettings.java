package org.brushstream.player.live;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.brushstream.runtime.infer.Strength;
import org.brushstream.runtime.model.StyleMix;

/**
 * How a desk stands at the beginning.
 *
 * @param first styles and mixes at the head of the strip, the first of which paints already; empty: the session's own order
 * @param strength with which the session paints already
 * @param mirror whether it mirrors already
 * @param cues styles that take turns from the beginning on; empty: those of the strip do, once somebody wants it
 * @param beatsPerMinute until somebody taps, 1 to 600
 * @param folder where recordings and snapshots go
 */
public record DeskSettings(
        List<StyleMix> first,
        Strength strength,
        boolean mirror,
        Optional<CueList> cues,
        double beatsPerMinute,
        Path folder) {
    public DeskSettings {
        first = List.copyOf(first);
        Tempo.of(beatsPerMinute, 0); // checks it
    }
}
