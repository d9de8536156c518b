package org.brushstream.runtime.bench;

import java.nio.file.Path;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.frame.FrameSource;
import org.brushstream.runtime.media.FfmpegSource;
import org.jspecify.annotations.Nullable;

/** A film that begins again where it ends; its times go on. */
final class EndlessFilm implements FrameSource {
    private static final long PAUSE_MICROS = 40_000; // from the last picture to the first again

    private final Path file;
    private final FrameSize size;
    private FrameSource film;
    private long shiftMicros;
    private long lastMicros;

    EndlessFilm(Path file, FrameSize size) {
        this.file = file;
        this.size = size;
        this.film = FfmpegSource.open(file, size);
    }

    @Override
    public @Nullable Frame read() {
        Frame frame = film.read();
        if (frame == null) {
            film.close();
            film = FfmpegSource.open(file, size);
            shiftMicros = lastMicros + PAUSE_MICROS;
            frame = film.read();
        }
        if (frame == null) {
            return null;
        }
        lastMicros = frame.timestampMicros() + shiftMicros;
        return new Frame(frame.size(), lastMicros, frame.rgb());
    }

    @Override
    public void close() {
        film.close();
    }
}
