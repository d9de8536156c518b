package org.brushstream.trainer.gatys;

import ai.djl.ndarray.NDArray;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.media.FfmpegSink;
import org.brushstream.runtime.media.Ratio;
import org.brushstream.runtime.media.VideoInfo;
import org.brushstream.trainer.picture.Pictures;

/** Shows a painting forming: one frame an iteration, 25 a second, all of one size. */
final class FormingFilm implements AutoCloseable {
    /** Pixels; a film of a large painting would take longer than the painting. */
    private static final int MAX_SHORT_SIDE = 512;

    private static final int FRAMES_PER_SECOND = 25;

    private final FrameSize size;
    private final FfmpegSink sink;
    private long frames;

    /**
     * Makes a part file beside its place, which shows at once whether the film can be written.
     *
     * @param file ends in {@code .mp4} or {@code .mkv}; replaced in {@link #finish()}
     * @param painting its size in the end
     * @throws org.brushstream.runtime.media.MediaException if the film cannot be written
     */
    FormingFilm(Path file, FrameSize painting) {
        double factor = Math.min(1, (double) MAX_SHORT_SIDE / Math.min(painting.width(), painting.height()));
        this.size = new FrameSize(even(painting.width() * factor), even(painting.height() * factor));
        this.sink = FfmpegSink.create(file, VideoInfo.live(size, new Ratio(FRAMES_PER_SECOND, 1)), Map.of(), true);
    }

    /** Refuses names of other formats: moving pictures only, so {@code .png} is none. */
    static void requireFilmName(Path file) {
        if (!file.toString().toLowerCase(Locale.ROOT).matches(".*\\.(mp4|mkv)")) {
            throw new IllegalArgumentException("the film's name must end in .mp4 or .mkv, not be " + file);
        }
    }

    /** H.264 halves the colours' resolution. */
    private static int even(double pixels) {
        return Math.max(2, 2 * (int) Math.round(pixels / 2));
    }

    /** @param picture RGB, 0..255, float32 {1, 3, H, W} of any size */
    void write(NDArray picture) {
        try (NDArray scaled = Pictures.scale(picture, size.height(), size.width())) {
            sink.write(Pictures.frame(scaled, frames * 1_000_000 / FRAMES_PER_SECOND));
        }
        frames++;
    }

    /** The film is whole. */
    void finish() {
        sink.finish();
    }

    /** What was not finished is deleted. */
    @Override
    public void close() {
        sink.close();
    }
}
