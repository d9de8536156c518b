package org.brushstream.runtime.media;

import static org.brushstream.runtime.media.Ffmpeg.MICROS;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.brushstream.runtime.frame.Frame;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.jspecify.annotations.Nullable;

/**
 * Writes frames to a video file, or one frame to a picture, with the times, sound and titles of the source.
 *
 * <p>The name's ending chooses: {@code .mkv} is FFV1, which keeps every RGB value; {@code .mp4} is H.264 in 4:2:0, BT.709
 * and limited range; {@code .png} is one picture. Sound tracks are copied packet by packet, not coded again; subtitles,
 * chapters and cover pictures are not copied.
 *
 * <p>The file grows under another name beside its place ({@code painted.5e0c71d2.part.mkv}) and appears in {@link #finish()}.
 * Should the source's sound end in a fault, {@link #finish()} says so by a {@link DamagedMediaException} after that.
 *
 * <p>One frame is held back, since how long it is shown is known only when the next one comes.
 */
public final class FfmpegSink implements SoundSink {
    private final Path output;
    private final OutputFormat format;
    private final VideoInfo video;
    private final Deque<Runnable> owned = new ArrayDeque<>(); // last opened first
    private final PartFile file;
    private final Muxer muxer;
    private final PictureEncoder encoder;
    private final AVStream pictures;
    private final AVRational timeBase;
    private final @Nullable SoundCopy sound;
    private final @Nullable PcmTrack recordedSound;
    private @Nullable Frame heldBack;
    private long lastTime = Long.MIN_VALUE;
    private boolean finished;

    private FfmpegSink(PartFile file, VideoInfo video, Map<String, String> tags, boolean recordsSound) {
        this.output = file.target();
        this.format = OutputFormat.of(output);
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
            this.muxer = new Muxer(output, file.part(), format);
            owned.push(muxer::close);
            this.encoder = new PictureEncoder(output, format, video, timeBase);
            owned.push(encoder::close);
            this.pictures = muxer.addStream();
            describePictures(source);
            this.sound = source == null ? null : new SoundCopy(source, muxer, output);
            if (sound != null) {
                owned.push(sound::close);
            }
            this.recordedSound = recordsSound ? new PcmTrack("cannot write " + output, muxer) : null;
            if (recordedSound != null) {
                owned.push(recordedSound::close);
            }
            muxer.start(source == null ? null : source.container().metadata(), tags, format.containerOptions());
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** Starts a file that must not exist yet, without tags of its own. */
    public static FfmpegSink create(Path output, VideoInfo source) {
        return create(output, source, Map.of(), false);
    }

    /**
     * Starts a file.
     *
     * @param output ends in .mkv, .mp4 or .png; its folder exists
     * @param source size, rate and shape of the frames to come; sound and titles are copied from its file if it has one
     * @param tags written beside the titles, as in {@code COMMENT=painted with ...}; which ones survive in .mp4 is FFmpeg's
     *     choice (comment, title, artist and the like), and .png takes none
     * @param overwrite whether an existing file is replaced, once the new one is whole
     */
    public static FfmpegSink create(Path output, VideoInfo source, Map<String, String> tags, boolean overwrite) {
        OutputFormat format = OutputFormat.of(output);
        requireOther(output, source);
        if (format == OutputFormat.PNG && source.hasAudio()) {
            throw new MediaException("cannot write " + output + ": a .png holds one picture, and " + source.file()
                    + " has sound; write .mkv or .mp4");
        }
        return new FfmpegSink(PartFile.create(output, overwrite), source, tags, false);
    }

    /**
     * Starts a lossless file with a track for sound that is recorded meanwhile.
     *
     * @param output ends in .mkv; must not exist yet
     * @param source without a file of its own
     */
    public static FfmpegSink createWithSound(Path output, VideoInfo source, Map<String, String> tags) {
        if (OutputFormat.of(output) != OutputFormat.MATROSKA || source.file() != null) {
            throw new IllegalArgumentException("sound is recorded into .mkv files of live pictures, not " + output);
        }
        return new FfmpegSink(PartFile.create(output, false), source, tags, true);
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
            if (format == OutputFormat.PNG) {
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
        if (sound != null) {
            sound.copyUntil(av_rescale_q(packet.dts(), timeBase, MICROS));
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
        if (sound != null) {
            sound.copyRest();
        }
        muxer.finish();
        file.commit();
        if (sound != null) {
            sound.throwDamage();
        }
    }

    /** As long as the source shows it; one frame of the mean rate where it does not say. */
    private long lastDuration(long micros) {
        long duration = 0;
        if (sound != null) {
            sound.copyUntil(micros);
            duration = sound.durationOfPictureAt(micros);
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
