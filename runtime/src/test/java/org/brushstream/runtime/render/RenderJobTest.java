package org.brushstream.runtime.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSink;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.infer.Device;
import org.brushstream.runtime.infer.Strength;
import org.brushstream.runtime.infer.StylizerOptions;
import org.brushstream.runtime.media.DamagedMediaException;
import org.brushstream.runtime.media.FfmpegSink;
import org.brushstream.runtime.media.FfmpegSource;
import org.brushstream.runtime.media.MediaException;
import org.brushstream.runtime.media.Ratio;
import org.brushstream.runtime.media.VideoInfo;
import org.brushstream.runtime.model.StyleModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RenderJobTest {
    private static final FrameSize SIZE = new FrameSize(36, 28);
    private static final int FRAMES = 20;

    private final Path folder;

    RenderJobTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void damageInTheMiddleCostsOnlyWhatIsDamaged() throws IOException {
        Path film = film();
        byte[] bytes = Files.readAllBytes(film);
        Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + bytes.length / 8, (byte) 0);
        Files.write(film, bytes);
        List<Long> decodable = new ArrayList<>();
        assertThatExceptionOfType(DamagedMediaException.class).isThrownBy(() -> times(film, decodable));
        Path painted = folder.resolve("painted.mkv");

        assertThatExceptionOfType(DamagedMediaException.class)
                .isThrownBy(() -> job(film, painted).run())
                .withMessageStartingWith(film + " is damaged: ")
                .withMessageContaining("(faults: ")
                .withMessageEndingWith("; the result was kept: " + painted);

        List<Long> written = new ArrayList<>();
        times(painted, written); // whole: reads to its end without a word
        assertThat(written).hasSizeBetween(FRAMES * 3 / 4, FRAMES).isEqualTo(decodable);
    }

    @Test
    void aCutOffFilmIsRefusedBeforeAnyWork() throws IOException {
        Path film = film();
        byte[] bytes = Files.readAllBytes(film);
        Files.write(film, Arrays.copyOf(bytes, bytes.length - 100));
        Path painted = folder.resolve("painted.mkv");

        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> job(film, painted).run())
                .withMessageContaining("is cut off");
        assertThat(painted).doesNotExist();
    }

    /** H.264 of noise that changes a little from picture to picture, one every 40 ms. */
    private Path film() {
        Path film = folder.resolve("film.mp4");
        byte[] pixels = new byte[SIZE.rgbBytes()];
        Random random = new Random(1);
        random.nextBytes(pixels);
        try (FrameSink sink = FfmpegSink.create(film, VideoInfo.live(SIZE, new Ratio(25, 1)))) {
            for (int i = 0; i < FRAMES; i++) {
                for (int k = 0; k < pixels.length / 8; k++) {
                    pixels[random.nextInt(pixels.length)] = (byte) random.nextInt();
                }
                sink.write(new Frame(SIZE, 40_000L * i, ByteBuffer.wrap(pixels.clone())));
            }
            sink.finish();
        }
        return film;
    }

    private static void times(Path film, List<Long> micros) {
        try (FfmpegSource source = FfmpegSource.open(film)) {
            for (Frame frame; (frame = source.read()) != null; ) {
                micros.add(frame.timestampMicros());
            }
        }
    }

    private static RenderJob job(Path film, Path painted) throws IOException {
        try (InputStream net = RenderJobTest.class.getResourceAsStream("/golden/fast-neural-style.onnx")) {
            StyleModel model =
                    StyleModel.of("golden", "test", Objects.requireNonNull(net).readAllBytes());
            return new RenderJob(
                    film,
                    model,
                    painted,
                    new RenderJob.Settings(
                            Device.CPU,
                            StylizerOptions.defaults(),
                            Optional.empty(),
                            Optional.empty(),
                            false,
                            Optional.empty(),
                            Strength.FULL));
        }
    }
}
