package org.brushstream.runtime.media;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.frame.FrameSource;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * Frames as they happen: a camera, or what stands in for one. Pictures of other proportions are not squeezed: their edges
 * are cut off. {@link #read()} waits for the next picture, and an interrupt of its thread ends the waiting with a
 * {@link java.util.concurrent.CancellationException}.
 */
public final class Camera implements FrameSource {
    private static final String COMPUTED = "lavfi:";

    /** One of the three kinds of camera. */
    private interface Lens extends AutoCloseable {
        /** Null at the end. */
        @Nullable
        Frame read();

        /** When the last frame was there, by {@link System#nanoTime()}. */
        long handedOverNanos();

        @Override
        void close();
    }

    private final Lens lens;
    private boolean closed;

    private Camera(Lens lens) {
        this.lens = lens;
    }

    /**
     * Opens a camera.
     *
     * @param device one of these: {@code 0} or {@code /dev/video0}, as {@link Cameras#list()} names them;
     *     {@code lavfi:GRAPH} for pictures that FFmpeg computes, as in {@code lavfi:testsrc2=size=640x360:rate=30}; or a file,
     *     which is played at its own speed and from the start again at its end. The latter two never give a frame early.
     * @param size of every frame
     * @throws MediaException if there is no such camera, or if it cannot be used
     */
    public static Camera open(String device, FrameSize size) {
        if (device.startsWith(COMPUTED)) {
            return new Camera(new Computed(device, device.substring(COMPUTED.length()), size));
        }
        if (Cameras.isDevice(device)) {
            return new Camera(new Captured(device, size));
        }
        Path file = Path.of(device);
        if (Files.notExists(file)) {
            throw new MediaException("there is no camera or file '" + device
                    + "'; `brushstream cameras` lists the cameras, as in --camera 0");
        }
        return new Camera(new Played(file, size));
    }

    /** Null once a computed picture has ended; cameras and files go on for ever. */
    @Override
    public @Nullable Frame read() {
        return closed ? null : lens.read();
    }

    /**
     * When FFmpeg handed over the frame that {@link #read()} gave last, by {@link System#nanoTime()}: a camera's before it
     * was decoded and scaled, others' when they were due.
     */
    public long handedOverNanos() {
        return lens.handedOverNanos();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            lens.close();
        }
    }

    /** Native pictures to frames that cover a size. */
    private static final class Framing implements AutoCloseable {
        private final FrameSize size;
        private @Nullable FrameSize covered;
        private @Nullable ToRgb toRgb;

        Framing(FrameSize size) {
            this.size = size;
        }

        Frame frame(AVFrame picture, long timestampMicros) {
            FrameSize stored = new FrameSize(picture.width(), picture.height());
            ToRgb converter = toRgb;
            if (converter == null || !stored.equals(covered)) {
                close();
                converter = new ToRgb(Covering.size(stored, 1, size));
                toRgb = converter;
                covered = stored;
            }
            return Covering.cut(converter.convert(picture, Orientation.UPRIGHT, timestampMicros), size);
        }

        @Override
        public void close() {
            if (toRgb != null) {
                toRgb.close();
            }
        }
    }

    /** A camera of the system. */
    private static final class Captured implements Lens {
        private static final int RATE = 30;
        private static final int LARGEST_RAW = 640 * 480; // more does not go through USB 2 uncompressed at this rate

        private final DeviceInput input;
        private final Framing framing;

        Captured(String device, FrameSize size) {
            this.input = open(device, size);
            this.framing = new Framing(size);
        }

        /** Drivers take the nearest size and rate they have; compressed pictures are asked for first where they are large. */
        private static DeviceInput open(String device, FrameSize size) {
            List<Map<String, String>> wishes = new ArrayList<>();
            Map<String, String> usual = Map.of("video_size", size.toString(), "framerate", "" + RATE);
            if (size.pixels() > LARGEST_RAW && Cameras.FORMAT.equals("v4l2")) {
                wishes.add(Map.of("video_size", size.toString(), "framerate", "" + RATE, "input_format", "mjpeg"));
            }
            wishes.add(usual);
            wishes.add(Map.of("framerate", "" + RATE)); // some drivers refuse a size they lack
            wishes.add(Map.of());
            int code = 0;
            for (Map<String, String> wish : wishes) {
                DeviceInput.Opened opened =
                        DeviceInput.open("camera " + device, Cameras.FORMAT, Cameras.url(device), wish);
                if (opened.input() != null) {
                    return opened.input();
                }
                code = opened.code();
            }
            throw Cameras.unusable(device, code);
        }

        @Override
        public @Nullable Frame read() {
            AVFrame picture = input.next();
            if (picture == null) {
                throw new MediaException("the camera has ended its stream");
            }
            return framing.frame(picture, input.timestampMicros());
        }

        @Override
        public long handedOverNanos() {
            return input.handedOverNanos();
        }

        @Override
        public void close() {
            framing.close();
            input.close();
        }
    }

    /** Pictures that FFmpeg's filters compute, at their times. */
    private static final class Computed implements Lens {
        private final DeviceInput input;
        private final Framing framing;
        private final RealTime clock = new RealTime();
        private long handedOver;

        Computed(String device, String graph, FrameSize size) {
            DeviceInput.Opened opened = DeviceInput.open("'" + device + "'", "lavfi", graph, Map.of());
            if (opened.input() == null) {
                throw new MediaException("FFmpeg cannot compute '" + graph + "': " + Ffmpeg.reason(opened.code())
                        + "; write it like lavfi:testsrc2=size=640x360:rate=30");
            }
            this.input = opened.input();
            this.framing = new Framing(size);
        }

        @Override
        public @Nullable Frame read() {
            AVFrame picture = input.next();
            if (picture == null) {
                return null;
            }
            Frame frame = framing.frame(picture, input.timestampMicros());
            Pause.until(clock.due(frame.timestampMicros(), System.nanoTime()));
            handedOver = System.nanoTime();
            return frame;
        }

        @Override
        public long handedOverNanos() {
            return handedOver;
        }

        @Override
        public void close() {
            framing.close();
            input.close();
        }
    }

    /** A film at its own speed, again and again. */
    private static final class Played implements Lens {
        private final Path file;
        private final FrameSize size;
        private final FrameSize covering;
        private final long frameMicros;
        private final RealTime clock = new RealTime();
        private FfmpegSource film;
        private @Nullable Frame last; // of this round
        private long startMicros; // of this round
        private int framesOfRound;
        private long handedOver;

        Played(Path file, FrameSize size) {
            VideoInfo info = VideoInfo.of(file);
            this.file = file;
            this.size = size;
            this.covering = Covering.size(info.size(), info.pixelShape().toDouble(), size);
            this.frameMicros = Math.max(1, Math.round(1e6 / info.frameRate().toDouble()));
            this.film = FfmpegSource.open(file, covering);
        }

        @Override
        public Frame read() {
            Frame read = next();
            Frame frame = new Frame(size, startMicros + read.timestampMicros(), read.rgb());
            Pause.until(clock.due(frame.timestampMicros(), System.nanoTime()));
            handedOver = System.nanoTime();
            return frame;
        }

        /** By its time in this round. */
        private Frame next() {
            Frame frame = readOn();
            Frame before = last;
            if (frame == null && before != null) {
                startMicros += before.timestampMicros() + frameMicros;
                if (framesOfRound == 1) { // a photograph
                    return before;
                }
                framesOfRound = 0;
                film.close();
                film = FfmpegSource.open(file, covering);
                frame = readOn();
            }
            if (frame == null) {
                throw new MediaException(file + " holds no picture that can be decoded");
            }
            framesOfRound++;
            last = Covering.cut(frame, size);
            return last;
        }

        private @Nullable Frame readOn() {
            try {
                return film.read();
            } catch (DamagedMediaException e) {
                return null; // what decodes was shown, the rest is as good as the end
            }
        }

        @Override
        public long handedOverNanos() {
            return handedOver;
        }

        @Override
        public void close() {
            film.close();
        }
    }
}
