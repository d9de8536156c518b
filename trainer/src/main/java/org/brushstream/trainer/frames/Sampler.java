package org.brushstream.trainer.frames;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.media.FfmpegSource;
import org.brushstream.runtime.model.ModelException;
import org.jspecify.annotations.Nullable;

/** One run of a {@link FrameSampling}. */
final class Sampler {
    private static final long ROUNDING = 1_000; // ms: films are a little shorter than people and players say

    private final FrameSampling.Settings settings;
    private final FrameSampling.Listener listener;
    private final BooleanSupplier goesOn;
    private final DamageLog damage = new DamageLog();
    private final Map<String, Look> looks = new TreeMap<>();
    private final List<SampledFrame> frames = new ArrayList<>();
    private final List<String> incompleteScenes = new ArrayList<>();
    private long watched;
    private long toWatch;

    /** What has been seen of a label. */
    private static final class Look {
        private final List<PerceptualHash> kept = new ArrayList<>();
        private int nearDuplicates;
    }

    Sampler(FrameSampling.Settings settings, FrameSampling.Listener listener, BooleanSupplier goesOn) {
        this.settings = settings;
        this.listener = listener;
        this.goesOn = goesOn;
    }

    /**
     * Finds scenes in those that are to be divided, then takes frames from all.
     *
     * @param told by film and time
     */
    Optional<FrameSampling.Report> sample(List<Scene> told, List<Scene> toDivide, Path output) {
        toWatch = length(told) + length(toDivide);
        try (FrameFolder folder = FrameFolder.create(output, settings.overwrite())) {
            List<Scene> scenes = new ArrayList<>();
            for (Scene scene : told) {
                scenes.addAll(toDivide.contains(scene) ? divided(scene) : List.of(scene));
            }
            for (int first = 0; first < scenes.size(); ) {
                int next = first;
                while (next < scenes.size()
                        && scenes.get(next).film().equals(scenes.get(first).film())) {
                    next++;
                }
                sample(scenes.subList(first, next), first + 1, folder);
                first = next;
            }
            if (!goesOn.getAsBoolean()) {
                return Optional.empty();
            }
            requireFrames(scenes);
            folder.write(folder.path().resolve(FrameManifest.NAME), new FrameManifest(folder.path(), frames).bytes());
            folder.finish();
        }
        return Optional.of(new FrameSampling.Report(counts(), incompleteScenes, damage.sentences()));
    }

    private static long length(List<Scene> scenes) {
        return scenes.stream().mapToLong(Scene::length).sum();
    }

    private List<Scene> divided(Scene scene) {
        long before = watched;
        List<Scene> parts = Takes.of(scene, damage, done -> tell(before + done), goesOn);
        tell(before + length(parts));
        return parts;
    }

    private void tell(long watchedNow) {
        watched = watchedNow;
        listener.watched(Duration.ofMillis(watched), Duration.ofMillis(toWatch < Film.ENDLESS ? toWatch : 0));
    }

    /**
     * Takes frames from one film.
     *
     * @param scenes of the film, in order
     * @param number of the first
     */
    private void sample(List<Scene> scenes, int number, FrameFolder folder) {
        Film film = scenes.get(0).film();
        try (FfmpegSource source = FfmpegSource.open(film.path(), film.sizeOf(settings.shortSide()))) {
            Frame frame = null;
            for (int i = 0; i < scenes.size(); i++) {
                frame = sample(scenes.get(i), number + i, source, frame, folder);
            }
            if (goesOn.getAsBoolean()) {
                source.skipTo(Long.MAX_VALUE); // a damaged film says so at its end
                damage.read(source, film.path());
            }
        }
    }

    /**
     * Takes frames from one scene.
     *
     * @param frame the last that was read from the film
     * @return the last that was read now
     */
    private @Nullable Frame sample(
            Scene scene, int number, FfmpegSource source, @Nullable Frame frame, FrameFolder folder) {
        long before = watched;
        long every = settings.every().toMillis();
        long moment = scene.start();
        boolean empty = true;
        Frame next = frame;
        while (moment < scene.end() && goesOn.getAsBoolean()) {
            if (next == null || Timecode.millis(next.timestampMicros()) < moment) {
                source.skipTo(Timecode.micros(moment));
                next = damage.read(source, scene.film().path());
            }
            if (next == null || Timecode.millis(next.timestampMicros()) >= scene.end()) {
                break;
            }
            long shown = Timecode.millis(next.timestampMicros());
            take(next, scene, number, shown, folder);
            empty = false;
            tell(before + shown - scene.start());
            moment += ((shown - moment) / every + 1) * every;
        }
        if (goesOn.getAsBoolean()) {
            boolean filmEnded = next == null && scene.film().length() == Film.ENDLESS;
            if (empty) {
                incompleteScenes.add("%s: no frame is shown from %s of %s"
                        .formatted(scene.origin(), scene.range(), scene.film().path()));
            } else if (filmEnded && scene.end() - moment >= ROUNDING) {
                incompleteScenes.add("%s: the scene ends at %s, but %s before %s"
                        .formatted(
                                scene.origin(),
                                Timecode.text(scene.end()),
                                scene.film().path(),
                                Timecode.text(moment)));
            }
        }
        tell(before + scene.length());
        return next;
    }

    private void take(Frame frame, Scene scene, int number, long shown, FrameFolder folder) {
        Look look = looks.computeIfAbsent(scene.label(), label -> new Look());
        try (Still still = new Still(frame)) {
            PerceptualHash hash = still.hash();
            if (look.kept.stream().anyMatch(kept -> kept.distance(hash) <= settings.distinctBits())) {
                look.nearDuplicates++;
                return;
            }
            look.kept.add(hash);
            String name = "%s-%s.jpg".formatted(scene.film().stem(), Timecode.sortable(shown));
            Path file = folder.path().resolve(scene.label()).resolve(name);
            folder.write(file, still.jpeg());
            frames.add(new SampledFrame(file, scene.label(), scene.film().name(), number, shown, hash));
        }
    }

    private void requireFrames(List<Scene> scenes) {
        for (Scene scene : scenes) {
            if (!looks.containsKey(scene.label())) {
                String why = damage.sentences().isEmpty() ? "" : "; " + String.join("; ", damage.sentences());
                throw new ModelException("%s: no frame is shown from %s of %s, so there is none of the label %s%s"
                        .formatted(scene.origin(), scene.range(), scene.film().path(), scene.label(), why));
            }
        }
    }

    private List<FrameSampling.Count> counts() {
        return looks.entrySet().stream()
                .map(look -> new FrameSampling.Count(
                        look.getKey(),
                        look.getValue().kept.size(),
                        look.getValue().nearDuplicates,
                        scenes(look.getKey())))
                .toList();
    }

    private int scenes(String label) {
        return (int) frames.stream()
                .filter(frame -> frame.label().equals(label))
                .mapToInt(SampledFrame::scene)
                .distinct()
                .count();
    }
}
