package org.brushstream.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameFilter;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.media.FfmpegSink;
import org.brushstream.runtime.media.FfmpegSource;
import org.brushstream.runtime.media.Ratio;
import org.brushstream.runtime.media.VideoInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The samples run as they stand in the README, on a film of a few frames. */
final class SamplesTest {
    private static final FrameSize SIZE = new FrameSize(66, 38);
    private static final int FRAMES = 5;

    @TempDir
    private Path folder;

    @Test
    void paintFilmPaintsEveryFrame() {
        Path film = film();
        Path painted = folder.resolve("painted.mkv");

        PaintFilm.main(new String[] {film.toString(), "great-wave", painted.toString()});

        List<Frame> before = frames(film);
        List<Frame> after = frames(painted);
        assertThat(after).extracting(Frame::timestampMicros).isEqualTo(timestamps(before));
        assertThat(after).allSatisfy(frame -> assertThat(frame.size()).isEqualTo(SIZE));
        assertThat(after.get(0).rgb()).isNotEqualTo(before.get(0).rgb());
    }

    @Test
    void beforeAfterLeavesTheLeftHalfAlone() {
        Path film = film();
        Path split = folder.resolve("split.mkv");

        BeforeAfter.main(new String[] {film.toString(), "great-wave", split.toString()});

        List<Frame> before = frames(film);
        List<Frame> after = frames(split);
        assertThat(after).hasSize(FRAMES);
        for (int i = 0; i < FRAMES; i++) {
            assertThat(leftHalf(after.get(i))).isEqualTo(leftHalf(before.get(i)));
            assertThat(after.get(i).rgb()).isNotEqualTo(before.get(i).rgb());
        }
    }

    @Test
    void onlyTheLeftHalfIsTakenBack() {
        FrameFilter nines = frame -> new Frame(
                frame.size(), frame.timestampMicros(), ByteBuffer.wrap(new byte[] {9, 9, 9, 9, 9, 9, 9, 9, 9}));
        Frame frame = new Frame(new FrameSize(3, 1), 0, ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 0}));

        ByteBuffer halves = BeforeAfter.leftHalfAsBefore(nines).apply(frame).rgb();

        assertThat(halves).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3, 9, 9, 9, 9, 9, 9}));
    }

    private Path film() {
        Path film = folder.resolve("film.mkv");
        Random random = new Random(1);
        try (FfmpegSink sink = FfmpegSink.create(film, VideoInfo.live(SIZE, new Ratio(25, 1)))) {
            for (int i = 0; i < FRAMES; i++) {
                byte[] rgb = new byte[SIZE.rgbBytes()];
                random.nextBytes(rgb);
                sink.write(new Frame(SIZE, i * 40_000L, ByteBuffer.wrap(rgb)));
            }
            sink.finish();
        }
        return film;
    }

    private static List<Frame> frames(Path film) {
        List<Frame> frames = new ArrayList<>();
        try (FfmpegSource source = FfmpegSource.open(film)) {
            for (Frame frame; (frame = source.read()) != null; ) {
                frames.add(frame);
            }
        }
        return frames;
    }

    private static List<Long> timestamps(List<Frame> frames) {
        return frames.stream().map(Frame::timestampMicros).toList();
    }

    private static List<ByteBuffer> leftHalf(Frame frame) {
        List<ByteBuffer> rows = new ArrayList<>();
        for (int y = 0; y < SIZE.height(); y++) {
            rows.add(frame.rgb().slice(3 * SIZE.width() * y, 3 * (SIZE.width() / 2)));
        }
        return rows;
    }
}
