package org.brushstream.runtime.live;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSink;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.frame.FrameSource;
import org.brushstream.runtime.infer.Strength;
import org.brushstream.runtime.media.Camera;
import org.brushstream.runtime.media.FfmpegSink;
import org.brushstream.runtime.media.MediaException;
import org.brushstream.runtime.media.Ratio;
import org.brushstream.runtime.media.Sound;
import org.brushstream.runtime.media.SoundSource;
import org.brushstream.runtime.media.VideoInfo;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.runtime.model.ModelStore;
import org.brushstream.runtime.model.StyleMix;
import org.jspecify.annotations.Nullable;

/**
 * A camera in, a painting out, as long as it is open: whatever happens to camera, card or disk, there is a picture.
 *
 * <p>Three threads, each as fast as it can: one reads the camera, one paints, one calls the viewers. Between two of them
 * lies one frame, the newest; an older one that nobody has fetched by then is dropped. So a frame waits for the net no longer
 * than until the next one is there, and again for the viewers: its delay is at most two frame times and one inference.
 * Opening nets, hearing the microphone and writing files are done by others.
 */
public final class LiveSession implements LiveControls, AutoCloseable {
    private static final long HOLD_NANOS = 200_000_000; // between two showings of a picture that stands
    private static final long STALLED_NANOS = 1_000_000_000; // without a new frame, the last one is said to stand
    private static final long FIRST_PAUSE_MILLIS = 250; // before a lost camera is tried again
    private static final long LONGEST_PAUSE_MILLIS = 2000;
    private static final long LOOK_NANOS = 250_000_000; // between two looks at the rate
    private static final long NOTICE_NANOS = 10_000_000_000L;
    private static final long PATIENCE_MILLIS = 5000; // for a thread to end; native code cannot be interrupted
    private static final double USUAL_FRAME_NANOS = 1e9 / 30;
    private static final Ratio NOMINAL_RATE = new Ratio(30, 1); // recordings keep each frame's own time
    private static final byte GREY = (byte) 128;

    /** @param handedOver by the session's clock */
    private record Captured(Frame frame, long handedOver) {}

    private record Notice(String sentence, long moment) {}

    private final CameraOpener opener;
    private final Brushes brushes;
    private final LongSupplier clock;
    private final Recording.Opener recordings;
    private final boolean adapt;
    private final Meter meter = new Meter();
    private final Adviser adviser = new Adviser();
    private final Palette palette;
    private final Painter painter;
    private final Newest<Captured> captured = new Newest<>();
    private final Newest<LiveFrame> finished = new Newest<>();
    private final List<LiveViewer> viewers = new CopyOnWriteArrayList<>();
    private final List<BeatListener> listeners = new CopyOnWriteArrayList<>();
    private final Queue<Path> snapshots = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable Recording> recording = new AtomicReference<>();
    private final Queue<Recording> recorded = new ConcurrentLinkedQueue<>(); // being finished
    private final ExecutorService background = Executors.newSingleThreadExecutor(task -> daemon("files", task));
    private final Future<List<LiveStyle>> styles;
    private final List<Thread> threads;

    private volatile boolean open = true;
    private volatile CameraState camera = CameraState.OPENING;
    private volatile FrameSize size;
    private volatile Strength strength;
    private volatile boolean bypass;
    private volatile boolean mirror;
    private volatile Duration fade;
    private volatile @Nullable Notice notice;
    private volatile @Nullable Notice lost; // why the camera is
    private volatile @Nullable Advice advice;
    private volatile @Nullable Captured newest; // for the painter to come back to

    /**
     * Starts.
     *
     * @param clock nanoseconds, as {@link System#nanoTime()}
     */
    LiveSession(
            LiveSettings settings,
            CameraOpener opener,
            Optional<SoundOpener> microphone,
            Brushes brushes,
            LongSupplier clock,
            Recording.Opener recordings) {
        this.opener = opener;
        this.brushes = brushes;
        this.clock = clock;
        this.recordings = recordings;
        this.adapt = settings.adapt();
        this.size = settings.size();
        this.strength = settings.strength();
        this.mirror = settings.mirror();
        this.fade = settings.fade();
        this.palette = new Palette(brushes, settings.device(), settings.style(), this::sample, clock, this::say);
        try {
            palette.openFirst();
        } catch (RuntimeException | Error e) {
            palette.close();
            background.shutdownNow();
            throw e;
        }
        this.painter = new Painter(palette, clock, this::frameNanos, this::say);
        this.styles = background.submit(brushes::styles);
        this.threads = Stream.concat(
                        Stream.of(
                                daemon("camera", this::captureAll),
                                daemon("painter", this::paintAll),
                                daemon("delivery", this::deliverAll)),
                        microphone.stream().map(sound -> daemon("sound", () -> hearAll(sound))))
                .toList();
    }

    private static Thread daemon(String name, Runnable task) {
        Thread thread = new Thread(task, "brushstream-live-" + name);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Opens the first style, on the calling thread, then starts. The camera is opened in the background, and again until it
     * is there: {@link LiveStatus#camera()}.
     *
     * @throws ModelException if the style or the device cannot be used
     */
    public static LiveSession start(LiveSettings settings, CameraOpener camera) {
        return start(settings, camera, Optional.empty());
    }

    /**
     * The same with a microphone, whose sound goes into recordings and tells the beats. It is opened in the background, and again when it is lost;
     * without it recordings are silent.
     *
     * @throws ModelException if the style or the device cannot be used
     */
    public static LiveSession start(LiveSettings settings, CameraOpener camera, Optional<SoundOpener> microphone) {
        Map<String, String> tags = Map.of("COMMENT", "painted by Brushstream from a camera");
        return start(
                settings,
                camera,
                microphone,
                new StoredBrushes(new ModelStore(), settings.precision(), settings.threads()),
                System::nanoTime,
                (file, size) -> {
                    VideoInfo video = VideoInfo.live(size, NOMINAL_RATE);
                    return microphone.isPresent()
                            ? FfmpegSink.createWithSound(file, video, tags)
                            : FfmpegSink.create(file, video, tags, false);
                });
    }

    /** For tests, which bring their own nets, time and disk. */
    static LiveSession start(
            LiveSettings settings,
            CameraOpener camera,
            Optional<SoundOpener> microphone,
            Brushes brushes,
            LongSupplier clock,
            Recording.Opener recordings) {
        LiveSession session = new LiveSession(settings, camera, microphone, brushes, clock, recordings);
        session.threads.forEach(Thread::start);
        return session;
    }

    // The camera's thread

    private void captureAll() {
        long pause = FIRST_PAUSE_MILLIS;
        while (open) {
            FrameSize wanted = size;
            long before = meter.captured();
            try (FrameSource source = opener.open(wanted)) {
                while (open && wanted.equals(size)) {
                    capture(source);
                }
                camera = CameraState.OPENING;
            } catch (CancellationException e) {
                return; // close() interrupts
            } catch (RuntimeException | Error e) {
                lost = new Notice(e.getMessage() + "; it is tried again", clock.getAsLong());
                camera = CameraState.LOST;
                if (meter.captured() > before) {
                    pause = FIRST_PAUSE_MILLIS;
                }
                if (!sleep(pause)) {
                    return;
                }
                pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
            }
        }
    }

    private void capture(FrameSource source) {
        Frame frame = source.read();
        if (frame == null) {
            throw new MediaException("the camera's pictures have ended");
        }
        long handedOver = source instanceof Camera device ? device.handedOverNanos() : clock.getAsLong();
        camera = CameraState.RUNNING;
        lost = null;
        if (captured.put(new Captured(frame, handedOver)) != null) {
            meter.dropped();
        }
        meter.captured(handedOver);
    }

    /** False if the session was closed meanwhile. */
    private boolean sleep(long millis) {
        try {
            Thread.sleep(millis);
            return open;
        } catch (InterruptedException e) {
            return false;
        }
    }

    // The microphone's thread, if there is one

    private void hearAll(SoundOpener microphone) {
        boolean said = false;
        while (open) {
            try (SoundSource source = microphone.open()) {
                BeatFinder beats = new BeatFinder();
                for (Sound sound; open && (sound = source.read()) != null; said = false) {
                    Recording running = recording.get();
                    if (running != null) {
                        running.offer(sound);
                    }
                    beats.hear(sound).forEach(beat -> listeners.forEach(listener -> tell(listener, beat)));
                }
            } catch (CancellationException e) {
                return; // close() interrupts
            } catch (RuntimeException | Error e) {
                if (!said) {
                    say("no sound: " + e.getMessage());
                }
                said = true;
            }
            if (!sleep(LONGEST_PAUSE_MILLIS)) {
                return;
            }
        }
    }

    private void tell(BeatListener listener, long beat) {
        try {
            listener.beat(beat);
        } catch (RuntimeException | Error e) {
            listeners.remove(listener);
            say("a listener failed and is not called any more: " + e);
        }
    }

    // The painter's thread

    private void paintAll() {
        try {
            while (open) {
                Captured next = captured.fetch(HOLD_NANOS);
                Captured last = newest;
                if (next != null) {
                    newest = next;
                    show(next, false);
                } else if (last != null && stands(last)) {
                    show(last, true);
                } else if (last == null || bypass) {
                    painter.keepUp();
                }
            }
        } catch (InterruptedException e) {
            // close() interrupts
        }
    }

    private boolean stands(Captured last) {
        return camera != CameraState.RUNNING || clock.getAsLong() - last.handedOver() > STALLED_NANOS;
    }

    private void show(Captured next, boolean held) {
        try {
            paint(next, held);
        } catch (RuntimeException | Error e) { // such as no memory: perhaps there is some for the next frame
            say("a frame could not be painted: " + e);
        }
    }

    private void paint(Captured next, boolean held) {
        Frame source = mirror ? Pixels.mirror(next.frame()) : next.frame();
        Painter.Picture picture;
        if (bypass) {
            painter.keepUp();
            picture = new Painter.Picture(source, false);
        } else {
            picture = painter.paint(source, strength, fade);
        }
        LiveFrame shown = new LiveFrame(source, picture.frame(), held || picture.stands(), next.handedOver());
        LiveFrame dropped = finished.put(shown);
        if (dropped != null && !dropped.held()) {
            meter.dropped();
        }
    }

    /** To warm nets with: what they are going to paint, as far as that is known. */
    private Frame sample() {
        FrameSize wanted = size;
        Captured last = newest;
        if (last != null && last.frame().size().equals(wanted)) {
            return last.frame();
        }
        byte[] rgb = new byte[wanted.rgbBytes()];
        Arrays.fill(rgb, GREY);
        return new Frame(wanted, 0, ByteBuffer.wrap(rgb));
    }

    private double frameNanos() {
        double rate = meter.cameraRate(clock.getAsLong());
        return rate == 0 ? USUAL_FRAME_NANOS : 1e9 / rate;
    }

    // The thread that calls the viewers

    private void deliverAll() {
        long lookAgain = clock.getAsLong();
        try {
            while (open) {
                LiveFrame frame = finished.fetch(HOLD_NANOS);
                if (frame != null) {
                    deliver(frame);
                }
                long now = clock.getAsLong();
                if (now >= lookAgain) {
                    lookAgain = now + LOOK_NANOS;
                    keepRate(now);
                }
            }
        } catch (InterruptedException e) {
            // close() interrupts
        }
    }

    private void deliver(LiveFrame frame) {
        long now = clock.getAsLong();
        if (!frame.held()) {
            meter.shown(now, now - frame.capturedNanos());
        }
        viewers.forEach(viewer -> show(viewer, frame));
        Recording running = recording.get();
        if (running != null) {
            if (running.ended()) {
                recording.compareAndSet(running, null); // unless another was begun meanwhile
            } else {
                running.offer(frame.painted(), frame.held() ? now : frame.capturedNanos());
            }
        }
        for (Path png; (png = snapshots.poll()) != null; ) {
            Path file = png;
            background.execute(() -> write(frame.painted(), file));
        }
    }

    private void show(LiveViewer viewer, LiveFrame frame) {
        try {
            viewer.show(frame);
        } catch (RuntimeException | Error e) {
            viewers.remove(viewer);
            say("a viewer failed and is not called any more: " + e);
        }
    }

    private void write(Frame picture, Path png) {
        try (FrameSink file = FfmpegSink.create(png, VideoInfo.live(picture.size(), NOMINAL_RATE))) {
            file.write(new Frame(picture.size(), 0, picture.rgb()));
            file.finish();
            say("wrote " + png);
        } catch (RuntimeException e) {
            say("no snapshot: " + e.getMessage());
        }
    }

    private void keepRate(long now) {
        try {
            lookAtRate(now);
        } catch (RuntimeException e) { // such as a folder of models that cannot be read: pictures come all the same
            say(String.valueOf(e.getMessage()));
        }
    }

    private void lookAtRate(long now) {
        double wanted = meter.cameraRate(now);
        double shown = meter.shownRate(now);
        boolean settled = camera == CameraState.RUNNING && coming().isEmpty();
        if (!settled) {
            adviser.startAfresh();
        }
        if (!settled || !adviser.isBehind(wanted, shown, now)) {
            advice = null;
            return;
        }
        if (advice != null) {
            return; // it was given already
        }
        Advice helpful = Adviser.advice(brushes.faster(palette.wanted()), size, shown / wanted)
                .orElse(null);
        if (helpful == null) {
            return;
        }
        advice = helpful;
        String behind = "%.0f of %.0f frames per second are painted".formatted(shown, wanted);
        say(behind + (adapt ? ", therefore: " : "; it helps to ") + helpful.sentence());
        if (adapt) {
            adviser.startAfresh();
            advice = null;
            if (helpful instanceof Advice.FasterStyle faster) {
                style(faster.style());
            } else if (helpful instanceof Advice.SmallerSize smaller) {
                size(smaller.size());
            }
        }
    }

    // From any thread

    private void say(String sentence) {
        notice = new Notice(sentence, clock.getAsLong());
    }

    @Override
    public List<LiveStyle> styles() {
        try {
            return styles.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (CancellationException) new CancellationException("interrupted").initCause(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the styles cannot be listed", e.getCause());
        }
    }

    @Override
    public void style(StyleMix mix) {
        palette.want(mix);
    }

    @Override
    public void strength(Strength wanted) {
        strength = wanted;
    }

    @Override
    public void bypass(boolean shown) {
        bypass = shown;
    }

    @Override
    public void mirror(boolean mirrored) {
        mirror = mirrored;
    }

    @Override
    public void fade(Duration length) {
        if (length.isNegative()) {
            throw new IllegalArgumentException("a fade cannot take " + length);
        }
        fade = length;
    }

    @Override
    public void size(FrameSize working) {
        size = working;
        adviser.startAfresh();
        palette.want(palette.wanted()); // a style that could not paint the old size may the new
    }

    @Override
    public synchronized void record(Path file) {
        stopRecording();
        try {
            recording.set(new Recording(file, recordings, this::say));
        } catch (MediaException e) {
            say(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public synchronized void stopRecording() {
        Recording running = recording.getAndSet(null);
        if (running != null) {
            running.stop();
            recorded.removeIf(Recording::ended);
            recorded.add(running);
        }
    }

    @Override
    public void snapshot(Path png) {
        snapshots.add(png);
    }

    @Override
    public LiveStatus status() {
        long now = clock.getAsLong();
        Recording running = recording.get();
        return new LiveStatus(
                camera,
                size,
                meter.cameraRate(now),
                meter.shownRate(now),
                meter.medianMillis(),
                meter.p99Millis(),
                meter.captured(),
                meter.painted(),
                meter.lost(),
                painter.shown(),
                coming(),
                strength,
                bypass,
                painter.device(),
                Optional.ofNullable(advice),
                running == null || running.ended() ? Optional.empty() : Optional.of(running.status()),
                noticed(now));
    }

    private Optional<StyleMix> coming() {
        return palette.opening().or(painter::fadedIn);
    }

    private Optional<String> noticed(long now) {
        return Stream.of(
                        Optional.ofNullable(notice).filter(said -> now - said.moment() < NOTICE_NANOS),
                        Optional.ofNullable(lost))
                .flatMap(Optional::stream)
                .max(Comparator.comparingLong(Notice::moment))
                .map(Notice::sentence);
    }

    @Override
    public void watch(LiveViewer viewer) {
        viewers.add(viewer);
    }

    @Override
    public void unwatch(LiveViewer viewer) {
        viewers.remove(viewer);
    }

    /** Tells beats from now on to this listener as well; there are some only if the session has a microphone. */
    public void listen(BeatListener listener) {
        listeners.add(listener);
    }

    /**
     * Ends the session: the camera is released, the recording finished, viewers are not called any more. Waits for all that;
     * not to be called by a viewer. An interrupt does not end the waiting. Closing twice is harmless.
     */
    @Override
    public void close() {
        open = false;
        threads.forEach(Thread::interrupt); // camera and microphone may wait for long
        boolean ended = true;
        boolean interrupted = Thread.interrupted();
        for (Thread thread : threads) {
            interrupted |= Wait.toTheEnd(() -> thread.join(PATIENCE_MILLIS));
            ended &= !thread.isAlive();
        }
        stopRecording();
        for (Recording running : recorded) {
            interrupted |= Wait.toTheEnd(running::join);
        }
        background.shutdown();
        interrupted |= Wait.toTheEnd(() -> background.awaitTermination(PATIENCE_MILLIS, TimeUnit.MILLISECONDS));
        if (ended) { // a net that still paints must not be closed
            palette.close();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
