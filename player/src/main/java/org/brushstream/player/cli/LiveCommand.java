package org.brushstream.player.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.brushstream.player.live.CueList;
import org.brushstream.player.live.Desk;
import org.brushstream.player.live.DeskSettings;
import org.brushstream.player.live.LiveWindow;
import org.brushstream.player.live.ServeAddress;
import org.brushstream.player.live.SinkViewer;
import org.brushstream.player.live.WebPage;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.infer.Device;
import org.brushstream.runtime.infer.Precision;
import org.brushstream.runtime.infer.Strength;
import org.brushstream.runtime.live.LiveSession;
import org.brushstream.runtime.live.LiveSettings;
import org.brushstream.runtime.live.LiveStatus;
import org.brushstream.runtime.live.SoundOpener;
import org.brushstream.runtime.media.Camera;
import org.brushstream.runtime.media.MediaException;
import org.brushstream.runtime.media.Microphone;
import org.brushstream.runtime.media.VirtualCamera;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.runtime.model.StyleMix;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "live",
        sortOptions = false,
        description = "Paints what a camera sees, in a window, on a page, into other programs.",
        footerHeading = "%nFor example:%n",
        footer = {
            "  brushstream live",
            "  brushstream live --style udnie --style blueprint:2,halftone:1 --mirror",
            "  brushstream live --camera film.mp4 --cues udnie,halftone --every '4 beats'",
            "  brushstream live --serve 192.168.1.5:8080 --token sunflowers --no-window"
        })
final class LiveCommand implements Callable<Integer> {
    private static final String USUAL_STYLE = "great-wave-live";
    private static final int POLL_MILLIS = 100;

    @Option(
            names = "--camera",
            defaultValue = "0",
            paramLabel = "CAMERA",
            description = "0 for the first, or as 'brushstream cameras' names it; a film, which is played again and"
                    + " again; or lavfi:GRAPH for pictures that FFmpeg computes (default: ${DEFAULT-VALUE}).")
    private String camera;

    @Option(
            names = "--style",
            paramLabel = "STYLE[:SHARE][,...]",
            converter = StyleMixConverter.class,
            description =
                    "A style or a mix, see 'brushstream models'; may be given several times, for the first places of"
                            + " the strip and the keys 1 to 9 (default: " + USUAL_STYLE + ").")
    private List<StyleMix> styles = List.of();

    @Option(
            names = "--size",
            defaultValue = "640x360",
            paramLabel = "WxH",
            converter = FrameSizeConverter.class,
            description = "The size that is painted at (default: ${DEFAULT-VALUE}).")
    private FrameSize size;

    @Option(
            names = "--strength",
            defaultValue = "1",
            paramLabel = "S",
            description =
                    "0 is the camera's picture, 1 the style as learned; up to 1.5 with a model that holds the style"
                            + " 'none' (default: ${DEFAULT-VALUE}).")
    private double strength;

    @Option(names = "--mirror", description = "Left and right change places, as people expect of their own picture.")
    private boolean mirror;

    @Option(
            names = "--fade",
            defaultValue = "400ms",
            paramLabel = "TIME",
            converter = LengthConverter.class,
            description = "How long one style takes to give way to the next (default: ${DEFAULT-VALUE}).")
    private Duration fade;

    @Option(
            names = "--cues",
            paramLabel = "STYLE[+...],...",
            description = "Styles that take turns; a mix is written with +, as in udnie,udnie:0.7+halftone:0.3.")
    private @Nullable String cues;

    @Option(
            names = "--every",
            defaultValue = "8 beats",
            paramLabel = "'N beats'|TIME",
            description = "How long each of them stays (default: ${DEFAULT-VALUE}).")
    private String every;

    @Option(
            names = "--tempo",
            defaultValue = "120",
            paramLabel = "BPM",
            description = "Beats a minute, until T is tapped (default: ${DEFAULT-VALUE}).")
    private double tempo;

    @Option(
            names = "--microphone",
            arity = "0..1",
            fallbackValue = "default",
            paramLabel = "DEVICE",
            description =
                    "Record its sound as well, and take the tempo from its beats: default, pulse:NAME, alsa:NAME or"
                            + " lavfi:GRAPH.")
    private @Nullable String microphone;

    @Option(
            names = "--adapt",
            description = "Take a smaller size or a faster net without asking where the machine is too slow.")
    private boolean adapt;

    @Option(
            names = "--record",
            paramLabel = "FILE.mkv",
            description = "Record losslessly from the first frame on; the picture does not wait for the disk.")
    private @Nullable Path record;

    @Option(
            names = "--virtual-camera",
            paramLabel = "DEVICE",
            description = "A device of v4l2loopback, as in /dev/video9, from which other programs take the picture.")
    private @Nullable String virtualCamera;

    @Option(
            names = "--serve",
            paramLabel = "[ADDRESS:]PORT",
            description =
                    "A page with the picture and the knobs, /picture.mjpg for OBS: for this machine if the port stands"
                            + " alone, else for everybody who has the token.")
    private @Nullable String serve;

    @Option(
            names = "--token",
            paramLabel = "SECRET",
            description = "What others must know to open the page: eight letters or more.")
    private @Nullable String token;

    @Option(names = "--no-window", description = "Open no window.")
    private boolean noWindow;

    @Option(
            names = "--device",
            defaultValue = "cpu",
            paramLabel = "DEVICE",
            description = "cpu, cuda, or auto for cuda where there is one (default: ${DEFAULT-VALUE}).")
    private Device device;

    @Option(
            names = "--precision",
            defaultValue = "auto",
            paramLabel = "PRECISION",
            description = "int8, float32, or auto for what is faster here, of models that there are both ways (default:"
                    + " ${DEFAULT-VALUE}).")
    private Precision precision;

    @Option(
            names = "--threads",
            defaultValue = "0",
            paramLabel = "N",
            description = "Threads of the net; 0 is one for each processor (default: ${DEFAULT-VALUE}).")
    private int threads;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            converter = LengthConverter.class,
            description = "Stop after this long, as in 20s.")
    private @Nullable Duration length;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Optional<ServeAddress> address;
        LiveSettings settings;
        DeskSettings knobs;
        try {
            address = address();
            settings = settings();
            knobs = knobs(settings);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        if (record != null && Files.exists(record)) {
            throw new MediaException(record + " is there already; give --record the name of a new file");
        }
        boolean window = window();
        requireStandIn();
        return run(settings, knobs, address, window);
    }

    private Optional<ServeAddress> address() {
        if (serve == null && token != null) {
            throw new IllegalArgumentException("--token belongs to --serve");
        }
        return Optional.ofNullable(serve).map(text -> ServeAddress.parse(text, Optional.ofNullable(token)));
    }

    private LiveSettings settings() {
        List<StyleMix> wanted = cues == null ? styles : cueStyles();
        StyleMix first = wanted.isEmpty() ? StyleMix.of(USUAL_STYLE) : wanted.get(0);
        return new LiveSettings(size, first, new Strength(strength), device, precision, threads, fade, mirror, adapt);
    }

    private DeskSettings knobs(LiveSettings settings) {
        List<StyleMix> first = styles.isEmpty() ? List.of(settings.style()) : styles;
        return new DeskSettings(
                first, settings.strength(), mirror, cueStyles(), CueList.Step.parse(every), tempo, Path.of(""));
    }

    private List<StyleMix> cueStyles() {
        return cues == null
                ? List.of()
                : Arrays.stream(cues.split(",", -1)).map(LiveCommand::cue).toList();
    }

    private static StyleMix cue(String text) {
        try {
            return StyleMix.parse(text.replace('+', ','));
        } catch (ModelException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** Whether to open a window; where none can be, the picture must go somewhere else. */
    private boolean window() {
        if (!noWindow && LiveWindow.canOpen()) {
            return true;
        }
        if (serve == null && virtualCamera == null && record == null && length == null) {
            throw new MediaException(
                    (noWindow ? "the picture goes nowhere" : "there is no display for a window")
                            + ": give --serve 8080 for a page in the browser, --virtual-camera /dev/video9 or --record FILE.mkv");
        }
        return false;
    }

    /** A camera may be plugged in later, but what stands in for one is there from the beginning, or was mistyped. */
    private void requireStandIn() {
        boolean file = camera.contains(".") && !camera.startsWith("/dev/");
        if (camera.startsWith("lavfi:") || file) {
            Camera.open(camera, size).close();
        }
    }

    private int run(LiveSettings settings, DeskSettings knobs, Optional<ServeAddress> address, boolean window)
            throws InterruptedException {
        RecordingEnd recording = new RecordingEnd();
        try (StopOnInterrupt interrupt = new StopOnInterrupt()) {
            LiveSession session = LiveSession.start(settings, wanted -> Camera.open(camera, wanted), sound());
            LiveStatus status;
            try (session) { // its end waits until the recording is written
                show(session, interrupt, settings, knobs, address, window, recording);
                status = session.status();
                recording.follow(status);
            }
            recording.close(session.status());
            return report(status, recording);
        }
    }

    /** Until somebody ends it, or its time is over. */
    private void show(
            LiveSession session,
            StopOnInterrupt interrupt,
            LiveSettings settings,
            DeskSettings knobs,
            Optional<ServeAddress> address,
            boolean window,
            RecordingEnd recording)
            throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        try (Desk desk = new Desk(session, knobs);
                @Nullable SinkViewer virtual = virtualCamera == null ? null : virtual(virtualCamera, err);
                @Nullable
                        WebPage page =
                                address.map(where -> WebPage.open(desk, where)).orElse(null);
                @Nullable LiveWindow screen = window ? LiveWindow.open(desk) : null) {
            session.listen(desk::beat);
            if (virtual != null) {
                session.watch(virtual);
            }
            if (record != null) {
                session.record(record);
            }
            err.printf(
                    "Painting camera %s in %s at %s. %s%n",
                    camera, settings.style(), size, session.status().device());
            if (page != null) {
                err.printf("The page: %s%n", page.uri());
            }
            err.flush();
            long end = length == null ? Long.MAX_VALUE : System.nanoTime() + length.toNanos();
            String said = "";
            while (interrupt.goesOn() && System.nanoTime() < end && (screen == null || !screen.closed())) {
                Thread.sleep(POLL_MILLIS);
                LiveStatus status = session.status();
                recording.follow(status);
                String notice = status.notice().orElse(said);
                if (screen == null && !notice.equals(said)) { // the window says it itself
                    err.println(notice);
                    err.flush();
                    said = notice;
                }
            }
        }
    }

    private Optional<SoundOpener> sound() {
        return Optional.ofNullable(microphone).map(device -> () -> Microphone.open(device));
    }

    private SinkViewer virtual(String camera, PrintWriter err) {
        return new SinkViewer(VirtualCamera.open(camera, size), sentence -> {
            err.println(sentence);
            err.flush();
        });
    }

    private int report(LiveStatus status, RecordingEnd recording) {
        PrintWriter out = spec.commandLine().getOut();
        if (status.painted() == 0) {
            throw new MediaException(
                    "nothing was painted: " + status.notice().orElse("camera " + camera + " gave no picture"));
        }
        out.printf(
                Locale.ROOT,
                "%d frames captured, %d painted, %d left out for newer ones; %.1f frames/s, delay %.0f ms, 99 %% under"
                        + " %.0f ms%n",
                status.captured(),
                status.painted(),
                status.dropped(),
                status.framesPerSecond(),
                status.delayMedianMillis(),
                status.delayP99Millis());
        out.flush();
        recording.failure(record).ifPresent(sentence -> {
            throw new MediaException(sentence);
        });
        recording.sentence().ifPresent(out::println);
        return 0;
    }
}
