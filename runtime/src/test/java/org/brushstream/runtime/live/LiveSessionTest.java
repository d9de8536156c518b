package org.brushstream.runtime.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.infer.Device;
import org.brushstream.runtime.infer.Precision;
import org.brushstream.runtime.infer.Strength;
import org.brushstream.runtime.media.FfmpegSink;
import org.brushstream.runtime.media.FfmpegSource;
import org.brushstream.runtime.media.Ratio;
import org.brushstream.runtime.media.Sound;
import org.brushstream.runtime.media.SoundSink;
import org.brushstream.runtime.media.VideoInfo;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.runtime.model.StyleMix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class LiveSessionTest {
    private static final FrameSize SIZE = new FrameSize(16, 8);
    private static final FrameSize OTHER = new FrameSize(12, 6);
    private static final LiveSettings SETTINGS = new LiveSettings(
            SIZE, StyleMix.of("100"), Strength.FULL, Device.CPU, Precision.AUTO, 0, Duration.ZERO, false, false);

    private final Path folder;
    private final FakeCamera camera = new FakeCamera();
    private final FakeBrushes brushes = new FakeBrushes();
    private final BlockingQueue<LiveFrame> shown = new LinkedBlockingQueue<>();

    LiveSessionTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private LiveSession start() {
        return start((file, size) -> FfmpegSink.create(file, VideoInfo.live(size, new Ratio(30, 1)), Map.of(), false));
    }

    private LiveSession start(Recording.Opener disk) {
        LiveSession session = LiveSession.start(SETTINGS, camera, Optional.empty(), brushes, System::nanoTime, disk);
        session.watch(shown::add);
        return session;
    }

    /** Gives a frame and waits until that one is shown; older pictures that stand may come before it. */
    private LiveFrame next(long number) throws InterruptedException {
        camera.give();
        LiveFrame frame = shown.take();
        while (frame.held() || frame.source().timestampMicros() < number) {
            frame = shown.take();
        }
        return frame;
    }

    /** Gives frames from this number on, until one of that size is shown: the old camera may give one more. */
    private LiveFrame firstOf(FrameSize size, long number) throws InterruptedException {
        LiveFrame frame = next(number);
        while (!frame.source().size().equals(size)) {
            frame = next(++number);
        }
        return frame;
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(2);
        }
    }

    @Test
    void aPictureStandsWhileTheCameraIsGoneAndGoesOnEachOfTenTimes() throws InterruptedException {
        try (LiveSession session = start()) {
            for (int time = 0; time < 10; time++) {
                LiveFrame fresh = next(time);
                assertThat(fresh.source().timestampMicros()).isEqualTo(time);
                assertThat(session.status().camera()).isEqualTo(CameraState.RUNNING);

                camera.unplug();
                LiveFrame standing;
                do { // where it is slow, a picture may stand before the camera is known to be gone
                    standing = shown.take();
                    assertThat(standing.held()).isTrue();
                } while (session.status().camera() != CameraState.LOST);
                assertThat(standing.source()).isEqualTo(fresh.source());
                assertThat(FakeBrushes.value(standing.painted())).isEqualTo(100);
                assertThat(session.status().notice()).get().asString().contains("fake camera");
                camera.plug();
            }
            next(10);
            assertThat(session.status().notice()).isEmpty();
            await(() -> session.status().captured() == 11); // is counted once the frame has been handed on
            assertThat(session.status().painted()).isEqualTo(11);
            assertThat(camera.opened).hasValue(11);
        }
        assertThat(camera.closed).hasValue(11);
    }

    @Test
    void stylesCanBeSwitchedWhileTheCameraIsGone() throws InterruptedException {
        try (LiveSession session = start()) {
            next(0);
            camera.unplug();
            session.style(StyleMix.of("200"));
            LiveFrame standing = shown.take();
            while (FakeBrushes.value(standing.painted()) != 200) {
                standing = shown.take();
                assertThat(standing.held()).isTrue();
            }
            assertThat(session.status().style()).isEqualTo(StyleMix.of("200"));
        }
    }

    @Test
    void aStyleIsThereBeforeTheFirstFrame() throws InterruptedException {
        try (LiveSession session = start()) {
            session.style(StyleMix.of("200"));
            await(() -> session.status().style().equals(StyleMix.of("200")));
            assertThat(FakeBrushes.value(next(0).painted())).isEqualTo(200);
        }
    }

    @Test
    void aFirstStyleThatCannotBeOpenedIsAnError() {
        brushes.broken.add("100");
        assertThatExceptionOfType(ModelException.class).isThrownBy(this::start).withMessage("model '100' is broken");
        assertThat(camera.opened).hasValue(0);
    }

    @Test
    void aStyleThatCannotBeOpenedLeavesTheOldOneAndSaysWhy() throws InterruptedException {
        brushes.broken.add("200");
        try (LiveSession session = start()) {
            next(0);
            session.style(StyleMix.of("200"));
            await(() -> session.status().coming().isEmpty());
            assertThat(FakeBrushes.value(next(1).painted())).isEqualTo(100);
            assertThat(session.status().style()).isEqualTo(StyleMix.of("100"));
            assertThat(session.status().notice()).contains("model '200' is broken; the style stays as it was");
        }
    }

    @Test
    void strengthBypassAndMirrorTakeEffectWithTheNextFrame() throws InterruptedException {
        try (LiveSession session = start()) {
            session.strength(new Strength(0.5));
            assertThat(FakeBrushes.value(next(0).painted())).isEqualTo(50);
            session.bypass(true);
            LiveFrame unpainted = next(1);
            assertThat(unpainted.painted()).isSameAs(unpainted.source());
            session.style(StyleMix.of("200"));
            await(() -> session.status().style().equals(StyleMix.of("200")));
            session.bypass(false);
            session.strength(Strength.FULL);
            assertThat(FakeBrushes.value(next(2).painted())).isEqualTo(200);
            assertThat(session.status().strength()).isEqualTo(Strength.FULL);
        }
    }

    @Test
    void anotherSizeOpensTheCameraAgain() throws InterruptedException {
        try (LiveSession session = start()) {
            assertThat(next(0).painted().size()).isEqualTo(SIZE);
            session.size(OTHER);
            assertThat(firstOf(OTHER, 1).painted().size()).isEqualTo(OTHER);
            assertThat(session.status().size()).isEqualTo(OTHER);
        }
    }

    @Test
    void aViewerThatThrowsIsNotCalledAgainAndTheOthersAre() throws InterruptedException {
        try (LiveSession session = start()) {
            session.watch(frame -> {
                throw new IllegalStateException("window gone");
            });
            next(0);
            next(1);
            assertThat(session.status().notice()).get().asString().contains("window gone");
        }
    }

    @Test
    void aRecordingHoldsWhatWasShownAndGoesOnInAnotherFileAtAnotherSize() throws InterruptedException {
        Path file = folder.resolve("session.mkv");
        try (LiveSession session = start()) {
            session.record(file);
            next(0);
            next(1);
            session.size(OTHER);
            firstOf(OTHER, 2);
            Path second = folder.resolve("session-2.mkv");
            await(() -> session.status().recording().orElseThrow().file().equals(second));
            // Where a busy machine makes the camera late, pictures that stand are recorded as well.
            await(() -> session.status().recording().orElseThrow().written() >= 3);
            RecordingStatus status = session.status().recording().orElseThrow();
            assertThat(status.missed()).isZero();
            session.stopRecording();
            assertThat(session.status().recording()).isEmpty();
        }
        List<Frame> first = read(file);
        assertThat(first).hasSizeGreaterThanOrEqualTo(2).allSatisfy(frame -> assertThat(frame)
                .isEqualTo(FakeBrushes.filled(frame, 100)));
        assertThat(read(folder.resolve("session-2.mkv"))).isNotEmpty();
    }

    private static List<Frame> read(Path file) {
        List<Frame> frames = new ArrayList<>();
        try (FfmpegSource source = FfmpegSource.open(file)) {
            for (Frame frame; (frame = source.read()) != null; ) {
                frames.add(frame);
            }
        }
        return frames;
    }

    @Test
    void aDiskThatIsTooSlowCostsFramesOfTheRecordingOnly() throws InterruptedException {
        Semaphore disk = new Semaphore(0);
        Semaphore writing = new Semaphore(0);
        try (LiveSession session = start((file, size) -> new SoundSink() {
            @Override
            public void write(Frame frame) {
                writing.release();
                disk.acquireUninterruptibly();
            }

            @Override
            public void write(Sound sound, long micros) {}

            @Override
            public void finish() {}

            @Override
            public Path keep() {
                return folder;
            }

            @Override
            public void close() {}
        })) {
            session.record(folder.resolve("session.mkv"));
            next(0);
            writing.acquire();
            for (int i = 1; i < 30; i++) {
                next(i);
            }
            // One is being written, 16 wait, 13 are missing; the last may still be on its way to the recording.
            await(() -> session.status().recording().orElseThrow().missed() >= 13);
            assertThat(session.status().painted()).isEqualTo(30);
            disk.release(100);
            await(() -> session.status().recording().orElseThrow().written() >= 17);
        }
    }

    @Test
    void whatCannotBeRecordedIsSaidAndThePictureGoesOn() throws InterruptedException, IOException {
        Path taken = folder.resolve("taken.mkv");
        try (LiveSession session = start()) {
            session.record(folder.resolve("session.mp4"));
            assertThat(session.status().notice()).get().asString().endsWith("name a file that ends in .mkv");
            Files.createFile(taken);
            session.record(taken);
            next(0);
            await(() -> session.status().recording().isEmpty());
            assertThat(session.status().notice())
                    .get()
                    .asString()
                    .startsWith("the recording has ended: " + taken + " exists already");
            next(1);
        }
    }

    @Test
    void aSnapshotIsTheNextPicture() throws InterruptedException {
        Path png = folder.resolve("snapshot.png");
        try (LiveSession session = start()) {
            session.snapshot(png);
            next(0);
            await(() -> session.status().notice().isPresent());
            assertThat(session.status().notice()).contains("wrote " + png);
        }
        assertThat(read(png)).hasSize(1).allSatisfy(frame -> assertThat(FakeBrushes.value(frame))
                .isEqualTo(100));
    }

    @Test
    void anInterruptDoesNotEndTheClosing() throws InterruptedException {
        Path file = folder.resolve("session.mkv");
        LiveSession session = start();
        session.record(file);
        next(0);
        await(() -> session.status().recording().orElseThrow().written() >= 1);
        Semaphore painting = new Semaphore(0);
        Semaphore done = new Semaphore(0);
        brushes.work = frame -> {
            painting.release();
            done.acquireUninterruptibly();
            return frame;
        };
        camera.give();
        painting.acquire();
        AtomicBoolean interrupted = new AtomicBoolean();
        Thread closing = new Thread(() -> {
            session.close();
            interrupted.set(Thread.interrupted());
        });
        closing.start();
        await(() -> closing.getState() == Thread.State.TIMED_WAITING); // for the threads to end
        closing.interrupt();
        closing.join(200); // would be enough to close the net that paints
        assertThat(closing.isAlive()).isTrue();
        assertThat(brushes.closed).isEmpty();
        done.release();
        closing.join();
        assertThat(interrupted).isTrue();
        assertThat(brushes.closed).containsExactly("100");
        assertThat(read(file)).isNotEmpty();
    }

    @Test
    void closingTwiceIsHarmlessAndEverythingIsReleased() throws InterruptedException {
        LiveSession session = start();
        next(0);
        session.close();
        session.close();
        session.style(StyleMix.of("200"));
        assertThat(camera.closed).hasValue(1);
        assertThat(brushes.closed).containsExactly("100");
    }
}
