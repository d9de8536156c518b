package org.brushstream.trainer.gatys;

import ai.djl.ndarray.NDArray;
import java.nio.file.Path;
import java.util.Map;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.media.FfmpegSink;
import org.brushstream.runtime.media.Ratio;
import org.brushstream.runtime.media.VideoInfo;
import org.brushstream.trainer.picture.Pictures;

/** Shows a painting forming: one frame an iteration, 25 a second, all of one size. */
final class FormingFilm implements AutoCloseable {
    private static final int MAX_SHORT_SIDE =
            512; // pixels: a film of a large painting would take longer than the painting
    private static final int FRAMES_PER_SECOND = 25;

    private final FrameSize size;
    private final FfmpegSink sink;
    private long frames;

    /** An existing file is replaced once the film is whole. */
    FormingFilm(Path file, FrameSize painting) {
        double factor = Math.min(1, (double) MAX_SHORT_SIDE / Math.min(painting.width(), painting.height()));
        this.size = new FrameSize(even(painting.width() * factor), even(painting.height() * factor));
        this.sink = FfmpegSink.create(file, VideoInfo.live(size, new Ratio(FRAMES_PER_SECOND, 1)), Map.of(), true);
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

    @Override
    public void close() {
        sink.close();
    }
}
