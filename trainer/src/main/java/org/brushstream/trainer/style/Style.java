package org.brushstream.trainer.style;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.brushstream.runtime.model.CardStyle;

/**
 * One style that a net learns.
 *
 * @param name what users call it: letters, digits, dot, dash, underscore
 * @param pictures that are averaged into it; none for the style that gives the photo back, and only for that
 */
public record Style(String name, List<WeightedStyle> pictures) {
    private static final Pattern NAME =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*"); // before NONE, which is checked by it

    /** The style that gives the photo back: mixed with another, it makes that one weaker. */
    public static final Style NONE = new Style(CardStyle.NONE, List.of());

    public Style {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'" + name + "' is no name for a style: letters, digits, '.', '-' and '_'; name it NAME=PICTURE");
        }
        pictures = List.copyOf(pictures);
        if (name.equals(CardStyle.NONE) != pictures.isEmpty()) {
            throw new IllegalArgumentException(
                    pictures.isEmpty()
                            ? "the style " + name + " has no picture"
                            : "the name " + CardStyle.NONE
                                    + " is that of the photo itself; name the style otherwise, NAME=PICTURE");
        }
    }

    /** Whether it gives the photo back. */
    public boolean isNone() {
        return pictures.isEmpty();
    }

    /**
     * Refuses styles that cannot be told apart.
     *
     * @throws IllegalArgumentException if two have the same name or there is none to learn
     */
    public static void requireDistinct(List<Style> styles) {
        Set<String> names = new HashSet<>();
        for (Style style : styles) {
            if (!names.add(style.name())) {
                throw new IllegalArgumentException(
                        "two styles are called " + style.name() + "; name one of them otherwise, NAME=PICTURE");
            }
        }
        if (styles.stream().allMatch(Style::isNone)) {
            throw new IllegalArgumentException("there is no style to learn");
        }
    }
}
