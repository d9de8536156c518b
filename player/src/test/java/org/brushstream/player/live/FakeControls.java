package org.brushstream.player.live;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.infer.Strength;
import org.brushstream.runtime.live.Advice;
import org.brushstream.runtime.live.CameraState;
import org.brushstream.runtime.live.LiveControls;
import org.brushstream.runtime.live.LiveFrame;
import org.brushstream.runtime.live.LiveStatus;
import org.brushstream.runtime.live.LiveStyle;
import org.brushstream.runtime.live.LiveViewer;
import org.brushstream.runtime.live.RecordingStatus;
import org.brushstream.runtime.model.StyleMix;

/** A session without camera and net: does at once what it is told, writes it down, and shows frames when the test says so. */
final class FakeControls implements LiveControls {
    static final FrameSize SIZE = new FrameSize(64, 36);

    /** All calls, as in {@code style dark:0.25,warm:0.75}. */
    final List<String> calls = new CopyOnWriteArrayList<>();

    final List<LiveViewer> viewers = new CopyOnWriteArrayList<>();
    private final List<LiveStyle> styles = new ArrayList<>();
    volatile StyleMix style;
    volatile Strength strength = Strength.FULL;
    volatile boolean bypass;
    volatile FrameSize size = SIZE;
    volatile CameraState camera = CameraState.RUNNING;
    volatile Optional<Advice> advice = Optional.empty();
    volatile Optional<String> notice = Optional.empty();
    volatile Optional<RecordingStatus> recording = Optional.empty();

    FakeControls(String... names) {
        for (String name : names) {
            styles.add(new LiveStyle(name, "The painting of " + name, Optional.empty()));
        }
        style = StyleMix.of(names[0]);
    }

    /** A source of one colour, painted in another: 0xRRGGBB. */
    void show(int source, int painted, boolean held) {
        LiveFrame frame = new LiveFrame(plain(source), plain(painted), held, System.nanoTime());
        viewers.forEach(viewer -> viewer.show(frame));
    }

    static Frame plain(int colour) {
        ByteBuffer rgb = ByteBuffer.allocate(SIZE.rgbBytes());
        while (rgb.hasRemaining()) {
            rgb.put((byte) (colour >> 16)).put((byte) (colour >> 8)).put((byte) colour);
        }
        return new Frame(SIZE, 0, rgb.flip());
    }

    @Override
    public List<LiveStyle> styles() {
        return styles;
    }

    @Override
    public void style(StyleMix mix) {
        style = mix;
        calls.add("style " + mix);
    }

    @Override
    public void strength(Strength wanted) {
        strength = wanted;
        calls.add("strength " + wanted.value());
    }

    @Override
    public void bypass(boolean shown) {
        bypass = shown;
        calls.add("bypass " + shown);
    }

    @Override
    public void mirror(boolean mirrored) {
        calls.add("mirror " + mirrored);
    }

    @Override
    public void fade(Duration length) {
        calls.add("fade " + length);
    }

    @Override
    public void size(FrameSize working) {
        size = working;
        calls.add("size " + working);
    }

    @Override
    public void record(Path file) {
        recording = Optional.of(new RecordingStatus(file, 0, 0));
        calls.add("record");
    }

    @Override
    public void stopRecording() {
        recording = Optional.empty();
        calls.add("stop");
    }

    @Override
    public void snapshot(Path png) {
        calls.add("snapshot");
    }

    @Override
    public LiveStatus status() {
        return new LiveStatus(
                camera,
                size,
                30,
                30,
                40,
                60,
                300,
                290,
                10,
                style,
                Optional.empty(),
                strength,
                bypass,
                "A fake on the CPU",
                advice,
                recording,
                notice);
    }

    @Override
    public void watch(LiveViewer viewer) {
        viewers.add(viewer);
    }

    @Override
    public void unwatch(LiveViewer viewer) {
        viewers.remove(viewer);
    }
}
