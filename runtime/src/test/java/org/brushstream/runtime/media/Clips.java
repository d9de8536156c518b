package org.brushstream.runtime.media;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSink;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.frame.FrameSource;

/** Frames to write and files to read them from. */
final class Clips {
    static final Ratio RATE = new Ratio(25, 1);

    private Clips() {}

    /** Noise, the hardest thing to keep; the seed is the timestamp. */
    static Frame noise(FrameSize size, long timestampMicros) {
        byte[] pixels = new byte[size.rgbBytes()];
        new Random(timestampMicros).nextBytes(pixels);
        return new Frame(size, timestampMicros, ByteBuffer.wrap(pixels));
    }

    static List<Frame> noises(FrameSize size, long... timestampsMicros) {
        List<Frame> frames = new ArrayList<>();
        for (long timestamp : timestampsMicros) {
            frames.add(noise(size, timestamp));
        }
        return frames;
    }

    /** Writes a video without sound. */
    static Path write(Path output, List<Frame> frames) {
        try (FrameSink sink =
                FfmpegSink.create(output, VideoInfo.live(frames.get(0).size(), RATE), Map.of(), true)) {
            frames.forEach(sink::write);
            sink.finish();
        }
        return output;
    }

    static List<Frame> read(Path file) {
        try (FrameSource source = FfmpegSource.open(file)) {
            return drain(source);
        }
    }

    static List<Frame> drain(FrameSource source) {
        List<Frame> frames = new ArrayList<>();
        for (Frame frame; (frame = source.read()) != null; ) {
            frames.add(frame);
        }
        return frames;
    }

    static byte[] bytes(Frame frame) {
        byte[] pixels = new byte[frame.size().rgbBytes()];
        frame.rgb().get(pixels);
        return pixels;
    }

    /** The largest difference of two pictures, in code values. */
    static int distance(byte[] one, byte[] other) {
        int largest = one.length == other.length ? 0 : 256;
        for (int i = 0; i < Math.min(one.length, other.length); i++) {
            largest = Math.max(largest, Math.abs((one[i] & 0xFF) - (other[i] & 0xFF)));
        }
        return largest;
    }
}
