package org.brushstream.runtime.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.brushstream.runtime.frame.Fakes.CountingSource;
import org.brushstream.runtime.frame.Fakes.RememberingSink;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
final class PipelineTest {
    private static final FrameFilter NEXT = frame -> Fakes.frame(frame.timestampMicros() + 1);

    @Test
    void filtersEveryFrameInOrderAndFinishesOnce() {
        CountingSource source = new CountingSource(4, null);
        RememberingSink sink = new RememberingSink();

        assertThat(Pipeline.run(source, NEXT, sink).frames()).isEqualTo(4);
        assertThat(sink.written).containsExactly(1L, 2L, 3L, 4L);
        assertThat(sink.finishes).hasValue(1);
        assertThat(source.closes).hasValue(0); // whoever opened them closes them
        assertThat(sink.closes).hasValue(0);
    }

    @Test
    void anEmptySourceIsFinishedToo() {
        RememberingSink sink = new RememberingSink();

        assertThat(Pipeline.run(new CountingSource(0, null), NEXT, sink).frames())
                .isZero();
        assertThat(sink.finishes).hasValue(1);
    }

    @Test
    void framesPerSecondAreFramesOverSeconds() {
        assertThat(new Pipeline.Report(30, Duration.ofMillis(1500)).framesPerSecond())
                .isEqualTo(20);
        assertThat(new Pipeline.Report(0, Duration.ZERO).framesPerSecond()).isZero();
    }

    @Test
    void aFailureOfAnyPartComesOutAsItIsAndNothingIsFinished() {
        RuntimeException failure = new RuntimeException("the original");
        RememberingSink good = new RememberingSink();
        FrameFilter bad = frame -> {
            throw failure;
        };

        assertThatThrownBy(() -> Pipeline.run(new CountingSource(2, failure), NEXT, good))
                .isSameAs(failure);
        assertThatThrownBy(() -> Pipeline.run(new CountingSource(2, null), bad, good))
                .isSameAs(failure);
        assertThat(good.finishes).hasValue(0);
        RememberingSink full = new RememberingSink(new Semaphore(9), 1, failure);
        assertThatThrownBy(() -> Pipeline.run(new CountingSource(2, null), frame -> frame, full))
                .isSameAs(failure);
        assertThat(full.written).containsExactly(0L);
        assertThat(full.finishes).hasValue(0);
    }

    @Test
    void decodingFilteringAndEncodingHappenAtOnce() throws InterruptedException {
        // The filter works on frame 1 only while the source is asked for frame 2 and the sink still holds frame 0.
        Semaphore sinkGate = new Semaphore(0);
        RememberingSink slow = new RememberingSink(sinkGate, -1, new IllegalStateException());
        CountingSource counting = new CountingSource(3, null);
        Semaphore readTwo = new Semaphore(0);
        FrameSource announcing = new FrameSource() {
            @Override
            public @Nullable Frame read() {
                Frame frame = counting.read();
                if (counting.reads.get() == 3) {
                    readTwo.release();
                }
                return frame;
            }

            @Override
            public void close() {
                counting.close();
            }
        };
        FrameFilter meeting = frame -> {
            if (frame.timestampMicros() == 1) {
                readTwo.acquireUninterruptibly();
                slow.entered.acquireUninterruptibly();
                assertThat(slow.written).isEmpty();
                sinkGate.release(3);
            }
            return frame;
        };

        try (FrameSource source = new ReadAhead(announcing, 2);
                FrameSink sink = new WriteBehind(slow, 2)) {
            Pipeline.run(source, meeting, sink);
        }
        assertThat(slow.written).containsExactly(0L, 1L, 2L);
        assertThat(slow.finishes).hasValue(1);
    }
}
