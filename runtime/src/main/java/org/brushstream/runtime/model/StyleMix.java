package org.brushstream.runtime.model;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The styles that somebody asks for by name, and how much of each.
 *
 * @param shares at least one, each style once, one of them at least above 0; given as ratios, kept so that their sum is 1
 */
public record StyleMix(List<Share> shares) {
    /**
     * One style of a mix.
     *
     * @param style the name of a style or of a model, or a model's path
     * @param weight finite, at least 0
     */
    public record Share(String style, double weight) {
        public Share {
            if (style.isBlank()) {
                throw new IllegalArgumentException("a style has no name");
            }
            if (!(weight >= 0 && Double.isFinite(weight))) {
                throw new IllegalArgumentException(
                        "the share of '" + style + "' is a number from 0 up, not " + text(weight));
            }
        }
    }

    public StyleMix {
        Set<String> names = new HashSet<>();
        for (Share share : shares) {
            if (!names.add(share.style())) {
                throw new IllegalArgumentException("'" + share.style() + "' is in it twice");
            }
        }
        double sum = shares.stream().mapToDouble(Share::weight).sum();
        if (!(sum > 0 && Double.isFinite(sum))) {
            throw new IllegalArgumentException("its shares have the sum " + text(sum));
        }
        shares = shares.stream()
                .map(share -> new Share(share.style(), share.weight() / sum))
                .toList();
    }

    /** One style alone, or one model: a name or a path. */
    public static StyleMix of(String style) {
        return new StyleMix(List.of(new Share(style, 1)));
    }

    /**
     * Reads {@code great-wave}, {@code great-wave:0.7,starry-night:0.3} or {@code my/model.onnx}. The numbers are ratios,
     * and a name alone counts 1: {@code great-wave,starry-night:3} is a quarter and three quarters.
     *
     * @throws ModelException saying what is wrong with the text, in one sentence
     */
    public static StyleMix parse(String text) {
        try {
            return ModelStore.isPath(text)
                    ? of(text)
                    : new StyleMix(Arrays.stream(text.split(",", -1))
                            .map(StyleMix::share)
                            .toList());
        } catch (IllegalArgumentException e) { // here the user's mistake, not the programmer's
            throw new ModelException(
                    "'" + text + "' is no mix of styles: " + e.getMessage()
                            + "; write it as in great-wave:0.7,starry-night:0.3",
                    e);
        }
    }

    private static Share share(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            return new Share(text.strip(), 1);
        }
        String style = text.substring(0, colon).strip();
        String weight = text.substring(colon + 1).strip();
        try {
            return new Share(style, Double.parseDouble(weight));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("the share of '" + style + "' is '" + weight + "', not a number", e);
        }
    }

    /** Whether this is one style, or one model, and nothing else. */
    public boolean isSingle() {
        return shares.size() == 1;
    }

    /** The names of its styles, in the order they were asked for. */
    public List<String> styles() {
        return shares.stream().map(Share::style).toList();
    }

    /** As {@link #parse} reads it, shares to three digits: {@code great-wave:0.7,starry-night:0.3}. */
    @Override
    public String toString() {
        if (isSingle()) {
            return shares.get(0).style();
        }
        return String.join(
                ",",
                shares.stream()
                        .map(share -> share.style() + ":" + text(share.weight()))
                        .toList());
    }

    /** A weight for people: three digits behind the point at most. */
    static String text(double weight) {
        return Double.isFinite(weight)
                ? new DecimalFormat("0.###", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(weight)
                : Double.toString(weight);
    }
}
