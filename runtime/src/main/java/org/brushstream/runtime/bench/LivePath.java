package org.brushstream.runtime.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameFilter;
import org.brushstream.runtime.frame.FrameSink;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.frame.FrameSource;
import org.brushstream.runtime.frame.Pipeline;
import org.brushstream.runtime.frame.ReadAhead;
import org.brushstream.runtime.frame.WriteBehind;
import org.brushstream.runtime.media.FfmpegSink;
import org.brushstream.runtime.media.MediaException;
import org.brushstream.runtime.media.Ratio;
import org.brushstream.runtime.media.VideoInfo;
import org.jspecify.annotations.Nullable;

/**
 * The way of a frame from a film to the eye, and parts of it, each as fast as it goes. Decoder, net and sink run on threads
 * of their own, as when a film is rendered.
 *
 * @param film anything FFmpeg reads; it begins again where it ends
 * @param size that frames are scaled to and painted at
 * @param length how long one run takes after its warm-up
 */
public record LivePath(Path film, FrameSize size, RoundLength length) {
    private static final int QUEUE = 4; // frames, as in RenderJob
    private static final int PICTURES = 8; // that are painted in turn where nothing is decoded
    private static final Ratio RATE = new Ratio(25, 1);

    /** Where a run leads to; opened anew for each. */
    @FunctionalInterface
    private interface Target {
        FrameSink open();
    }

    /** Only reading the film. */
    public Round decode() {
        Window window = new Window(length);
        try (FrameSource source = timed(new EndlessFilm(film, size), window)) {
            while (source.read() != null) {
                window.completed();
            }
        }
        return window.round();
    }

    /** Only painting: a few frames of the film, from memory, in turn. */
    public Round infer(FrameFilter net) {
        Frame[] frames = new Frame[PICTURES];
        try (FrameSource source = new EndlessFilm(film, size)) {
            for (int i = 0; i < PICTURES; i++) {
                frames[i] = next(source);
            }
        }
        Window window = new Window(length);
        FrameFilter painter = timed(net, window);
        for (int i = 0; !window.closed(); i++) {
            painter.apply(frames[i % PICTURES]);
            window.completed();
        }
        return window.round();
    }

    /** The whole path to a display: decoded, painted, and copied into a picture that a window could draw at once. */
    public Round toScreen(FrameFilter net) {
        return run(net, () -> new Screen(size));
    }

    /**
     * The whole path to a file: decoded, painted, and encoded as .mp4 (H.264) in a temporary folder.
     *
     * @throws MediaException if no file can be written there
     */
    public Round toFile(FrameFilter net) {
        Path folder = temporaryFolder();
        Path painted = folder.resolve("painted.mp4");
        try {
            return run(net, () -> FfmpegSink.create(painted, VideoInfo.live(size, RATE), Map.of(), true));
        } finally {
            remove(painted);
            remove(folder);
        }
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("brushstream-bench");
        } catch (IOException e) {
            throw new MediaException(
                    "no folder can be made in '" + System.getProperty("java.io.tmpdir") + "' for films to measure: "
                            + e.getMessage(),
                    e);
        }
    }

    /** What is left of it lies in the folder for temporary files, and must not hide why a run failed. */
    private static void remove(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            // the system clears that folder
        }
    }

    /** Begins to read the film, on a thread of its own; for {@link #firstToScreen}. */
    public FrameSource open() {
        return new ReadAhead(new EndlessFilm(film, size), QUEUE);
    }

    /**
     * The beginning of {@link #toScreen}: returns when one frame is painted and handed over. Not timed.
     *
     * @param source what {@link #open} gave
     */
    public void firstToScreen(FrameSource source, FrameFilter net) {
        try (FrameSink screen = new Screen(size)) {
            screen.write(net.apply(next(source)));
        }
    }

    private Round run(FrameFilter net, Target target) {
        Window window = new Window(length);
        FrameFilter painter = timed(net, window);
        try (FrameSource source = new ReadAhead(timed(new EndlessFilm(film, size), window), QUEUE);
                FrameSink sink = new WriteBehind(timed(target.open(), window), QUEUE)) {
            // What is queued when all is measured goes through unpainted: only the file's end waits for it.
            Pipeline.run(source, frame -> window.closed() ? frame : painter.apply(frame), sink);
        }
        return window.round();
    }

    private Frame next(FrameSource source) {
        Frame frame = source.read();
        if (frame == null) {
            throw new MediaException(film + " holds no picture that can be decoded");
        }
        return frame;
    }

    private static FrameFilter timed(FrameFilter net, Window window) {
        return frame -> {
            long start = System.nanoTime();
            Frame painted = net.apply(frame);
            window.timed(Stage.INFER, System.nanoTime() - start);
            return painted;
        };
    }

    /** Ends when the window is closed. */
    private static FrameSource timed(FrameSource film, Window window) {
        return new FrameSource() {
            @Override
            public @Nullable Frame read() {
                if (window.closed()) {
                    return null;
                }
                long start = System.nanoTime();
                Frame frame = film.read();
                window.timed(Stage.DECODE, System.nanoTime() - start);
                return frame;
            }

            @Override
            public void close() {
                film.close();
            }
        };
    }

    /** A frame that was written is done. */
    private static FrameSink timed(FrameSink sink, Window window) {
        return new FrameSink() {
            @Override
            public void write(Frame frame) {
                long start = System.nanoTime();
                sink.write(frame);
                window.timed(Stage.HAND_OVER, System.nanoTime() - start);
                window.completed();
            }

            @Override
            public void finish() {
                sink.finish();
            }

            @Override
            public void close() {
                sink.close();
            }
        };
    }
}
