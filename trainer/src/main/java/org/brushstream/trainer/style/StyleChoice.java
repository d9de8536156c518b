package org.brushstream.trainer.style;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.trainer.picture.PhotoFolder;

/** Styles as people write them down: {@code [NAME=]PICTURE[:WEIGHT][,PICTURE[:WEIGHT]...]}, or a folder of pictures. */
public final class StyleChoice {
    private static final Pattern NAMED = Pattern.compile("(?<name>[A-Za-z0-9][A-Za-z0-9._-]*)=(?<rest>.+)");
    private static final Pattern WEIGHTED = Pattern.compile("(?<picture>.+):(?<weight>[0-9.]+)");

    private StyleChoice() {}

    /**
     * Reads one style. Pictures joined by commas are averaged into it, those of a folder too; without a name it is called
     * like the first of them.
     *
     * @throws IllegalArgumentException if a weight or the name is impossible
     * @throws ModelException if a folder holds no pictures
     */
    public static Style parse(String text) {
        Matcher named = NAMED.matcher(text);
        boolean hasName = named.matches() && !Files.exists(Path.of(text));
        String rest = hasName ? named.group("rest") : text;
        List<WeightedStyle> pictures = new ArrayList<>();
        String first = "";
        for (String part : rest.split(",", -1)) {
            Matcher weighted = WEIGHTED.matcher(part);
            boolean hasWeight = weighted.matches() && !Files.exists(Path.of(part));
            Path path = Path.of(hasWeight ? weighted.group("picture") : part);
            double weight = hasWeight ? number(weighted.group("weight"), text) : 1;
            pictures.addAll(pictures(path, weight));
            first = first.isEmpty() ? nameOf(path) : first;
        }
        return new Style(hasName ? named.group("name") : first, pictures);
    }

    /**
     * The styles of a folder: every picture in it is one, and the pictures of every folder in it together are one; by name.
     *
     * @throws ModelException if there are none
     */
    public static List<Style> allIn(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new ModelException("there is no folder " + folder + "; give one of style pictures with --styles");
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Style> styles = files.filter(file -> Files.isDirectory(file) || PhotoFolder.isPicture(file))
                    .sorted()
                    .map(file -> new Style(nameOf(file), pictures(file, 1)))
                    .toList();
            if (styles.isEmpty()) {
                throw new ModelException(
                        "the folder " + folder + " holds no pictures; give one that does with --styles");
            }
            return styles;
        } catch (IOException e) {
            throw new ModelException("the folder " + folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static List<WeightedStyle> pictures(Path path, double weight) {
        List<Path> files = Files.isDirectory(path) ? PhotoFolder.list(path, "--style") : List.of(path);
        return files.stream().map(file -> new WeightedStyle(file, weight)).toList();
    }

    private static double number(String text, String whole) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' in '" + whole + "' is no weight", e);
        }
    }

    /** The file's name without its ending, and with dashes for what a style's name cannot hold. */
    private static String nameOf(Path path) {
        String file = String.valueOf(path.toAbsolutePath().normalize().getFileName());
        String stem = Files.isDirectory(path) ? file : file.replaceFirst("\\.[^.]+$", "");
        return stem.replaceAll("[^A-Za-z0-9._-]+", "-").replaceFirst("^[._-]+", "");
    }
}
