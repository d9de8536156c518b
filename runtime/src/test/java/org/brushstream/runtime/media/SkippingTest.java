package org.brushstream.runtime.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever skips gets exactly the frames, to the last bit, that whoever reads everything gets at these times. */
final class SkippingTest {
    private static final String PICTURES =
            "-f lavfi -i testsrc2=size=96x64:rate=30:duration=6 -f lavfi -i sine=duration=6";
    private static final FrameSize SIZE = new FrameSize(32, 24);

    private final Path folder;

    SkippingTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /** Skips to these times of the film, one after the other. */
    private static void assertSameFrames(Path film, long... times) {
        List<Frame> all = Clips.read(film);
        try (FfmpegSource source = FfmpegSource.open(film)) {
            long last = -1;
            for (long time : times) {
                long after = last;
                Frame expected = all.stream()
                        .filter(frame -> frame.timestampMicros() >= time && frame.timestampMicros() > after)
                        .findFirst()
                        .orElse(null);
                source.skipTo(time);
                Frame found = source.read();
                assertThat(found == null ? "none" : "at " + found.timestampMicros())
                        .isEqualTo(expected == null ? "none" : "at " + expected.timestampMicros());
                assertThat(found).isEqualTo(expected);
                last = found == null ? Long.MAX_VALUE : found.timestampMicros();
            }
            source.skipTo(Long.MAX_VALUE);
            assertThat(source.read()).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "mp4, -c:v libx264 -g 30 -bf 3",
        "mkv, -c:v libx264 -g 30 -bf 3 -x264-params open-gop=1",
        "mkv, -c:v libx264 -g 250",
        "mkv, -c:v libx264 -x264-params intra-refresh=1:keyint=30",
        "mkv, -c:v libx265 -g 30 -x265-params log-level=none:open-gop=1",
        "webm, -c:v libvpx-vp9 -g 30 -cpu-used 8 -deadline realtime",
        "ts, -c:v mpeg2video -g 15 -bf 2 -c:a mp2",
        "mpg, -c:v mpeg2video -g 15 -bf 2 -c:a mp2",
        "avi, -c:v mpeg4 -g 30 -c:a pcm_s16le",
        "avi, -c:v libx264 -g 30 -bf 3 -c:a pcm_s16le",
        "mkv, -c:v ffv1",
        "mov, -c:v libx264 -g 30 -bf 3 -ss 1.3",
    })
    void framesAreThoseOfWhoeverReadsEverything(String ending, String codecs) {
        Path film = Tools.ffmpeg(folder.resolve("film." + ending), PICTURES + " " + codecs);
        assertSameFrames(film, 0, 500_000, 1_000_000, 1_010_000, 3_333_333, 3_500_000, 5_900_000);
        assertSameFrames(film, 2_100_000, 2_000_000, 2_133_333, 9_000_000);
        assertSameFrames(film, 4_000_000);
    }

    @Test
    void timesThatStartAgainAreSkippedToo() throws IOException {
        Path part = Tools.ffmpeg(folder.resolve("part.ts"), PICTURES + " -shortest -c:v mpeg2video -g 15 -c:a mp2");
        Path film = Files.write(folder.resolve("twice.ts"), Files.readAllBytes(part));
        Files.write(film, Files.readAllBytes(part), StandardOpenOption.APPEND);
        assertSameFrames(film, 1_000_000, 5_000_000, 7_500_000, 11_000_000);
    }

    @Test
    void readingGoesOnAfterASkip() {
        List<Frame> frames = Clips.noises(SIZE, 0, 40_000, 80_000, 120_000, 160_000);
        Path film = Clips.write(folder.resolve("film.mkv"), frames);
        try (FfmpegSource source = FfmpegSource.open(film)) {
            source.skipTo(79_999);
            assertThat(source.read()).isEqualTo(frames.get(2));
            assertThat(source.read()).isEqualTo(frames.get(3));
            source.skipTo(0); // never back
            assertThat(source.read()).isEqualTo(frames.get(4));
            assertThat(source.read()).isNull();
        }
    }

    @Test
    void faultsInFramesThatAreShownAreToldAtTheEnd() throws IOException {
        Path film = Clips.write(folder.resolve("clip.mp4"), Clips.noises(SIZE, 0, 40_000, 80_000, 120_000, 160_000));
        byte[] bytes = Files.readAllBytes(film);
        Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + bytes.length / 8, (byte) 0);
        Files.write(film, bytes);
        List<Frame> found = new ArrayList<>();
        try (FfmpegSource source = FfmpegSource.open(film)) {
            found.add(Objects.requireNonNull(source.read()));
            source.skipTo(40_000);
            assertThatExceptionOfType(DamagedMediaException.class).isThrownBy(() -> {
                for (Frame frame; (frame = source.read()) != null; ) {
                    found.add(frame);
                }
            });
        }
        assertThat(found).hasSizeBetween(2, 5);
    }
}
