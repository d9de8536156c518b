package org.brushstream.runtime.media;

import static org.bytedeco.ffmpeg.global.avformat.av_guess_sample_aspect_ratio;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;

import java.nio.file.Path;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSize;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.jspecify.annotations.Nullable;

/**
 * What a video is, and what {@link FfmpegSink} takes over from it.
 *
 * @param file where sound and titles are copied from; {@code null} for a camera or a computed video
 * @param size pixels of a picture as it is shown: turned upright if a phone stored it lying on its side
 * @param frameRate frames per second: the mean where the rate varies, 25 where nobody knows
 * @param pixelShape width over height of one pixel: 1/1 except on old tapes and discs
 * @param durationMicros length of the pictures, of the whole file if only that is known; 0 if unknown
 * @param frames how many pictures; 0 if unknown
 * @param framesEstimated whether {@code frames} is duration times rate; otherwise the file states it
 * @param hasAudio whether there is sound to copy
 * @param interlaced whether a picture's lines are of two moments, as its first one says; they are read as they are
 */
public record VideoInfo(
        @Nullable Path file,
        FrameSize size,
        Ratio frameRate,
        Ratio pixelShape,
        long durationMicros,
        long frames,
        boolean framesEstimated,
        boolean hasAudio,
        boolean interlaced) {
    private static final Ratio SQUARE = new Ratio(1, 1);
    private static final double ROUNDING = 0.02; // a size rounded to even sides still has the old proportions
    private static final int SHAPE_UNIT = 1000;

    public VideoInfo {
        if (durationMicros < 0 || frames < 0) {
            throw new IllegalArgumentException("duration and frame count cannot be negative");
        }
    }

    /** Opens the file and decodes its first picture, since only that tells for sure which way up it is shown. */
    public static VideoInfo of(Path file) {
        FrameSize size;
        try (FfmpegSource source = FfmpegSource.open(file)) {
            Frame first = source.read();
            if (first == null) {
                throw new MediaException(
                        file + " holds no picture that can be decoded; is it damaged or still being written?");
            }
            size = first.size();
            return describe(source.input(), size, source.turnsSideways(), source.isInterlaced());
        }
    }

    /** A video that comes from no file: it has no sound, no titles and no known end. */
    public static VideoInfo live(FrameSize size, Ratio frameRate) {
        return new VideoInfo(null, size, frameRate, SQUARE, 0, 0, true, false, false);
    }

    /** The same video with its pictures scaled; pixels change their shape so that it is shown in its own proportions. */
    public VideoInfo withSize(FrameSize scaled) {
        double stretch = (double) size.width() * scaled.height() / ((double) size.height() * scaled.width());
        boolean rounded = Math.abs(stretch - 1) < ROUNDING;
        Ratio shape = rounded
                ? pixelShape
                : new Ratio(Math.max(1, (int) Math.round(stretch * pixelShape.toDouble() * SHAPE_UNIT)), SHAPE_UNIT);
        return new VideoInfo(
                file, scaled, frameRate, shape, durationMicros, frames, framesEstimated, hasAudio, interlaced);
    }

    private static VideoInfo describe(InputFile input, FrameSize size, boolean sideways, boolean interlaced) {
        AVStream video = input.video();
        Ratio rate = input.frameRate();
        Ratio shape = Ratio.of(av_guess_sample_aspect_ratio(input.container(), video, null), SQUARE);
        long duration = input.videoDurationMicros();
        long stated = input.isStill() ? 1 : video.nb_frames();
        return new VideoInfo(
                input.path(),
                size,
                rate,
                sideways ? shape.inverse() : shape,
                duration,
                stated > 0 ? stated : Math.round(duration * rate.toDouble() / 1e6),
                stated <= 0,
                input.streams(AVMEDIA_TYPE_AUDIO).findAny().isPresent(),
                interlaced);
    }
}
