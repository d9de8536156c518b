package org.brushstream.runtime.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a Brushstream model says about itself: one ONNX file carries its card in {@code metadata_props}, each key after
 * {@code brushstream.}. All texts are single lines.
 *
 * @param name what users call the model, fit for a file name: letters, digits, dot, dash, underscore
 * @param title the style picture: "The Great Wave off Kanagawa, Katsushika Hokusai, 1831"
 * @param styleLicence of the style picture
 * @param architecture "Johnson transformer net, width 0.5"
 * @param recipe how it was trained, one paragraph
 * @param objective weights and layers of the loss
 * @param data the photographs it was trained on
 * @param licence of the model itself
 * @param sizeMultiple width and height of its input are multiples of this, in pixels, at least 1
 * @param inputRange the values between black and white it takes and gives
 * @param format version of this list of keys, {@value #FORMAT}
 */
public record ModelCard(
        String name,
        String title,
        String styleLicence,
        String architecture,
        String recipe,
        String objective,
        String data,
        String licence,
        int sizeMultiple,
        InputRange inputRange,
        int format) {
    /** The newest version this code reads, and the only one it writes. */
    public static final int FORMAT = 1;

    /** In front of every key in the model file. */
    static final String PREFIX = "brushstream.";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final int TEXT_WIDTH = 100; // columns

    public ModelCard {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' is no model name: letters, digits, '.', '-', '_'");
        }
        requireLine("title", title);
        requireLine("style_licence", styleLicence);
        requireLine("architecture", architecture);
        requireLine("recipe", recipe);
        requireLine("objective", objective);
        requireLine("data", data);
        requireLine("licence", licence);
        if (sizeMultiple < 1) {
            throw new IllegalArgumentException("size_multiple is at least 1, not " + sizeMultiple);
        }
        if (format != FORMAT) {
            throw new IllegalArgumentException("this code writes cards of format " + FORMAT + ", not " + format);
        }
    }

    private static void requireLine(String key, String text) {
        if (text.isBlank() || text.lines().count() != 1) {
            throw new IllegalArgumentException(key + " is one line of text, not '" + text + "'");
        }
    }

    /** The card as the {@code metadata_props} of a model file, in the order of the components. */
    public Map<String, String> toMetadata() {
        Map<String, String> metadata = new LinkedHashMap<>();
        lines().forEach((key, value) -> metadata.put(PREFIX + key, value));
        return metadata;
    }

    private Map<String, String> lines() {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("name", name);
        lines.put("title", title);
        lines.put("style_licence", styleLicence);
        lines.put("architecture", architecture);
        lines.put("recipe", recipe);
        lines.put("objective", objective);
        lines.put("data", data);
        lines.put("licence", licence);
        lines.put("size_multiple", Integer.toString(sizeMultiple));
        lines.put("input_range", inputRange.toString());
        lines.put("format", Integer.toString(format));
        return lines;
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
            return new ModelCard(
                    required(metadata, "name"),
                    required(metadata, "title"),
                    required(metadata, "style_licence"),
                    required(metadata, "architecture"),
                    required(metadata, "recipe"),
                    required(metadata, "objective"),
                    required(metadata, "data"),
                    required(metadata, "licence"),
                    number(metadata, "size_multiple"),
                    InputRange.parse(required(metadata, "input_range")),
                    format);
        } catch (IllegalArgumentException e) { // here the file's mistake, not the programmer's
            throw new ModelException("the model's card is wrong: " + e.getMessage() + "; export the model again", e);
        }
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

    /** For people: one paragraph a key, wrapped, values in one column; ends with a line break. */
    public String toText() {
        StringBuilder text = new StringBuilder();
        lines().forEach((key, value) -> {
            int column = text.length();
            text.append("%-14s".formatted(key.replace('_', ' ') + ":"));
            for (String word : value.split(" ", -1)) {
                if (text.length() - column + 1 + word.length() > TEXT_WIDTH) {
                    text.append('\n');
                    column = text.length();
                    text.append(" ".repeat(14));
                }
                text.append(' ').append(word);
            }
            text.append('\n');
        });
        return text.toString();
    }
}
