package org.brushstream.runtime.live;

import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSink;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.media.MediaException;
import org.jspecify.annotations.Nullable;

/** Writes frames to files on a thread of its own. Nobody waits for it: what does not fit into its queue is counted. */
final class Recording {
    private static final int QUEUE = 16; // frames: half a second at 30 per second
    private static final String ENDING = ".mkv";
    private static final long LOOK_AGAIN_MILLIS = 100;

    /** Begins a file. */
    @FunctionalInterface
    interface Opener {
        FrameSink open(Path file, FrameSize size);
    }

    private final Path file;
    private final Opener opener;
    private final Consumer<String> say;
    private final BlockingQueue<Frame> queue = new ArrayBlockingQueue<>(QUEUE);
    private final Thread writer;
    private volatile boolean stopped;
    private volatile Path current;
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong missed = new AtomicLong();
    private volatile boolean ended;
    private long firstNanos;
    private long lastMicros = -1;
    private int files;

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
        if (lastMicros < 0) {
            firstNanos = moment;
        }
        lastMicros = Math.max(lastMicros + 1, (moment - firstNanos) / 1000); // files want times that rise
        if (!stopped && !queue.offer(new Frame(frame.size(), lastMicros, frame.rgb()))) {
            missed.incrementAndGet();
        }
    }

    private void run() {
        FrameSink sink = null;
        try {
            FrameSize size = null;
            for (Frame frame; (frame = next()) != null; written.incrementAndGet()) {
                if (sink == null || !frame.size().equals(size)) {
                    FrameSink whole = sink;
                    sink = null;
                    finish(whole);
                    size = frame.size();
                    current = numbered(++files);
                    sink = opener.open(current, size);
                }
                sink.write(frame);
            }
            FrameSink whole = sink;
            sink = null;
            finish(whole);
            say.accept(
                    files == 0
                            ? "nothing was recorded: there was not one picture"
                            : "recorded " + current + ": " + written + " frames"
                                    + (missed.get() == 0
                                            ? ""
                                            : ", " + missed + " missed, since the disk was too slow"));
        } catch (RuntimeException | Error e) {
            if (sink != null) {
                sink.close();
            }
            say.accept("the recording has ended: " + e.getMessage());
        } finally {
            ended = true;
            queue.clear();
        }
    }

    /** Null once it is stopped and all is fetched. */
    private @Nullable Frame next() {
        try {
            while (true) {
                boolean last = stopped; // looked at first: then the queue holds all that was offered before
                Frame frame = queue.poll(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
                if (frame != null || last) {
                    return frame;
                }
            }
        } catch (InterruptedException e) {
            return null; // nobody does; but then what there is, is finished
        }
    }

    private static void finish(@Nullable FrameSink sink) {
        if (sink != null) {
            try (sink) {
                sink.finish();
            }
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
