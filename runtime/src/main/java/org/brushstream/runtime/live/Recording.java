package org.brushstream.runtime.live;

import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.media.MediaException;
import org.brushstream.runtime.media.Sound;
import org.brushstream.runtime.media.SoundSink;
import org.jspecify.annotations.Nullable;

/** Writes frames and sound to files on a thread of its own. Nobody waits for it: what does not fit into its queue is counted. */
final class Recording {
    private static final int FRAMES = 16; // that may wait: half a second at 30 per second
    private static final int QUEUE = 96; // sound is small, and comes in shorter stretches
    private static final String ENDING = ".mkv";
    private static final long LOOK_AGAIN_MILLIS = 100;

    /** Begins a file. */
    @FunctionalInterface
    interface Opener {
        SoundSink open(Path file, FrameSize size);
    }

    /** What travels through the queue. Times are microseconds from the first frame. */
    private sealed interface Item {
        record Picture(Frame frame) implements Item {}

        record Heard(Sound sound, long micros) implements Item {}
    }

    private final Path file;
    private final Opener opener;
    private final Consumer<String> say;
    private final BlockingQueue<Item> queue = new ArrayBlockingQueue<>(QUEUE);
    private final AtomicInteger waiting = new AtomicInteger(); // frames
    private final Thread writer;
    private volatile boolean stopped;
    private volatile Path current;
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong missed = new AtomicLong();
    private volatile boolean ended;
    private volatile long firstNanos;
    private volatile boolean begun;
    private long lastMicros = -1;
    private int files;
    private @Nullable SoundSink sink; // of this file; null before the first
    private long startMicros; // of this file

    /**
     * Starts the thread; the file is begun with the first frame.
     *
     * @param file ends in {@code .mkv}
     * @param say hears sentences for people: how it ended
     */
    Recording(Path file, Opener opener, Consumer<String> say) {
        if (!file.toString().endsWith(ENDING)) {
            throw new MediaException(
                    "cannot record to " + file + ": recordings are lossless, name a file that ends in " + ENDING);
        }
        this.file = file;
        this.opener = opener;
        this.say = say;
        this.current = file;
        this.writer = new Thread(this::run, "brushstream-live-recording");
        writer.setDaemon(true);
        writer.start();
    }

    /**
     * Takes a frame if there is room; returns at once. Called by one thread.
     *
     * @param moment at which it was to be seen, nanoseconds
     */
    void offer(Frame frame, long moment) {
        if (!begun) {
            firstNanos = moment;
            begun = true;
        }
        lastMicros = Math.max(lastMicros + 1, (moment - firstNanos) / 1000); // files want times that rise
        if (stopped) {
            return;
        }
        Item picture = new Item.Picture(new Frame(frame.size(), lastMicros, frame.rgb()));
        if (waiting.get() < FRAMES && queue.offer(picture)) {
            waiting.incrementAndGet();
        } else {
            missed.incrementAndGet();
        }
    }

    /** Takes a stretch of sound if there is room; returns at once. Called by one thread, another than for frames. */
    void offer(Sound sound) {
        long micros = begun ? (sound.startNanos() - firstNanos) / 1000 : -1;
        if (micros >= 0 && !stopped) {
            queue.offer(new Item.Heard(sound, micros)); // what is lost leaves a gap as long
        }
    }

    private void run() {
        try {
            writeAll();
            say.accept(outcome());
        } catch (RuntimeException | Error e) {
            say.accept("the recording has ended: " + e.getMessage() + rescued());
        } finally {
            ended = true;
            queue.clear();
        }
    }

    private void writeAll() {
        FrameSize size = null;
        for (Item item; (item = next()) != null; ) {
            if (item instanceof Item.Heard heard) {
                if (sink != null && heard.micros() >= startMicros) {
                    sink.write(heard.sound(), heard.micros() - startMicros);
                }
                continue;
            }
            Frame frame = ((Item.Picture) item).frame();
            waiting.decrementAndGet();
            if (sink == null || !frame.size().equals(size)) {
                finish();
                size = frame.size();
                current = numbered(++files);
                startMicros = frame.timestampMicros();
                sink = opener.open(current, size);
            }
            sink.write(new Frame(frame.size(), frame.timestampMicros() - startMicros, frame.rgb()));
            written.incrementAndGet();
        }
        finish();
    }

    private void finish() {
        SoundSink whole = sink;
        if (whole != null) {
            whole.finish();
            sink = null;
            whole.close();
        }
    }

    /** Where the pictures are that were written before it failed, the end of a sentence: they cannot be painted again. */
    private String rescued() {
        SoundSink broken = sink;
        if (broken == null) {
            return "";
        }
        sink = null;
        try {
            broken.finish();
        } catch (RuntimeException | Error e) { // the disk is still full, or this is what had failed
            return "; what was written until then, without its end, is in " + broken.keep();
        }
        broken.close();
        return "; what was written until then is in " + current;
    }

    private String outcome() {
        if (files == 0) {
            return "nothing was recorded: there was not one picture";
        }
        String lost = missed.get() == 0 ? "" : ", " + missed + " missed, since the disk was too slow";
        return "recorded " + current + ": " + written + " frames" + lost;
    }

    /** Null once it is stopped and all is fetched. */
    private @Nullable Item next() {
        try {
            while (true) {
                boolean last = stopped; // looked at first: then the queue holds all that was offered before
                Item item = queue.poll(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
                if (item != null || last) {
                    return item;
                }
            }
        } catch (InterruptedException e) {
            return null; // nobody does; but then what there is, is finished
        }
    }

    /** {@code painted.mkv}, then {@code painted-2.mkv} after the size has changed. */
    private Path numbered(int number) {
        if (number == 1) {
            return file;
        }
        String name = String.valueOf(file.getFileName());
        return file.resolveSibling(name.substring(0, name.length() - ENDING.length()) + "-" + number + ENDING);
    }

    /** Nothing more is taken; what is queued is still written. */
    void stop() {
        stopped = true;
    }

    /** Waits until all is written. */
    void join() throws InterruptedException {
        writer.join();
    }

    /** Whether all is written, or nothing more can be. */
    boolean ended() {
        return ended;
    }

    RecordingStatus status() {
        return new RecordingStatus(current, written.get(), missed.get());
    }
}
