package org.brushstream.trainer.frames;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.media.FfmpegSource;

/**
 * Divides a long scene into scenes of its own, so that some can be held out: at hard cuts, and takes that last longer
 * than 20 s into equal stretches of about 10 s. Neighbouring stretches of one take resemble each other more than scenes
 * do; there is no better line to draw in a film without cuts.
 *
 * <p>A hard cut lies before a frame that differs much from the one before it, while the frames around these two hardly
 * do, as they would in a flash or a fast pan. Dissolves are no hard cuts.
 */
final class Takes {
    /** Frames are compared at this size: grain and small movements vanish. */
    private static final FrameSize TINY = new FrameSize(32, 18);

    /** Mean absolute difference of a cut, of 255. */
    private static final double MIN_DIFFERENCE = 20;

    /** How many times that of the frames around it. */
    private static final double MIN_CONTRAST = 2.5;

    private static final long SHORTEST = 1_000; // ms: cuts that follow each other faster are one scene
    private static final long LONGEST = 20_000; // ms
    private static final long STRETCH = 10_000; // ms

    private Takes() {}

    /**
     * Watches a scene and divides it.
     *
     * @param watched hears how many milliseconds of the scene have been watched
     * @param goesOn asked before every frame; when it says no, what was found so far is given
     * @return at least one; they follow each other and cover what the film shows of the scene
     */
    static List<Scene> of(Scene scene, DamageLog damage, LongConsumer watched, BooleanSupplier goesOn) {
        List<Long> times = new ArrayList<>();
        List<Double> differences = new ArrayList<>();
        try (FfmpegSource source = FfmpegSource.open(scene.film().path(), TINY)) {
            source.skipTo(Timecode.micros(scene.start()));
            Frame before = null;
            for (Frame frame;
                    goesOn.getAsBoolean()
                            && (frame = damage.read(source, scene.film().path())) != null;
                    before = frame) {
                long time = Timecode.millis(frame.timestampMicros());
                if (time >= scene.end()) {
                    break;
                }
                times.add(time);
                differences.add(before == null ? 0 : difference(before, frame));
                watched.accept(time - scene.start());
            }
        }
        if (times.isEmpty()) {
            return List.of(scene);
        }
        // The end of a whole film that does not tell its length is known only now.
        long end = scene.end() == Film.ENDLESS ? times.get(times.size() - 1) + 1 : scene.end();
        return divided(scene.part(scene.start(), end), cuts(times, differences));
    }

    /** Mean absolute difference of all values, 0..255. */
    private static double difference(Frame one, Frame other) {
        ByteBuffer first = one.rgb();
        ByteBuffer second = other.rgb();
        long sum = 0;
        while (first.hasRemaining()) {
            sum += Math.abs((first.get() & 0xFF) - (second.get() & 0xFF));
        }
        return (double) sum / one.size().rgbBytes();
    }

    /**
     * The times of the first frames after cuts.
     *
     * @param times of all frames
     * @param differences of each frame from the one before, 0..255
     */
    static List<Long> cuts(List<Long> times, List<Double> differences) {
        List<Long> cuts = new ArrayList<>();
        for (int i = 1; i < times.size(); i++) {
            double around = Math.max(differences.get(i - 1), i + 1 < times.size() ? differences.get(i + 1) : 0);
            if (differences.get(i) >= MIN_DIFFERENCE && differences.get(i) >= MIN_CONTRAST * around) {
                cuts.add(times.get(i));
            }
        }
        return cuts;
    }

    /** @param cuts in milliseconds of the film, ascending, within the scene */
    static List<Scene> divided(Scene scene, List<Long> cuts) {
        List<Scene> parts = new ArrayList<>();
        long start = scene.start();
        for (long cut : cuts) {
            if (cut - start >= SHORTEST && scene.end() - cut >= SHORTEST) {
                addStretches(scene.part(start, cut), parts);
                start = cut;
            }
        }
        addStretches(scene.part(start, scene.end()), parts);
        return parts;
    }

    private static void addStretches(Scene take, List<Scene> parts) {
        long count = take.length() <= LONGEST ? 1 : (take.length() + STRETCH / 2) / STRETCH;
        for (long i = 0; i < count; i++) {
            parts.add(take.part(
                    take.start() + take.length() * i / count, take.start() + take.length() * (i + 1) / count));
        }
    }
}
