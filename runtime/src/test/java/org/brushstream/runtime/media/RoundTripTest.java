package org.brushstream.runtime.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is written comes back; with our own reader only, so that it runs everywhere. */
final class RoundTripTest {
    private final Path folder;

    RoundTripTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "3, 5", "17, 9", "641, 359", "640, 360"})
    void matroskaKeepsEveryPixelAndTime(int width, int height) {
        // uneven steps, the last long; Matroska counts milliseconds
        List<Frame> frames = Clips.noises(new FrameSize(width, height), 0, 40_000, 41_000, 1_000_000, 61_000_000);

        assertThat(Clips.read(Clips.write(folder.resolve("noise.mkv"), frames))).isEqualTo(frames);
    }

    @Test
    void matroskaKeepsTimesToAMillisecondAndEveryFrame() {
        List<Frame> frames = Clips.noises(new FrameSize(16, 16), 33_333, 33_400, 33_450, 66_667);

        assertThat(Clips.read(Clips.write(folder.resolve("close.mkv"), frames)))
                .hasSize(4)
                .extracting(frame -> Math.round(frame.timestampMicros() / 1000.0))
                .containsExactly(0L, 0L, 0L, 34L); // from the first one on; 33 ms are rounded off
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "641, 359"})
    void aPngKeepsEveryPixel(int width, int height) {
        List<Frame> one = Clips.noises(new FrameSize(width, height), 0);

        assertThat(Clips.read(Clips.write(folder.resolve("noise.png"), one))).isEqualTo(one);
    }

    @Test
    void webVideoKeepsEveryTimeAndNearlyEveryColour() {
        FrameSize size = new FrameSize(64, 48);
        int[] colours = {0x000000, 0xFFFFFF, 0xC02020, 0x20C020, 0x2020C0, 0x808080};
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < colours.length; i++) {
            byte[] pixels = new byte[size.rgbBytes()];
            for (int k = 0; k < pixels.length; k++) {
                pixels[k] = (byte) (colours[i] >> (16 - 8 * (k % 3)));
            }
            frames.add(new Frame(size, i * 33_367L, ByteBuffer.wrap(pixels)));
        }

        List<Frame> read = Clips.read(Clips.write(folder.resolve("colours.mp4"), frames));

        assertThat(read)
                .extracting(Frame::timestampMicros)
                .containsExactly(0L, 33367L, 66734L, 100101L, 133468L, 166835L);
        for (int i = 0; i < frames.size(); i++) {
            // 8-bit limited-range YUV alone costs 2; the encoder's quantiser may cost as much again and a bit
            assertThat(Clips.distance(Clips.bytes(read.get(i)), Clips.bytes(frames.get(i))))
                    .isLessThanOrEqualTo(6);
        }
    }

    @Test
    void aScaledSourceGivesTheSizeThatWasAskedFor() {
        Path file = Clips.write(folder.resolve("noise.mkv"), Clips.noises(new FrameSize(33, 21), 0, 40_000));

        try (FfmpegSource source = FfmpegSource.open(file, new FrameSize(64, 8))) {
            assertThat(Clips.drain(source))
                    .extracting(Frame::size)
                    .containsExactly(new FrameSize(64, 8), new FrameSize(64, 8));
        }
    }
}
