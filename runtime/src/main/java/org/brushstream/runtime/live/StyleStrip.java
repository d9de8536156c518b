package org.brushstream.runtime.live;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.brushstream.runtime.model.CardStyle;
import org.brushstream.runtime.model.ModelCard;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.runtime.model.ModelStore;
import org.brushstream.runtime.model.StyleMix;
import org.brushstream.runtime.model.StyleModel;

/** Which styles to offer, of all that a store has; and which nets paint the same style faster. */
final class StyleStrip {
    /** Endings of the names of smaller nets, the larger first; a name without is the largest. */
    private static final List<String> TIERS = List.of("", "-live", "-swift");

    private static final int LIVE = 1;

    private StyleStrip() {}

    /** First the styles with a net for live pictures, then the others; both by name. Broken models are left out. */
    static List<LiveStyle> of(ModelStore store) {
        List<String> names = store.list();
        List<LiveStyle> live = new ArrayList<>();
        Map<String, LiveStyle> others = new TreeMap<>();
        Map<String, Integer> holders = new HashMap<>(); // how many models hold a style
        Set<String> seen = new TreeSet<>();
        for (String name : names) {
            if (!seen.add(base(name))) {
                continue;
            }
            String chosen = forLivePictures(base(name), names);
            read(store, chosen).ifPresent(model -> {
                if (!model.styles().isEmpty()) {
                    inside(model).forEach(style -> {
                        others.put(style.name(), style);
                        holders.merge(style.name(), 1, Integer::sum);
                    });
                } else {
                    String title = model.card().map(ModelCard::title).orElse(chosen);
                    live.add(new LiveStyle(chosen, title, faster(chosen, names)));
                }
            });
        }
        // Of models and styles with one name the models are meant; of styles in two models none, see ModelStore.choose.
        others.keySet().removeIf(style -> seen.contains(base(style)) || holders.getOrDefault(style, 0) > 1);
        live.removeIf(style -> {
            boolean isLive = tier(style.name()) >= LIVE;
            if (!isLive) {
                others.put(style.name(), style);
            }
            return !isLive;
        });
        live.addAll(others.values());
        return List.copyOf(live);
    }

    private static Optional<StyleModel> read(ModelStore store, String name) {
        try {
            return Optional.of(store.require(name));
        } catch (ModelException e) {
            return Optional.empty();
        }
    }

    private static List<LiveStyle> inside(StyleModel model) {
        return model.styles().stream()
                .filter(style -> !style.name().equals(CardStyle.NONE))
                .map(style -> new LiveStyle(style.name(), style.title(), Optional.empty()))
                .toList();
    }

    /** The same styles, each by the next smaller net there is; empty if none of them has one. */
    static Optional<StyleMix> faster(StyleMix mix, Collection<String> names) {
        Map<String, Double> weights = new LinkedHashMap<>(); // two sizes of one net may become the same
        for (StyleMix.Share share : mix.shares()) {
            weights.merge(faster(share.style(), names).orElse(share.style()), share.weight(), Double::sum);
        }
        List<StyleMix.Share> shares = weights.entrySet().stream()
                .map(entry -> new StyleMix.Share(entry.getKey(), entry.getValue()))
                .toList();
        return shares.equals(mix.shares()) ? Optional.empty() : Optional.of(new StyleMix(shares));
    }

    private static Optional<String> faster(String name, Collection<String> names) {
        return TIERS.subList(tier(name) + 1, TIERS.size()).stream()
                .map(ending -> base(name) + ending)
                .filter(names::contains)
                .findFirst();
    }

    private static String forLivePictures(String base, Collection<String> names) {
        if (names.contains(base + TIERS.get(LIVE))) {
            return base + TIERS.get(LIVE);
        }
        return TIERS.stream()
                .map(ending -> base + ending)
                .filter(names::contains)
                .findFirst()
                .orElse(base);
    }

    private static int tier(String name) {
        for (int tier = TIERS.size() - 1; tier > 0; tier--) {
            if (name.endsWith(TIERS.get(tier))) {
                return tier;
            }
        }
        return 0;
    }

    private static String base(String name) {
        return name.substring(0, name.length() - TIERS.get(tier(name)).length());
    }
}
