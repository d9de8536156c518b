package org.brushstream.runtime.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSink;
import org.brushstream.runtime.frame.FrameSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
final class CameraTest {
    private static final FrameSize SIZE = new FrameSize(64, 48);

    /** Red is the column and green the row, so that every pixel says where it came from. */
    private static final String PLACES =
            "lavfi:nullsrc=size=64x48:rate=50,format=gbrp,geq=red_expr=X:green_expr=Y:blue_expr=7";

    private final Path folder;

    CameraTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private static void assumeDevices() {
        assumeTrue(Devices.areThere(), "FFmpeg's library of devices does not load here: no computed pictures");
    }

    @Test
    void computedPicturesComeAsTheyAreComputed() {
        assumeDevices();
        try (Camera camera = Camera.open(PLACES, SIZE)) {
            assertThat(frame(camera)).isEqualTo(places(SIZE, 0, 0));
        }
    }

    @Test
    void picturesOfOtherProportionsLoseTheirEdges() {
        assumeDevices();
        FrameSize square = new FrameSize(48, 48);
        try (Camera camera = Camera.open(PLACES, square)) {
            assertThat(frame(camera)).isEqualTo(places(square, 8, 0)); // 64 = 8 + 48 + 8
        }
    }

    @Test
    void computedPicturesKeepTheirTimesAndNeverComeEarly() {
        assumeDevices();
        List<Long> times = new ArrayList<>();
        try (Camera camera = Camera.open(PLACES, SIZE)) {
            long begun = System.nanoTime();
            frame(camera);
            for (int i = 1; i < 6; i++) {
                times.add(frame(camera).timestampMicros());
                assertThat(camera.handedOverNanos() - begun).isGreaterThanOrEqualTo(i * 20_000_000L);
            }
        }
        assertThat(times).containsExactly(20_000L, 40_000L, 60_000L, 80_000L, 100_000L);
    }

    @Test
    void computedPicturesEnd() {
        assumeDevices();
        try (Camera camera = Camera.open("lavfi:testsrc2=size=64x48:rate=50:duration=0.06", SIZE)) {
            assertThat(Clips.drain(camera)).hasSize(3);
            assertThat(camera.read()).isNull();
        }
    }

    @Test
    void aFileIsPlayedAgainAndAgain() {
        List<Frame> film = Clips.noises(SIZE, 0, 40_000, 80_000);
        Path file = Clips.write(folder.resolve("film.mkv"), film);
        try (Camera camera = Camera.open(file.toString(), SIZE)) {
            for (int i = 0; i < 7; i++) {
                assertThat(frame(camera)).isEqualTo(at(film.get(i % 3), 40_000L * i));
            }
        }
    }

    @Test
    void aPhotographStays() {
        Frame photograph = Clips.noise(SIZE, 0);
        Path file = folder.resolve("photograph.png");
        try (FrameSink sink = FfmpegSink.create(file, VideoInfo.live(SIZE, Clips.RATE), Map.of(), false)) {
            sink.write(photograph);
            sink.finish();
        }
        try (Camera camera = Camera.open(file.toString(), SIZE)) {
            for (int i = 0; i < 4; i++) {
                assertThat(frame(camera)).isEqualTo(at(photograph, 40_000L * i));
            }
        }
    }

    @Test
    void anInterruptEndsTheWaiting() {
        assumeDevices();
        try (Camera camera = Camera.open("lavfi:testsrc2=size=64x48:rate=1/1000", SIZE)) {
            frame(camera);
            Thread.currentThread().interrupt();
            assertThatExceptionOfType(CancellationException.class).isThrownBy(camera::read);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void whatIsNoCameraIsSaidSo() {
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> Camera.open(folder.resolve("no.mp4").toString(), SIZE))
                .withMessageStartingWith("there is no camera or file '")
                .withMessageContaining("brushstream cameras");
        assumeDevices();
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> Camera.open("/dev/video987", SIZE))
                .withMessageStartingWith("there is no camera /dev/video987; plug it in");
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> Camera.open("lavfi:nosuchfilter", SIZE))
                .withMessageStartingWith("FFmpeg cannot compute 'nosuchfilter': Filter not found");
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> Camera.open("lavfi:anullsrc", SIZE))
                .withMessage("'lavfi:anullsrc' gives no pictures");
    }

    private static Frame frame(Camera camera) {
        Frame frame = camera.read();
        if (frame == null) {
            throw new AssertionError("the camera has ended");
        }
        return frame;
    }

    private static Frame at(Frame frame, long timestampMicros) {
        return new Frame(frame.size(), timestampMicros, frame.rgb());
    }

    private static Frame places(FrameSize size, int left, int top) {
        byte[] rgb = new byte[size.rgbBytes()];
        for (int y = 0, i = 0; y < size.height(); y++) {
            for (int x = 0; x < size.width(); x++) {
                rgb[i++] = (byte) (left + x);
                rgb[i++] = (byte) (top + y);
                rgb[i++] = 7;
            }
        }
        return new Frame(size, 0, ByteBuffer.wrap(rgb));
    }
}
