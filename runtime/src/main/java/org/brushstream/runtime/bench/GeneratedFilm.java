package org.brushstream.runtime.bench;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSink;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.media.FfmpegSink;
import org.brushstream.runtime.media.Ratio;
import org.brushstream.runtime.media.VideoInfo;

/**
 * A film to measure with where none is given: H.264 at exactly the size asked for, five seconds of a camera that moves over
 * ground of fine and coarse patterns, with the noise of a sensor. The same everywhere, down to the seed.
 */
public final class GeneratedFilm {
    /** For reports. */
    public static final String DESCRIPTION = "generated film, H.264 at each size";

    private static final int FRAMES = 125;
    private static final int PER_SECOND = 25;
    private static final int TILE = 512; // pixels: a power of two; the ground repeats after so many
    private static final int NOISE = 3; // levels up and down
    private static final double[][] WAVES = { // periods across and down within a tile, and how strong, in levels
        {1, 2, 40}, {5, -3, 25}, {-17, 11, 14}, {41, 37, 8}, {90, -70, 5}
    };

    private GeneratedFilm() {}

    /**
     * Draws and encodes it.
     *
     * @param file ends in .mp4; is replaced if it exists
     * @param size of even sides, which H.264 asks for
     */
    public static void write(Path file, FrameSize size) {
        byte[] ground = ground();
        Random random = new Random(1);
        try (FrameSink sink = FfmpegSink.create(file, VideoInfo.live(size, new Ratio(PER_SECOND, 1)), Map.of(), true)) {
            for (int number = 0; number < FRAMES; number++) {
                sink.write(new Frame(size, 1_000_000L * number / PER_SECOND, picture(ground, size, number, random)));
            }
            sink.finish();
        }
    }

    /** RGB24, {TILE, TILE, 3}. */
    private static byte[] ground() {
        byte[] ground = new byte[3 * TILE * TILE];
        for (int y = 0; y < TILE; y++) {
            for (int x = 0; x < TILE; x++) {
                for (int channel = 0; channel < 3; channel++) {
                    double level = 128;
                    for (double[] wave : WAVES) {
                        double turns = (wave[0] * x + wave[1] * y) / TILE + channel / 5.0;
                        level += wave[2] * Math.sin(2 * Math.PI * turns);
                    }
                    ground[3 * (y * TILE + x) + channel] = (byte) level; // 36 to 220
                }
            }
        }
        return ground;
    }

    private static ByteBuffer picture(byte[] ground, FrameSize size, int number, Random random) {
        byte[] rgb = new byte[size.rgbBytes()];
        byte[] noise = new byte[1021]; // a prime, so that it does not line up with the rows
        random.nextBytes(noise);
        int index = 0;
        for (int y = 0; y < size.height(); y++) {
            int row = (y + number) % TILE * TILE;
            for (int x = 0; x < size.width(); x++) {
                int from = 3 * (row + (x + 3 * number) % TILE);
                int grain = Math.floorMod(noise[(y * size.width() + x) % noise.length], 2 * NOISE + 1) - NOISE;
                for (int channel = 0; channel < 3; channel++) {
                    rgb[index++] = (byte) (ground[from + channel] + grain);
                }
            }
        }
        return ByteBuffer.wrap(rgb);
    }
}
