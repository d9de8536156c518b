package org.brushstream.player.live;

import java.nio.file.Path;
import java.util.List;
import org.brushstream.runtime.infer.Strength;
import org.brushstream.runtime.model.StyleMix;

/**
 * How a desk stands at the beginning.
 *
 * @param first styles and mixes at the head of the strip, the first of which paints already; empty: the session's own order
 * @param strength with which the session paints already
 * @param mirror whether it mirrors already
 * @param cues styles that take turns from the beginning on, two or more; empty: those of the strip do, once somebody wants it
 * @param every how long each of them stays
 * @param beatsPerMinute until somebody taps, 1 to 600
 * @param folder where recordings and snapshots go
 */
public record DeskSettings(
        List<StyleMix> first,
        Strength strength,
        boolean mirror,
        List<StyleMix> cues,
        CueList.Step every,
        double beatsPerMinute,
        Path folder) {
    public DeskSettings {
        first = List.copyOf(first);
        cues = List.copyOf(cues);
        if (!cues.isEmpty()) {
            new CueList(cues, every); // checks them, as this does the tempo
        }
        Tempo.of(beatsPerMinute, 0);
    }
}
