package org.brushstream.trainer.frames;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who says which parts of films have which label. */
public sealed interface Labelling {
    /** The films, in the order in which they were named; at least one. */
    List<Path> films();

    /**
     * A file does: lines of comma-separated values under the line {@code label,start,end}, or {@code label,start,end,film}
     * where there are several films, each meant by its file's name. Times are seconds or {@code [hours:]minutes:seconds}.
     * What no scene covers is left out.
     *
     * @param films at least one
     * @param scenes the file
     */
    record ByFile(List<Path> films, Path scenes) implements Labelling {
        public ByFile {
            films = atLeastOne(films);
        }
    }

    /**
     * The films do: the title of a chapter is its label.
     *
     * @param films at least one
     */
    record ByChapters(List<Path> films) implements Labelling {
        public ByChapters {
            films = atLeastOne(films);
        }
    }

    /**
     * Every film has one look.
     *
     * @param films at least one
     * @param labels one for each film; several may be the same
     */
    record ByFilm(List<Path> films, List<String> labels) implements Labelling {
        public ByFilm {
            films = atLeastOne(films);
            labels = List.copyOf(labels);
            if (labels.size() != films.size()) {
                throw new IllegalArgumentException(films.size() + " films and " + labels.size() + " labels");
            }
        }
    }

    /**
     * Reads what people write: {@code FILM} or {@code LABEL=FILM}. Without labels and without a file of scenes, chapters
     * are meant.
     *
     * @throws IllegalArgumentException if there is no film, only some have labels, or they have labels twice over
     */
    static Labelling parse(List<String> inputs, Optional<Path> scenes) {
        List<Path> films = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (String input : inputs) {
            // A loose pattern: what is wrong with a label is said later.
            Matcher named = Pattern.compile("(?<label>[^=/]*)=(?<film>.+)").matcher(input);
            boolean hasLabel = named.matches() && !Files.exists(Path.of(input));
            films.add(Path.of(hasLabel ? named.group("film") : input));
            if (hasLabel) {
                labels.add(named.group("label"));
            } else if (!labels.isEmpty()) {
                throw new IllegalArgumentException("the film " + input + " has no label; write LABEL=" + input);
            }
        }
        if (labels.isEmpty()) {
            return scenes.<Labelling>map(file -> new ByFile(films, file)).orElseGet(() -> new ByChapters(films));
        }
        if (labels.size() < films.size()) {
            throw new IllegalArgumentException(
                    "the film " + inputs.get(0) + " has no label; write LABEL=" + inputs.get(0));
        }
        if (scenes.isPresent()) {
            throw new IllegalArgumentException("--scenes " + scenes.get() + " has labels, and so has " + inputs.get(0)
                    + "; leave out one of them");
        }
        return new ByFilm(films, labels);
    }

    private static List<Path> atLeastOne(List<Path> films) {
        if (films.isEmpty()) {
            throw new IllegalArgumentException("there is no film to take frames from; name one with --input");
        }
        return List.copyOf(films);
    }
}
