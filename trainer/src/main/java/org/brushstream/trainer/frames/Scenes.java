package org.brushstream.trainer.frames;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.brushstream.runtime.media.Chapter;
import org.brushstream.runtime.model.ModelException;

/** Reads scenes from wherever they are told. */
final class Scenes {
    private static final String HEADER = "label,start,end";
    private static final String HEADER_OF_FILMS = HEADER + ",film";

    private final List<Film> films;

    private Scenes(List<Film> films) {
        this.films = films;
    }

    /**
     * The scenes that someone tells, by film and time.
     *
     * @param films those of {@code labelling}, opened
     * @return at least one
     * @throws ModelException if they are told wrongly
     */
    static List<Scene> of(Labelling labelling, List<Film> films) {
        Scenes scenes = new Scenes(films);
        if (labelling instanceof Labelling.ByFile file) {
            return Scene.inOrder(scenes.listed(file.scenes()), films);
        }
        if (labelling instanceof Labelling.ByFilm named) {
            return Scene.inOrder(scenes.wholeFilms(named.labels()), films);
        }
        return Scene.inOrder(
                films.stream().flatMap(film -> chapters(film).stream()).toList(), films);
    }

    private List<Scene> wholeFilms(List<String> labels) {
        return IntStream.range(0, films.size())
                .mapToObj(i -> {
                    Film film = films.get(i);
                    String origin = labels.get(i) + "=" + film.path();
                    Scene.requireLabel(labels.get(i), origin);
                    return new Scene(labels.get(i), film, 0, film.length(), origin);
                })
                .toList();
    }

    private static List<Scene> chapters(Film film) {
        List<Chapter> chapters = Chapter.of(film.path());
        List<Scene> scenes = new ArrayList<>();
        for (int i = 0; i < chapters.size(); i++) {
            Chapter chapter = chapters.get(i);
            long start = Timecode.millis(chapter.startMicros());
            // Chapters of discs often end with the sound, and with an empty one.
            long end = Math.min(Timecode.millis(chapter.endMicros()), film.latestEnd());
            if (start < end) {
                String origin = film.path() + ", chapter " + (i + 1);
                if (chapter.title().isEmpty()) {
                    throw new ModelException(
                            origin + " (at " + Timecode.text(start) + ") has no title; label the parts with --scenes");
                }
                Scene.requireLabel(chapter.title(), origin);
                scenes.add(new Scene(chapter.title(), film, start, end, origin));
            }
        }
        if (scenes.isEmpty()) {
            throw new ModelException(film.path() + " has no chapters; label its parts with --scenes FILE.csv, or the"
                    + " whole film with --input LABEL=" + film.path());
        }
        return scenes;
    }

    private List<Scene> listed(Path file) {
        List<String> lines = lines(file);
        String first = lines.isEmpty() ? "" : lines.get(0).replaceFirst("^\uFEFF", ""); // table programs mark UTF-8 so
        if (first.isBlank()) {
            throw new ModelException(file + " is empty; begin it with the line " + HEADER
                    + ", then write one line for each scene, such as comic,0:00,1:30");
        }
        String header = String.join(",", values(first, file + ", line 1")).toLowerCase(Locale.ROOT);
        boolean namesFilms = header.equals(HEADER_OF_FILMS);
        if (!namesFilms && !header.equals(HEADER)) {
            throw new ModelException("%s, line 1: '%s' should be %s or %s, with commas in between"
                    .formatted(file, first, HEADER, HEADER_OF_FILMS));
        }
        if (!namesFilms && films.size() > 1) {
            throw new ModelException("%s, line 1: there are %d films, so a column says which is meant; write %s"
                    .formatted(file, films.size(), HEADER_OF_FILMS));
        }
        List<Scene> scenes = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                String origin = file + ", line " + (i + 1);
                scenes.add(listed(values(lines.get(i), origin), namesFilms, origin));
            }
        }
        if (scenes.isEmpty()) {
            throw new ModelException(file + " names no scene; write one line for each, such as comic,0:00,1:30");
        }
        return scenes;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            throw new ModelException("there is no file " + file + "; check the name given with --scenes", e);
        } catch (CharacterCodingException e) {
            throw new ModelException(file + " is no text in UTF-8; save it as CSV in UTF-8", e);
        } catch (IOException e) {
            throw new ModelException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static List<String> values(String line, String origin) {
        try {
            return CommaSeparated.values(line);
        } catch (IllegalArgumentException e) {
            throw new ModelException(origin + ": " + e.getMessage(), e);
        }
    }

    private Scene listed(List<String> values, boolean namesFilms, String origin) {
        int columns = namesFilms ? 4 : 3;
        if (values.size() != columns) {
            throw new ModelException("%s has %d values instead of the %d of %s; mend the line"
                    .formatted(origin, values.size(), columns, namesFilms ? HEADER_OF_FILMS : HEADER));
        }
        String label = values.get(0);
        Scene.requireLabel(label, origin);
        long start = time(values.get(1), origin);
        long end = time(values.get(2), origin);
        Film film = namesFilms ? film(values.get(3), origin) : films.get(0);
        if (end <= start) {
            throw new ModelException("%s: the scene ends at %s, %s; write the earlier time first"
                    .formatted(
                            origin,
                            Timecode.text(end),
                            end == start ? "where it starts" : "before it starts at " + Timecode.text(start)));
        }
        if (end > film.latestEnd()) {
            throw new ModelException("%s: the scene ends at %s, but %s is only %s long; let it end there"
                    .formatted(origin, Timecode.text(end), film.path(), Timecode.text(film.length())));
        }
        return new Scene(label, film, start, end, origin);
    }

    private static long time(String text, String origin) {
        try {
            return Timecode.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ModelException(origin + ": " + e.getMessage(), e);
        }
    }

    private Film film(String name, String origin) {
        List<Film> called =
                films.stream().filter(film -> film.name().equals(name)).toList();
        if (called.isEmpty()) {
            throw new ModelException(origin + ": no film is called '" + name + "'; there is "
                    + films.stream().map(Film::name).distinct().collect(Collectors.joining(", ")));
        }
        if (called.size() > 1) {
            throw new ModelException(origin + ": several films are called " + name + "; rename all but one");
        }
        return called.get(0);
    }
}
