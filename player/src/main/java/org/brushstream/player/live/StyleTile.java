package org.brushstream.player.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.brushstream.runtime.live.LiveStyle;
import org.brushstream.runtime.model.StyleMix;

/**
 * One place of the style strip.
 *
 * @param style what is painted; a mix has a place like any other
 * @param name short, for under the picture
 * @param title the painting it was learned from; of a mix, how much there is of each
 */
record StyleTile(StyleMix style, String name, String title) {
    private static final String LIVE = "-live"; // how nets for live pictures are called behind the style's name
    private static final Pattern ROMAN = Pattern.compile("(?<= )[ivx]+$"); // as in composition-vii

    /**
     * The strip: what was asked for in that order, then what else there is.
     *
     * @param first styles or mixes
     * @param known all styles there are
     */
    static List<StyleTile> strip(List<StyleMix> first, List<LiveStyle> known) {
        List<StyleTile> strip = new ArrayList<>();
        for (StyleMix mix : first) {
            if (strip.stream().noneMatch(tile -> tile.style().equals(mix))) {
                strip.add(of(mix, known));
            }
        }
        for (LiveStyle style : known) {
            StyleMix alone = StyleMix.of(style.name());
            boolean there = strip.stream()
                    .anyMatch(tile -> tile.style().equals(alone)
                            || style.faster()
                                    .map(StyleMix::of)
                                    .filter(tile.style()::equals)
                                    .isPresent());
            if (!there) {
                strip.add(of(alone, known));
            }
        }
        return List.copyOf(strip);
    }

    private static StyleTile of(StyleMix mix, List<LiveStyle> known) {
        if (mix.isSingle()) {
            String name = mix.styles().get(0);
            Optional<LiveStyle> style = known.stream()
                    .filter(each -> each.name().equals(name) || each.faster().equals(Optional.of(name)))
                    .findFirst();
            return new StyleTile(mix, spoken(name), style.map(LiveStyle::title).orElse(name));
        }
        String names =
                String.join(" + ", mix.styles().stream().map(StyleTile::spoken).toList());
        String shares = String.join(
                ", ",
                mix.shares().stream()
                        .map(share -> Math.round(100 * share.weight()) + " % " + spoken(share.style()))
                        .toList());
        return new StyleTile(mix, names, shares);
    }

    /** {@code great-wave-live} as people say it: Great wave. */
    static String spoken(String name) {
        String file = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
                .replaceFirst("\\.onnx$", "");
        String style = file.endsWith(LIVE) ? file.substring(0, file.length() - LIVE.length()) : file;
        String words = style.replace('-', ' ').replace('_', ' ').strip();
        String numbered =
                ROMAN.matcher(words).replaceAll(number -> number.group().toUpperCase(Locale.ROOT));
        return words.isEmpty() ? name : numbered.substring(0, 1).toUpperCase(Locale.ROOT) + numbered.substring(1);
    }
}
