package org.brushstream.runtime.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a Brushstream model says about itself: one ONNX file carries its card in {@code metadata_props}, each key after
 * {@code brushstream.}. All texts are single lines.
 *
 * <p>The styles of a model that holds several are named by the key {@code styles}, with a space between two, in the order
 * of the input {@code style_weights}; what is said of one stands under {@code style.NAME.title}, {@code .licence} and
 * {@code .weight}.
 *
 * @param name what users call the model, fit for a file name: letters, digits, dot, dash, underscore
 * @param title the style picture: "The Great Wave off Kanagawa, Katsushika Hokusai, 1831"
 * @param styleLicence of the style picture
 * @param architecture "Johnson transformer net, width 0.5"
 * @param recipe how it was trained, one paragraph
 * @param trainedBy which program trained how long on which hardware; empty: not stated
 * @param objective weights and layers of the loss
 * @param data the photographs it was trained on
 * @param licence of the model itself
 * @param sizeMultiple width and height of its input are multiples of this, in pixels, at least 1
 * @param inputRange the values between black and white it takes and gives
 * @param styles those it holds, if it takes {@code style_weights}: at least two names, each once,
 *     {@value CardStyle#NONE} nowhere but first, the sum of their weights is one within 1e-6; empty for a model of one
 *     style
 */
public record ModelCard(
        String name,
        String title,
        String styleLicence,
        String architecture,
        String recipe,
        Optional<String> trainedBy,
        String objective,
        String data,
        String licence,
        int sizeMultiple,
        InputRange inputRange,
        List<CardStyle> styles) {
    /** The newest version of the list of keys that this code reads. */
    public static final int FORMAT = 2;

    /** In front of every key in the model file. */
    static final String PREFIX = "brushstream.";

    private static final int FORMAT_OF_ONE_STYLE = 1; // all that it says an older Brushstream can read
    private static final double TOLERANCE = 1e-6; // of the sum of the weights
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final int TEXT_WIDTH = 100; // columns
    private static final int LABEL_WIDTH = 14; // columns

    public ModelCard {
        requireName("model", name);
        requireLine("title", title);
        requireLine("style_licence", styleLicence);
        requireLine("architecture", architecture);
        requireLine("recipe", recipe);
        trainedBy.ifPresent(text -> requireLine("trained_by", text));
        requireLine("objective", objective);
        requireLine("data", data);
        requireLine("licence", licence);
        if (sizeMultiple < 1) {
            throw new IllegalArgumentException("size_multiple is at least 1, not " + sizeMultiple);
        }
        styles = List.copyOf(styles);
        requireStyles(styles);
    }

    /** The card of a model of one style that does not say who trained it. */
    public ModelCard(
            String name,
            String title,
            String styleLicence,
            String architecture,
            String recipe,
            String objective,
            String data,
            String licence,
            int sizeMultiple,
            InputRange inputRange) {
        this(
                name,
                title,
                styleLicence,
                architecture,
                recipe,
                Optional.empty(),
                objective,
                data,
                licence,
                sizeMultiple,
                inputRange,
                List.of());
    }

    static void requireName(String kind, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'" + name + "' is no " + kind + " name: letters, digits, '.', '-', '_'");
        }
    }

    static void requireLine(String key, String text) {
        if (text.isBlank() || text.lines().count() != 1) {
            throw new IllegalArgumentException(key + " is one line of text, not '" + text + "'");
        }
    }

    private static void requireStyles(List<CardStyle> styles) {
        if (styles.isEmpty()) {
            return;
        }
        if (styles.size() == 1) {
            throw new IllegalArgumentException("styles are several; a model of one style names none");
        }
        Set<String> names = new HashSet<>();
        for (CardStyle style : styles) {
            if (style.name().equals(CardStyle.NONE) && !names.isEmpty()) {
                throw new IllegalArgumentException("style " + CardStyle.NONE + " is the first if there is one");
            }
            if (!names.add(style.name())) {
                throw new IllegalArgumentException("style " + style.name() + " is named twice");
            }
        }
        double sum = styles.stream().mapToDouble(CardStyle::weight).sum();
        if (Math.abs(sum - 1) > TOLERANCE) {
            throw new IllegalArgumentException("the weights of the styles have the sum " + sum + ", not 1");
        }
    }

    /** The version of the list of keys that this card is written in: the oldest that has room for it. */
    public int format() {
        return styles.isEmpty() ? FORMAT_OF_ONE_STYLE : FORMAT;
    }

    /** The card as the {@code metadata_props} of a model file, in the order of the components. */
    public Map<String, String> toMetadata() {
        Map<String, String> metadata = new LinkedHashMap<>();
        line("name", name, metadata);
        line("title", title, metadata);
        line("style_licence", styleLicence, metadata);
        line("architecture", architecture, metadata);
        line("recipe", recipe, metadata);
        trainedBy.ifPresent(text -> line("trained_by", text, metadata));
        line("objective", objective, metadata);
        line("data", data, metadata);
        line("licence", licence, metadata);
        line("size_multiple", Integer.toString(sizeMultiple), metadata);
        line("input_range", inputRange.toString(), metadata);
        if (!styles.isEmpty()) {
            line("styles", String.join(" ", styles.stream().map(CardStyle::name).toList()), metadata);
        }
        for (CardStyle style : styles) {
            line("style." + style.name() + ".title", style.title(), metadata);
            line("style." + style.name() + ".licence", style.licence(), metadata);
            line("style." + style.name() + ".weight", Double.toString(style.weight()), metadata);
        }
        line("format", Integer.toString(format()), metadata);
        return metadata;
    }

    private static void line(String key, String value, Map<String, String> metadata) {
        metadata.put(PREFIX + key, value);
    }

    /**
     * Undoes {@link #toMetadata()}; other keys are ignored.
     *
     * @throws ModelException naming the key that is missing or wrong, or if a newer Brushstream wrote the card
     */
    public static ModelCard fromMetadata(Map<String, String> metadata) {
        int format = number(metadata, "format"); // first: a newer format may lack the other keys
        if (format > FORMAT) {
            throw new ModelException("the model's card has format " + format + ", this Brushstream reads " + FORMAT
                    + "; update Brushstream");
        }
        try {
            if (format < 1) {
                throw new IllegalArgumentException("format is 1 or more, not " + format);
            }
            return new ModelCard(
                    required(metadata, "name"),
                    required(metadata, "title"),
                    required(metadata, "style_licence"),
                    required(metadata, "architecture"),
                    required(metadata, "recipe"),
                    Optional.ofNullable(metadata.get(PREFIX + "trained_by")),
                    required(metadata, "objective"),
                    required(metadata, "data"),
                    required(metadata, "licence"),
                    number(metadata, "size_multiple"),
                    InputRange.parse(required(metadata, "input_range")),
                    format == FORMAT_OF_ONE_STYLE ? List.of() : styles(metadata));
        } catch (IllegalArgumentException e) { // here the file's mistake, not the programmer's
            throw new ModelException("the model's card is wrong: " + e.getMessage() + "; export the model again", e);
        }
    }

    private static List<CardStyle> styles(Map<String, String> metadata) {
        List<CardStyle> styles = new ArrayList<>();
        for (String name : metadata.getOrDefault(PREFIX + "styles", "").split(" ", -1)) {
            if (!name.isEmpty()) {
                styles.add(new CardStyle(
                        name,
                        required(metadata, "style." + name + ".title"),
                        required(metadata, "style." + name + ".licence"),
                        fraction(metadata, "style." + name + ".weight")));
            }
        }
        return styles;
    }

    private static String required(Map<String, String> metadata, String key) {
        @Nullable String value = metadata.get(PREFIX + key);
        if (value == null) {
            throw new ModelException("the model's card lacks '" + PREFIX + key + "'; export the model again");
        }
        return value;
    }

    private static int number(Map<String, String> metadata, String key) {
        String value = required(metadata, key);
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new ModelException(
                    "the model's card is wrong: '" + PREFIX + key + "' is '" + value + "', not a whole number", e);
        }
    }

    private static double fraction(Map<String, String> metadata, String key) {
        String value = required(metadata, key);
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw new ModelException(
                    "the model's card is wrong: '" + PREFIX + key + "' is '" + value + "', not a number", e);
        }
    }

    /** For people: one paragraph a key, wrapped, values in one column; ends with a line break. */
    public String toText() {
        StringBuilder text = new StringBuilder();
        paragraph("name", name, text);
        paragraph("title", title, text);
        paragraph("style licence", styleLicence, text);
        paragraph("architecture", architecture, text);
        paragraph("recipe", recipe, text);
        paragraph("trained by", trainedBy.orElse("not stated"), text);
        paragraph("objective", objective, text);
        paragraph("data", data, text);
        paragraph("licence", licence, text);
        paragraph("size multiple", Integer.toString(sizeMultiple), text);
        paragraph("input range", inputRange.toString(), text);
        String label = "styles";
        for (CardStyle style : styles) {
            String weight = StyleMix.text(style.weight());
            paragraph(
                    label, style.name() + " (weight " + weight + "): " + style.title() + ", " + style.licence(), text);
            label = "";
        }
        paragraph("format", Integer.toString(format()), text);
        return text.toString();
    }

    private static void paragraph(String label, String value, StringBuilder text) {
        int column = text.length();
        text.append(label).append(label.isEmpty() ? "" : ":");
        text.append(" ".repeat(LABEL_WIDTH - (text.length() - column)));
        for (String word : value.split(" ", -1)) {
            if (text.length() - column + 1 + word.length() > TEXT_WIDTH) {
                text.append('\n');
                column = text.length();
                text.append(" ".repeat(LABEL_WIDTH));
            }
            text.append(' ').append(word);
        }
        text.append('\n');
    }
}
