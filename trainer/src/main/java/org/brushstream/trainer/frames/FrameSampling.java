package org.brushstream.trainer.frames;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.brushstream.runtime.media.MediaException;
import org.brushstream.runtime.model.ModelException;

/**
 * Takes frames from films at regular intervals, drops those that look nearly like an earlier one of the same label, and
 * writes a folder for each label and a {@link FrameManifest} that tells where every frame comes from.
 *
 * <pre>{@code
 * Labelling chapters = new Labelling.ByChapters(List.of(Path.of("film.mkv")));
 * new FrameSampling(chapters, Path.of("frames"), FrameSampling.Settings.defaults()).run();
 * FrameManifest frames = FrameManifest.read(Path.of("frames"));
 * }</pre>
 *
 * <p>A scene is a stretch of a film: a range of the file of scenes, a chapter. The only one of a label is divided at hard
 * cuts, and where takes are longer than 20 s into stretches of about 10 s, since from one scene nothing could be held
 * out; so are films that have one look.
 *
 * <p>From a scene come the frames at its start, one interval later, two and so on, or as soon after these moments as
 * the film shows a new frame; never one of another scene. Times are compared in whole milliseconds. Frames are as shown,
 * with square pixels, in files like {@code ink/film-000123.450.jpg}: the film's name and the frame's second.
 *
 * <p>Films that are damaged on the way give what can be decoded; frames at a fault may be broken pictures.
 *
 * @param labelling the films, and what their looks are called
 * @param output the folder to make
 * @param settings what need not be said
 */
public record FrameSampling(Labelling labelling, Path output, Settings settings) {
    /** The largest shorter side: no net looks closer. */
    private static final int MAX_SIDE = 4096;

    private static final int MIN_SIDE = 32; // under that, VGG's deep layers see nothing

    /**
     * What need not be said.
     *
     * @param every from one frame to the next, at least a millisecond; counted in whole ones
     * @param shortSide of the pictures in pixels, {@value #MIN_SIDE} to {@value #MAX_SIDE}; smaller films keep their size
     * @param distinctBits a frame is dropped if its hash differs in so many bits or fewer from that of one kept; 0 drops
     *     only equals, -1 nothing
     * @param overwrite whether frames that lie in the folder are replaced
     */
    public record Settings(Duration every, int shortSide, int distinctBits, boolean overwrite) {
        public Settings {
            if (every.toMillis() < 1) {
                throw new IllegalArgumentException("frames lie at least a millisecond apart, not " + every);
            }
            if (shortSide < MIN_SIDE || shortSide > MAX_SIDE) {
                throw new IllegalArgumentException("the shorter side of a frame has " + MIN_SIDE + " to " + MAX_SIDE
                        + " pixels, not " + shortSide);
            }
            if (distinctBits < -1 || distinctBits >= PerceptualHash.SIZE) {
                throw new IllegalArgumentException("frames differ in -1 to " + (PerceptualHash.SIZE - 1) + " bits of "
                        + PerceptualHash.SIZE + ", not " + distinctBits);
            }
        }

        /**
         * A frame a second, its shorter side 320 pixels, into a new folder; dropped where it differs in 5 bits or fewer.
         *
         * <p>Seen in 140 s of a fixed camera before which five people come and go: up to 5 bits apart is the same person in
         * about the same pose, from 6 on also one person and another. Of its 140 frames 29 are distinct then; of 12 from a
         * film that is cut fast, all.
         */
        public static Settings defaults() {
            return new Settings(Duration.ofSeconds(1), 320, 5, false);
        }
    }

    /** Hears how the job goes on, on the thread that runs it. */
    public interface Listener {
        /**
         * Called for every frame that is looked at.
         *
         * @param done what has been watched of the scenes; those in which others are to be found are watched twice
         * @param all what there is to watch, at most; zero if a film does not tell how long it is
         */
        void watched(Duration done, Duration all);
    }

    /**
     * What came of a label.
     *
     * @param label its name
     * @param frames that were written
     * @param nearDuplicates that were dropped
     * @param scenes that the written frames come from
     */
    public record Count(String label, int frames, int nearDuplicates, int scenes) {}

    /**
     * What came of all.
     *
     * @param counts for every label, by name
     * @param incompleteScenes a sentence for each scene that no frame could be taken from, or that ends after its film: of
     *     one that does not tell its length this is seen only then
     * @param damages a sentence for each film that was damaged: what could be decoded of it is among the frames
     */
    public record Report(List<Count> counts, List<String> incompleteScenes, List<String> damages) {
        public Report {
            counts = List.copyOf(counts);
            incompleteScenes = List.copyOf(incompleteScenes);
            damages = List.copyOf(damages);
        }
    }

    /**
     * Does it all on the calling thread.
     *
     * @throws MediaException if a film cannot be read
     * @throws ModelException if the labels are wrong, the folder may not be written or is not empty
     */
    public Report run() {
        return run((done, all) -> {}, () -> true).orElseThrow();
    }

    /**
     * The same for those who watch, and may change their mind.
     *
     * @param goesOn asked before every frame
     * @return empty if it did not go on; then there is no folder
     */
    public Optional<Report> run(Listener listener, BooleanSupplier goesOn) {
        FrameFolder.requireFree(output, settings.overwrite());
        List<Film> films = Film.openAll(labelling.films());
        List<Scene> told = Scenes.of(labelling, films);
        return new Sampler(settings, listener, goesOn).sample(told, toDivide(told), output);
    }

    /** Scenes that others are to be found in. */
    private List<Scene> toDivide(List<Scene> scenes) {
        return scenes.stream()
                .filter(scene -> labelling instanceof Labelling.ByFilm || isOnlyOneOfItsLabel(scene, scenes))
                .toList();
    }

    private static boolean isOnlyOneOfItsLabel(Scene scene, List<Scene> scenes) {
        return scenes.stream()
                .allMatch(other -> other.equals(scene) || !other.label().equals(scene.label()));
    }
}
