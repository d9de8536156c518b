package org.brushstream.runtime.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.media.MediaException;
import org.brushstream.runtime.media.Sound;
import org.brushstream.runtime.media.SoundSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class RecordingTest {
    private static final Frame FRAME = new Frame(new FrameSize(1, 1), 77, ByteBuffer.allocate(3));

    private final List<String> done = Collections.synchronizedList(new ArrayList<>());
    private final List<String> said = Collections.synchronizedList(new ArrayList<>());

    private boolean neverWhole;

    private Recording.Opener disk(long failAtMicros) {
        return (file, size) -> new SoundSink() {
            @Override
            public void write(Frame frame) {
                if (frame.timestampMicros() >= failAtMicros) {
                    throw new MediaException("no space left");
                }
                done.add(file + " " + size + " " + frame.timestampMicros());
            }

            @Override
            public void write(Sound sound, long micros) {
                done.add(file + " sound of " + sound.length() + " at " + micros);
            }

            @Override
            public void finish() {
                if (neverWhole) {
                    throw new MediaException("no space left for the end");
                }
                done.add("finish");
            }

            @Override
            public Path keep() {
                done.add("keep");
                return Path.of("a.part.mkv");
            }

            @Override
            public void close() {
                done.add("close");
            }
        };
    }

    @Test
    void timesBeginAtZeroAndAlwaysRise() throws InterruptedException {
        Recording recording = new Recording(Path.of("a.mkv"), disk(Long.MAX_VALUE), said::add);
        recording.offer(FRAME, 5_000_000);
        recording.offer(FRAME, 38_000_000);
        recording.offer(FRAME, 38_000_100);
        recording.offer(FRAME, 20_000_000);
        recording.stop();
        recording.join();
        assertThat(done)
                .containsExactly(
                        "a.mkv 1x1 0", "a.mkv 1x1 33000", "a.mkv 1x1 33001", "a.mkv 1x1 33002", "finish", "close");
        assertThat(said).containsExactly("recorded a.mkv: 4 frames");
        assertThat(recording.ended()).isTrue();
        assertThat(recording.status()).isEqualTo(new RecordingStatus(Path.of("a.mkv"), 4, 0));
    }

    @Test
    void soundIsWrittenOnTheClockOfEachFilesFrames() throws InterruptedException {
        Frame larger = new Frame(new FrameSize(2, 1), 77, ByteBuffer.allocate(6));
        Recording recording = new Recording(Path.of("a.mkv"), disk(Long.MAX_VALUE), said::add);
        recording.offer(sound(4_000_000)); // before the first frame
        recording.offer(FRAME, 5_000_000);
        recording.offer(sound(4_900_000)); // begins before it
        recording.offer(sound(9_000_000));
        recording.offer(larger, 25_000_000);
        recording.offer(sound(24_000_000)); // begins before the second file
        recording.offer(sound(26_000_000));
        recording.stop();
        recording.join();
        assertThat(done)
                .containsExactly(
                        "a.mkv 1x1 0",
                        "a.mkv sound of 2 at 4000",
                        "finish",
                        "close",
                        "a-2.mkv 2x1 0",
                        "a-2.mkv sound of 2 at 1000",
                        "finish",
                        "close");
    }

    private static Sound sound(long startNanos) {
        return new Sound(startNanos, ByteBuffer.allocate(8));
    }

    @Test
    void aFullDiskEndsTheRecordingInWords() throws InterruptedException {
        Recording recording = new Recording(Path.of("a.mkv"), disk(1000), said::add);
        recording.offer(FRAME, 0);
        recording.offer(FRAME, 1_000_000);
        recording.join();
        recording.offer(FRAME, 2_000_000); // nobody waits
        assertThat(done).containsExactly("a.mkv 1x1 0", "finish", "close");
        assertThat(said)
                .containsExactly("the recording has ended: no space left; what was written until then is in a.mkv");
    }

    @Test
    void whatCannotBeFinishedIsKept() throws InterruptedException {
        neverWhole = true;
        Recording recording = new Recording(Path.of("a.mkv"), disk(1000), said::add);
        recording.offer(FRAME, 0);
        recording.offer(FRAME, 1_000_000);
        recording.join();
        Recording stopped = new Recording(Path.of("a.mkv"), disk(1000), said::add);
        stopped.offer(FRAME, 0);
        stopped.stop();
        stopped.join();
        assertThat(done).containsExactly("a.mkv 1x1 0", "keep", "a.mkv 1x1 0", "keep");
        assertThat(said)
                .containsExactly(
                        "the recording has ended: no space left"
                                + "; what was written until then, without its end, is in a.part.mkv",
                        "the recording has ended: no space left for the end"
                                + "; what was written until then, without its end, is in a.part.mkv");
    }

    @Test
    void aRecordingOfNothingLeavesNoFile() throws InterruptedException {
        Recording recording = new Recording(Path.of("a.mkv"), disk(0), said::add);
        recording.stop();
        recording.join();
        assertThat(done).isEmpty();
        assertThat(said).containsExactly("nothing was recorded: there was not one picture");
    }
}
