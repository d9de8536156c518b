package org.brushstream.trainer;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Random;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.media.FfmpegSink;
import org.brushstream.runtime.media.Ratio;
import org.brushstream.runtime.media.VideoInfo;

/** Films of a few small frames, 25 a second. */
public final class TinyFilm {
    private static final FrameSize SIZE = new FrameSize(96, 64);

    private TinyFilm() {}

    /** One channel of one pixel. */
    private interface Scene {
        double value(int frame, int x, int y, int channel);
    }

    /** Waves that move to the right by a pixel a frame. */
    public static void write(Path file, int frames) {
        write(file, frames, (frame, x, y, channel) -> {
            int moved = x - frame;
            return 128 + 45 * Math.sin(0.23 * moved + 0.1 * y + channel) + 45 * Math.cos(0.3 * y - 0.1 * moved);
        });
    }

    /** A cut after every frame: nothing of one is found again in the next. */
    public static void writeCuts(Path file, int frames) {
        Random random = new Random(1);
        write(file, frames, (frame, x, y, channel) -> random.nextInt(256));
    }

    private static void write(Path file, int frames, Scene scene) {
        try (FfmpegSink sink = FfmpegSink.create(file, VideoInfo.live(SIZE, new Ratio(25, 1)))) {
            for (int frame = 0; frame < frames; frame++) {
                ByteBuffer rgb = ByteBuffer.allocate(SIZE.rgbBytes());
                for (int pixel = 0; pixel < SIZE.pixels(); pixel++) {
                    for (int channel = 0; channel < 3; channel++) {
                        rgb.put((byte) scene.value(frame, pixel % SIZE.width(), pixel / SIZE.width(), channel));
                    }
                }
                sink.write(new Frame(SIZE, frame * 40_000L, rgb.flip()));
            }
            sink.finish();
        }
    }
}
