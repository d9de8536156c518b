package org.brushstream.runtime.live;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.brushstream.runtime.model.StyleMix;
import org.brushstream.runtime.model.StyleWeights;

/**
 * What is painted with: each net's share of the picture. Between two looks lie others.
 *
 * @param mix what was asked for
 * @param strokes each net once
 */
record Look(StyleMix mix, List<Stroke> strokes) {
    /**
     * One net's part.
     *
     * @param weights of the styles in the net; empty: as its card says
     * @param share of the picture, 0 to 1
     */
    record Stroke(OpenNet net, Optional<StyleWeights> weights, double share) {}

    Look {
        strokes = merged(strokes);
    }

    /** A model may be there twice, if it was asked for by its name and by a style in it. */
    private static List<Stroke> merged(List<Stroke> strokes) {
        Map<OpenNet, Stroke> merged = new LinkedHashMap<>();
        for (Stroke stroke : strokes) {
            merged.merge(
                    stroke.net(),
                    stroke,
                    (one, other) -> new Stroke(
                            one.net(),
                            between(one.weights(), other.weights(), ratio(one.share(), other.share())),
                            one.share() + other.share()));
        }
        return List.copyOf(merged.values());
    }

    private static double ratio(double one, double other) {
        return one + other == 0 ? 0 : other / (one + other);
    }

    Set<OpenNet> nets() {
        return Set.copyOf(strokes.stream().map(Stroke::net).toList());
    }

    /**
     * The look that is so far on the way to another; a net of both is in it once, its weights on their way too.
     *
     * @param way 0 is this one, 1 the other
     */
    Look towards(Look other, double way) {
        Map<OpenNet, Stroke> targets = new LinkedHashMap<>();
        other.strokes.forEach(stroke -> targets.put(stroke.net(), stroke));
        List<Stroke> between = new ArrayList<>();
        for (Stroke from : strokes) {
            Stroke to = targets.remove(from.net());
            if (to == null) {
                between.add(new Stroke(from.net(), from.weights(), (1 - way) * from.share()));
            } else {
                between.add(new Stroke(
                        from.net(),
                        between(from.weights(), to.weights(), way),
                        (1 - way) * from.share() + way * to.share()));
            }
        }
        targets.values().forEach(to -> between.add(new Stroke(to.net(), to.weights(), way * to.share())));
        return new Look(other.mix, between);
    }

    private static Optional<StyleWeights> between(Optional<StyleWeights> from, Optional<StyleWeights> to, double way) {
        if (from.isEmpty() || to.isEmpty()) {
            return to.or(() -> from);
        }
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < to.get().count(); i++) {
            values.add((1 - way) * from.get().values().get(i)
                    + way * to.get().values().get(i));
        }
        return Optional.of(new StyleWeights(values));
    }
}
