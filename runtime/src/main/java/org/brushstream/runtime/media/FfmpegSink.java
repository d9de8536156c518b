package org.brushstream.runtime.media;

import static org.brushstream.runtime.media.Ffmpeg.MICROS;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.brushstream.runtime.frame.Frame;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.jspecify.annotations.Nullable;

/**
 * Writes frames to a video file, or one frame to a picture, with the times, sound, titles and chapters of the source.
 *
 * <p>The name's ending chooses the kind of file, and a {@link Preset} how pictures are coded in it. Sound tracks, subtitles and
 * fonts are copied packet by packet, not coded again; what the kind of file cannot hold of the latter two is left out and
 * {@linkplain #notices() said}. Cover pictures are not copied. Colours are stored by the source's matrix, in limited
 * range, or as RGB; primaries and transfer stay as they were.
 *
 * <p>The file grows under another name beside its place ({@code painted.5e0c71d2.part.mkv}) and appears in {@link #finish()}.
 * Should the source's sound end in a fault, {@link #finish()} says so by a {@link DamagedMediaException} after that.
 *
 * <p>One frame is held back, since how long it is shown is known only when the next one comes.
 */
public final class FfmpegSink implements SoundSink {
    private final Path output;
    private final Container container;
    private final VideoInfo video;
    private final Deque<Runnable> owned = new ArrayDeque<>(); // last opened first
    private final PartFile file;
    private final Muxer muxer;
    private final PictureEncoder encoder;
    private final AVStream pictures;
    private final AVRational timeBase;
    private final @Nullable StreamCopy others;
    private final @Nullable PcmTrack recordedSound;
    private @Nullable Frame heldBack;
    private long lastTime = Long.MIN_VALUE;
    private boolean finished;

    private FfmpegSink(PartFile file, Preset preset, VideoInfo video, Map<String, String> tags, boolean recordsSound) {
        this.output = file.target();
        this.container = Container.of(output);
        this.video = video;
        this.file = file;
        owned.push(file::close);
        try {
            InputFile source = video.file() == null ? null : InputFile.open(video.file());
            if (source != null) {
                owned.push(source::close);
            }
            // The source's own time base keeps its times exact, where the container can hold it.
            this.timeBase = source == null ? MICROS : source.video().time_base();
            this.muxer = new Muxer(output, file.part(), container);
            owned.push(muxer::close);
            this.encoder = new PictureEncoder(output, preset, colours(source, preset), video, timeBase);
            owned.push(encoder::close);
            this.pictures = muxer.addStream();
            describePictures(source);
            this.others = source == null ? null : new StreamCopy(source, muxer, output);
            if (others != null) {
                owned.push(others::close);
            }
            this.recordedSound = recordsSound ? new PcmTrack("cannot write " + output, muxer) : null;
            if (recordedSound != null) {
                owned.push(recordedSound::close);
            }
            muxer.start(source == null ? null : source.container().metadata(), tags, container.options());
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private static Colours colours(@Nullable InputFile source, Preset preset) {
        if (source == null) {
            return Colours.HD;
        }
        Colours colours = Colours.of(source.video().codecpar());
        return preset.isYuv() ? colours.stated() : colours;
    }

    /** Starts a file that must not exist yet, in its usual preset, without tags of its own. */
    public static FfmpegSink create(Path output, VideoInfo source) {
        return create(output, Optional.empty(), source, Map.of(), false);
    }

    /** Starts a file in its usual preset. */
    public static FfmpegSink create(Path output, VideoInfo source, Map<String, String> tags, boolean overwrite) {
        return create(output, Optional.empty(), source, tags, overwrite);
    }

    /**
     * Starts a file.
     *
     * @param output ends in .mkv, .mov, .mp4 or .png; its folder exists
     * @param preset how pictures are coded; empty for the usual one of that ending: FFV1, ProRes 422 HQ, H.264, PNG
     * @param source size, rate and shape of the frames to come; all but the pictures is copied from its file if it has one
     * @param tags written beside the titles, as in {@code COMMENT=painted with ...}; which ones survive in .mp4 is FFmpeg's
     *     choice (comment, title, artist and the like), and .png takes none
     * @param overwrite whether an existing file is replaced, once the new one is whole
     * @throws MediaException if that kind of file does not hold the preset or the sound, or cannot be written
     */
    public static FfmpegSink create(
            Path output, Optional<Preset> preset, VideoInfo source, Map<String, String> tags, boolean overwrite) {
        Container container = Container.of(output);
        Preset chosen = preset.orElse(container.usual());
        if (!chosen.containers().contains(container)) {
            throw new MediaException("cannot write %s: %s files hold %s, not %s; write %s instead"
                    .formatted(output, container.ending(), names(container.presets()), chosen, chosen.ending()));
        }
        requireOther(output, source);
        if (container == Container.PNG && source.hasAudio()) {
            throw new MediaException("cannot write " + output + ": a .png holds one picture, and " + source.file()
                    + " has sound; write .mkv or .mp4");
        }
        return new FfmpegSink(PartFile.create(output, overwrite), chosen, source, tags, false);
    }

    /**
     * Starts a lossless file with a track for sound that is recorded meanwhile.
     *
     * @param output ends in .mkv; must not exist yet
     * @param source without a file of its own
     */
    public static FfmpegSink createWithSound(Path output, VideoInfo source, Map<String, String> tags) {
        Container container = Container.of(output);
        if (container != Container.MATROSKA || source.file() != null) {
            throw new IllegalArgumentException("sound is recorded into .mkv files of live pictures, not " + output);
        }
        return new FfmpegSink(PartFile.create(output, false), container.usual(), source, tags, true);
    }

    private static String names(List<Preset> presets) {
        return presets.stream().map(Preset::toString).collect(Collectors.joining(", "));
    }

    /** What of the source is not in the file that is written, a sentence each; empty where nothing is missing. */
    public List<String> notices() {
        return others == null ? List.of() : others.notices();
    }

    private static void requireOther(Path output, VideoInfo source) {
        Path input = source.file();
        try {
            if (input != null && Files.exists(output) && Files.isSameFile(input, output)) {
                throw new MediaException(output + " is the video that is read; write to another name");
            }
        } catch (IOException e) {
            throw new MediaException("cannot compare " + input + " with " + output + ": " + e.getMessage(), e);
        }
    }

    private void describePictures(@Nullable InputFile source) {
        Ffmpeg.check(avcodec_parameters_from_context(pictures.codecpar(), encoder.context()), "cannot write " + output);
        pictures.time_base(timeBase);
        pictures.sample_aspect_ratio(encoder.context().sample_aspect_ratio());
        if (source != null) {
            pictures.metadata(StreamCopy.titles(source.video())); // language and timecode among them
        }
        if (source != null && isConstant(source.video())) {
            // Matroska writes this down as every frame's duration: only where it is true
            pictures.avg_frame_rate(source.video().avg_frame_rate());
        }
    }

    private static boolean isConstant(AVStream stream) {
        AVRational mean = stream.avg_frame_rate();
        AVRational base = stream.r_frame_rate();
        return mean.num() > 0 && (long) mean.num() * base.den() == (long) base.num() * mean.den();
    }

    @Override
    public void write(Frame frame) {
        if (finished) {
            throw new IllegalStateException(output + " is finished or closed");
        }
        if (!frame.size().equals(video.size())) {
            throw new IllegalArgumentException(
                    "the file was opened for " + video.size() + ", the frame is " + frame.size());
        }
        if (heldBack != null) {
            if (container == Container.PNG) {
                throw new MediaException("cannot write " + output
                        + ": a .png holds one picture, and there are more; write .mkv or .mp4");
            }
            long duration = frame.timestampMicros() - heldBack.timestampMicros();
            if (duration <= 0) {
                throw new IllegalArgumentException("the frame at " + frame.timestampMicros()
                        + " us came after the one at " + heldBack.timestampMicros() + " us");
            }
            encode(heldBack, duration);
        }
        heldBack = frame;
    }

    /**
     * Takes the next stretch of sound; only in a file {@linkplain #createWithSound made for that}.
     *
     * @param micros when its first sample was heard, on the clock of the frames; about where they are
     */
    @Override
    public void write(Sound stretch, long micros) {
        if (finished || recordedSound == null) {
            throw new IllegalStateException(output + " takes no sound, or is finished or closed");
        }
        recordedSound.write(stretch, micros);
    }

    private void encode(Frame frame, long durationMicros) {
        long start = av_rescale_q(frame.timestampMicros(), MICROS, timeBase);
        long end = av_rescale_q(frame.timestampMicros() + durationMicros, MICROS, timeBase);
        lastTime = Math.max(start, lastTime + 1); // two frames may fall on one tick of a coarse time base
        encoder.encode(frame.rgb(), lastTime, Math.max(1, end - lastTime), this::writePicture);
    }

    private void writePicture(AVPacket packet) {
        if (others != null) {
            others.copyUntil(av_rescale_q(packet.dts(), timeBase, MICROS));
        }
        muxer.write(packet, pictures, timeBase);
    }

    @Override
    public void finish() {
        if (finished) {
            throw new IllegalStateException(output + " is finished or closed");
        }
        finished = true;
        if (heldBack == null) {
            throw new MediaException("cannot write " + output + ": there was not one picture");
        }
        encode(heldBack, lastDuration(heldBack.timestampMicros()));
        encoder.flush(this::writePicture);
        if (others != null) {
            others.copyRest();
        }
        muxer.finish();
        file.commit();
        if (others != null) {
            others.throwDamage();
        }
    }

    /** As long as the source shows it; one frame of the mean rate where it does not say. */
    private long lastDuration(long micros) {
        long duration = 0;
        if (others != null) {
            others.copyUntil(micros);
            duration = others.durationOfPictureAt(micros);
        }
        return duration > 0 ? duration : Math.round(1e6 / video.frameRate().toDouble());
    }

    @Override
    public void close() {
        finished = true;
        heldBack = null;
        while (!owned.isEmpty()) {
            owned.pop().run();
        }
    }
}
