package org.brushstream.player.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSink;
import org.brushstream.runtime.media.MediaException;
import org.junit.jupiter.api.Test;

final class SinkViewerTest {
    /** Takes a frame whenever the test lets it; breaks at a black one, and otherwise at one that is half red. */
    private static final class SlowSink implements FrameSink {
        private final List<Integer> reds = new CopyOnWriteArrayList<>();
        private final List<String> ends = new CopyOnWriteArrayList<>();
        private final Semaphore begun = new Semaphore(0);
        private final Semaphore allowed = new Semaphore(0);

        @Override
        public void write(Frame frame) {
            begun.release();
            await(allowed);
            int red = frame.rgb().get(0);
            if (red == 127) {
                throw new ArithmeticException("by zero");
            }
            if (red == 0) {
                throw new MediaException("the device is gone");
            }
            reds.add(red);
        }

        @Override
        public void finish() {
            ends.add("finished");
        }

        @Override
        public void close() {
            ends.add("closed");
        }
    }

    private static void await(Semaphore moment) {
        try {
            if (!moment.tryAcquire(60, TimeUnit.SECONDS)) {
                throw new AssertionError("waited in vain");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private final SlowSink sink = new SlowSink();
    private final FakeControls controls = new FakeControls("a");
    private final List<String> failures = new CopyOnWriteArrayList<>();

    @Test
    void aSinkThatWaitsGetsTheNewestFrameNext() {
        try (SinkViewer viewer = new SinkViewer(sink, failures::add)) {
            controls.watch(viewer);
            controls.show(0, 0x010000, false);
            await(sink.begun);
            controls.show(0, 0x020000, false);
            controls.show(0, 0x030000, false);
            sink.allowed.release(2);
            await(sink.begun);
        }
        assertThat(sink.reds).containsExactly(1, 3);
        assertThat(sink.ends).containsExactly("finished", "closed");
        assertThat(failures).isEmpty();
    }

    @Test
    void aSinkThatFailsIsClosedAndSaysSoOnce() {
        sink.allowed.release(2);
        try (SinkViewer viewer = new SinkViewer(sink, failures::add)) {
            controls.watch(viewer);
            controls.show(0, 0, false);
            await(sink.begun);
        }
        controls.show(0, 0x010000, false);

        assertThat(failures).containsExactly("the device is gone");
        assertThat(sink.ends).containsExactly("closed");
    }

    @Test
    void aMistakeInASinkIsSaidAsWell() {
        sink.allowed.release(1);
        try (SinkViewer viewer = new SinkViewer(sink, failures::add)) {
            controls.watch(viewer);
            controls.show(0, 0x7f0000, false);
            await(sink.begun);
        }
        assertThat(failures).singleElement().asString().contains("by zero");
        assertThat(sink.ends).containsExactly("closed");
    }
}
