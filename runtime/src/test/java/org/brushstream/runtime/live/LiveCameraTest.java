package org.brushstream.runtime.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.infer.Device;
import org.brushstream.runtime.infer.OrtStylizer;
import org.brushstream.runtime.infer.Precision;
import org.brushstream.runtime.infer.Strength;
import org.brushstream.runtime.infer.StylizerOptions;
import org.brushstream.runtime.media.Camera;
import org.brushstream.runtime.media.MediaException;
import org.brushstream.runtime.media.Microphone;
import org.brushstream.runtime.media.VideoInfo;
import org.brushstream.runtime.model.StyleMix;
import org.brushstream.runtime.model.StyleModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** All of it together: pictures computed by FFmpeg, in real time, painted by nets that are bundled with Brushstream. */
@Timeout(60)
final class LiveCameraTest {
    private static final FrameSize SIZE = new FrameSize(160, 96);
    private static final String PICTURES = "lavfi:testsrc2=size=160x96:rate=20";

    // From the module's own folder: the bundle is another module, which this one does not need.
    private static final Path FIRST = Path.of("..", "models", "great-wave-swift.onnx");
    private static final Path SECOND = Path.of("..", "models", "starry-night-swift.onnx");

    private static void assumeCamera() {
        try (Camera camera = Camera.open(PICTURES, SIZE)) {
            assumeTrue(camera.read() != null, "no pictures");
        } catch (MediaException e) {
            assumeTrue(false, "FFmpeg computes no pictures here: " + e.getMessage());
        }
    }

    @Test
    void framesOfACameraArePaintedAsByTheNetAloneAndAnotherNetIsFadedIn() throws InterruptedException {
        assumeCamera();
        assumeTrue(Files.exists(SECOND), "the bundled models are not here: not tried");
        LiveSettings settings = new LiveSettings(
                SIZE,
                StyleMix.of(FIRST.toString()),
                Strength.FULL,
                Device.CPU,
                Precision.INT8,
                1,
                Duration.ofMillis(50),
                true,
                false);
        BlockingQueue<LiveFrame> shown = new LinkedBlockingQueue<>();
        try (LiveSession session = LiveSession.start(settings, size -> Camera.open(PICTURES, size))) {
            session.watch(shown::add);
            requirePaintedBy(FIRST, shown.take());
            session.style(StyleMix.of(SECOND.toString()));
            while (!session.status().style().equals(StyleMix.of(SECOND.toString()))) {
                Thread.sleep(5);
            }
            long switched = System.nanoTime();
            LiveFrame later = shown.take();
            while (later.capturedNanos() < switched) {
                later = shown.take();
            }
            requirePaintedBy(SECOND, later);

            LiveStatus status = session.status();
            assertThat(status.camera()).isEqualTo(CameraState.RUNNING);
            assertThat(status.device()).isEqualTo("CPU, 1 thread");
            assertThat(status.delayMedianMillis()).isPositive().isLessThanOrEqualTo(status.delayP99Millis());
            assertThat(status.notice().filter(said -> !said.contains("; it helps to "))) // true where it is slow
                    .isEmpty();
        }
    }

    @Test
    void aRecordingHasPicturesAndTheSoundThatWasHeardMeanwhile(@TempDir Path folder) throws InterruptedException {
        assumeCamera();
        assumeTrue(Files.exists(FIRST), "the bundled models are not here: not tried");
        Path file = folder.resolve("session.mkv");
        LiveSettings settings = LiveSettings.of(StyleMix.of(FIRST.toString())).withSize(SIZE);
        String drum = "lavfi:aevalsrc=exprs=0.6*exp(-25*mod(t\\,0.5))*sin(2*PI*60*mod(t\\,0.5)):sample_rate=48000";
        Semaphore beats = new Semaphore(0);
        try (LiveSession session = LiveSession.start(
                settings, size -> Camera.open(PICTURES, size), Optional.of(() -> Microphone.open(drum)))) {
            session.listen(moment -> beats.release());
            session.record(file);
            beats.acquire(3);
            while (session.status().recording().orElseThrow().written() < 10) {
                Thread.sleep(5);
            }
        }
        VideoInfo recorded = VideoInfo.of(file);
        assertThat(recorded.hasAudio()).isTrue();
        assertThat(recorded.size()).isEqualTo(SIZE);
        assertThat(recorded.file()).isEqualTo(file);
    }

    private static void requirePaintedBy(Path model, LiveFrame frame) {
        try (OrtStylizer alone =
                OrtStylizer.open(StyleModel.read(model), Device.CPU, new StylizerOptions(null, 0, 1))) {
            assertThat(frame.painted()).isEqualTo(alone.apply(frame.source()));
        }
    }
}
