package org.brushstream.trainer.stability;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.frame.FrameSource;
import org.brushstream.runtime.infer.Device;
import org.brushstream.runtime.infer.OrtStylizer;
import org.brushstream.runtime.media.FfmpegSource;
import org.brushstream.runtime.media.MediaException;
import org.brushstream.runtime.media.VideoInfo;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.trainer.loss.JudgedStyle;
import org.brushstream.trainer.loss.Objective;
import org.brushstream.trainer.loss.VggFeatures;
import org.brushstream.trainer.picture.Pictures;
import org.brushstream.trainer.script.Precision;

/**
 * Measures how much films painted by a model flicker: how much of the difference between neighbouring frames is left when
 * the motion between them is undone, in the source and in the painting.
 *
 * <p>In real clips the motion is estimated, so that its faults are part of the figures, for source and painting alike. In
 * stills that are moved about it is known exactly. A net that paints nothing, or a blur, flickers little: figures mean
 * something beside the style loss only.
 *
 * @param painter the model, and which of its styles
 * @param clips films, painted as they would be by {@link org.brushstream.runtime.render.RenderJob}; at least one
 * @param style the style picture
 * @param vgg VGG weights, {@code .safetensors}
 * @param settings what need not be said
 */
public record StabilityJob(JudgedStyle painter, List<Path> clips, Path style, Path vgg, Settings settings) {
    private static final FrameSize USUAL = new FrameSize(640, 360);
    private static final int STILL_FRAMES = 8;
    private static final double NOISE = 2; // steps of 8 bits: a good camera in daylight
    private static final long SEED = 1;
    private static final int MIN_SIDE = 32; // under that, neither flow nor style

    /**
     * What need not be said.
     *
     * @param stills pictures to move about; empty for the first frame of every clip
     * @param frames of each clip, from its start, at least 2
     * @param size to scale clips to; empty: their own, or, where that is larger, what fits into 640x360
     * @param objective its style layers and style size count
     */
    public record Settings(List<Path> stills, int frames, Optional<FrameSize> size, Objective objective) {
        public Settings {
            stills = List.copyOf(stills);
            if (frames < 2) {
                throw new IllegalArgumentException("flicker needs 2 frames or more, not " + frames);
            }
            size.ifPresent(chosen -> {
                if (chosen.width() < MIN_SIDE || chosen.height() < MIN_SIDE) {
                    throw new IllegalArgumentException(
                            "frames of under " + MIN_SIDE + " pixels hold too little to measure: " + chosen);
                }
            });
        }

        /** 60 frames of every clip, its first moved about too, and the style as {@link Objective#DEFAULT} sees it. */
        public static Settings defaults() {
            return new Settings(List.of(), 60, Optional.empty(), Objective.DEFAULT);
        }
    }

    /** Hears how the job goes on, on the thread that runs it. */
    public interface Listener {
        /**
         * Called after every frame that was painted and compared.
         *
         * @param done frames so far
         * @param all frames there will be, or a few more: some clips are shorter than they say
         */
        void painted(int done, int all);
    }

    public StabilityJob {
        clips = List.copyOf(clips);
        if (clips.isEmpty()) {
            throw new IllegalArgumentException("no clip was named");
        }
    }

    /** What is known of a film before it is painted. */
    private record Film(Path file, FrameSize size, int frames) {}

    /**
     * Paints and measures.
     *
     * @param goesOn asked at the beginning and before every frame that is painted
     * @return empty if it did not go on
     * @throws MediaException if a clip or still cannot be read, or a clip has no two frames
     * @throws ModelException if the model, the style picture or VGG-19 cannot be used
     */
    public Optional<StabilityReport> run(Listener listener, BooleanSupplier goesOn) {
        VggFeatures.requireWeights(vgg, settings.objective().net());
        Pictures.requireUsable(style);
        List<Film> films = clips.stream().map(this::film).toList();
        List<Path> stills = settings.stills().isEmpty() ? clips : settings.stills();
        List<MovingStill.Camera> cameras = stills.stream().map(this::camera).toList();
        int all = films.stream().mapToInt(Film::frames).sum() + stills.size() * Motion.ALL.size() * STILL_FRAMES;
        Precision precision = Precision.fastest();
        List<Flicker> found = new ArrayList<>();
        int[] done = {0};
        if (!goesOn.getAsBoolean()) {
            return Optional.empty(); // before ONNX Runtime is loaded, which Ctrl-C would not let be
        }
        try (OrtStylizer stylizer = OrtStylizer.open(painter.model(), Device.CPU);
                StyleJudge judge = new StyleJudge(style, vgg, settings.objective(), precision)) {
            painter.mix().ifPresent(stylizer::mix);
            FlickerMeter meter =
                    new FlickerMeter(stylizer, judge::loss, goesOn, () -> listener.painted(++done[0], all));
            for (Film film : films) {
                Optional<Flicker> flicker = filmed(film, meter);
                if (flicker.isEmpty()) {
                    return Optional.empty();
                }
                found.add(flicker.get());
            }
            for (int i = 0; i < stills.size(); i++) {
                for (Motion motion : Motion.ALL) {
                    Optional<Flicker> flicker = moved(stills.get(i), cameras.get(i), motion, meter);
                    if (flicker.isEmpty()) {
                        return Optional.empty();
                    }
                    found.add(flicker.get());
                }
            }
        }
        return Optional.of(new StabilityReport(
                painter.model().name(),
                Optional.ofNullable(painter.name()),
                String.valueOf(style.getFileName()),
                settings.objective(),
                precision,
                NOISE,
                found));
    }

    private Film film(Path clip) {
        VideoInfo info = VideoInfo.of(clip);
        FrameSize size = sizeOf(info.size());
        if (size.width() < MIN_SIDE || size.height() < MIN_SIDE) {
            throw new MediaException(clip + " is " + info.size() + ", too small to measure in; choose another --size");
        }
        try (FrameSource source = FfmpegSource.open(clip)) {
            source.read(); // exists: the info came from it
            if (source.read() == null) {
                throw FlickerMeter.tooShort(clip.toString());
            }
        }
        boolean known = info.frames() > 0 && !info.framesEstimated();
        return new Film(clip, size, known ? (int) Math.min(settings.frames(), info.frames()) : settings.frames());
    }

    /** Chosen, or fitted into the usual size, the proportions kept. */
    private FrameSize sizeOf(FrameSize own) {
        return settings.size().orElseGet(() -> {
            double scale =
                    Math.min(1, Math.min((double) USUAL.width() / own.width(), (double) USUAL.height() / own.height()));
            return new FrameSize((int) Math.max(1, Math.round(own.width() * scale)), (int)
                    Math.max(1, Math.round(own.height() * scale)));
        });
    }

    private MovingStill.Camera camera(Path still) {
        FrameSize own = firstFrame(still).size();
        return MovingStill.Camera.framing(own, sizeOf(own), Motion.ALL, STILL_FRAMES);
    }

    /** At its own size: what is cut out of it needs something around it. */
    private static Frame firstFrame(Path file) {
        try (FrameSource source = FfmpegSource.open(file)) {
            Frame first = source.read();
            if (first == null) {
                throw new MediaException(file + " holds no picture that can be decoded; give another");
            }
            return first;
        }
    }

    private Optional<Flicker> filmed(Film film, FlickerMeter meter) {
        try (FrameSource source = FfmpegSource.open(film.file(), film.size());
                OpticalFlow flow = new OpticalFlow()) {
            return meter.measure(
                    String.valueOf(film.file().getFileName()),
                    Flicker.FILMED,
                    source,
                    (earlier, later, pair) -> flow.match(earlier, later),
                    settings.frames(),
                    film.frames());
        }
    }

    private static Optional<Flicker> moved(Path still, MovingStill.Camera camera, Motion motion, FlickerMeter meter) {
        try (FrameSource source = new MovingStill(firstFrame(still), motion, camera, NOISE, SEED)) {
            return meter.measure(
                    String.valueOf(still.getFileName()),
                    motion.name(),
                    source,
                    (earlier, later, pair) -> motion.match(camera.size(), camera.time(pair)),
                    STILL_FRAMES,
                    STILL_FRAMES);
        }
    }
}
