package org.brushstream.trainer.frames;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.brushstream.runtime.model.ModelException;

/**
 * A stretch of a film that has one look: where a split between what is learned from and what is held out may lie.
 *
 * @param label what the look is called, fit for a folder's name
 * @param film that it is part of
 * @param start milliseconds from the start of the film
 * @param end the first millisecond that is no longer part of it
 * @param origin who says so, as errors begin: {@code scenes.csv, line 3}
 */
record Scene(String label, Film film, long start, long end, String origin) {
    private static final Pattern LABEL =
            Pattern.compile("[\\p{L}\\p{N}](?:[\\p{L}\\p{M}\\p{N} ._-]{0,60}[\\p{L}\\p{M}\\p{N}_-])?");

    Scene {
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException("a scene cannot last from " + start + " to " + end + " ms");
        }
    }

    /** A part of it. */
    Scene part(long from, long to) {
        return new Scene(label, film, from, to, origin);
    }

    /** How long it lasts, in milliseconds. */
    long length() {
        return end - start;
    }

    /** Where it lies, for people. */
    String range() {
        return Timecode.text(start) + " to " + Timecode.text(end);
    }

    /**
     * Refuses labels that no folder can be called by.
     *
     * @param origin who says it, as the error begins
     * @throws ModelException if it is none
     */
    static void requireLabel(String label, String origin) {
        if (label.isEmpty()) {
            throw new ModelException(origin + ": there is no label; give it one");
        }
        if (!LABEL.matcher(label).matches()) {
            throw new ModelException(
                    origin + ": '" + label
                            + "' cannot be the name of a folder; a label has letters, digits, '.', '-', '_' and blanks inside, 62 at most");
        }
    }

    /**
     * Puts scenes in the order of films and times.
     *
     * @param films all of them
     * @throws ModelException if two overlap, or two labels or files would share a name
     */
    static List<Scene> inOrder(List<Scene> scenes, List<Film> films) {
        List<Scene> ordered = new ArrayList<>(scenes);
        ordered.sort(Comparator.comparingInt((Scene scene) -> films.indexOf(scene.film))
                .thenComparingLong(Scene::start)
                .thenComparingLong(Scene::end));
        for (int i = 1; i < ordered.size(); i++) {
            Scene before = ordered.get(i - 1);
            Scene scene = ordered.get(i);
            if (scene.film.equals(before.film) && scene.start < before.end) {
                throw new ModelException("%s: %s of %s overlaps %s (%s); let one end where the other begins"
                        .formatted(scene.origin, scene.range(), scene.film.path(), before.origin, before.range()));
            }
        }
        requireDistinctNames(ordered);
        return ordered;
    }

    private static void requireDistinctNames(List<Scene> scenes) {
        Map<String, Scene> labels = new HashMap<>();
        Map<String, Scene> files = new HashMap<>();
        for (Scene scene : scenes) {
            String folder = scene.label.toLowerCase(Locale.ROOT); // as some file systems see it
            Scene sameLabel = labels.putIfAbsent(folder, scene);
            if (sameLabel != null && !sameLabel.label.equals(scene.label)) {
                throw new ModelException(
                        "%s: the label %s differs from %s (%s) in capitals only; spell them alike or name one otherwise"
                                .formatted(scene.origin, scene.label, sameLabel.label, sameLabel.origin));
            }
            String file = folder + "/" + scene.film.stem().toLowerCase(Locale.ROOT);
            Scene sameFile = files.putIfAbsent(file, scene);
            if (sameFile != null && !sameFile.film.equals(scene.film)) {
                throw new ModelException(
                        "frames of %s and of %s would have the same names in the folder %s; rename a film"
                                .formatted(sameFile.film.path(), scene.film.path(), scene.label));
            }
        }
    }
}
