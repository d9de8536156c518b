package org.brushstream.player.live;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import org.brushstream.runtime.infer.Strength;
import org.brushstream.runtime.live.LiveControls;
import org.brushstream.runtime.live.LiveStatus;
import org.brushstream.runtime.model.ModelStore;
import org.brushstream.runtime.model.StyleMix;
import org.brushstream.runtime.model.StyleMix.Share;
import org.jspecify.annotations.Nullable;

/**
 * What a performer does, with whichever hand: keys, mouse, a page on a phone, the beat. All of them turn the same knobs, and
 * all of them see where these stand. Thread-safe; nothing here waits.
 */
public final class Desk implements AutoCloseable {
    /** Corners of the pad: more cannot be told apart on it. */
    static final int MOST_CORNERS = 6;

    static final double MOST_STRENGTH = 1.5;

    private static final double STRENGTH_STEPS = 20; // from the source to the style
    private static final double LEAST_SHARE = 0.005; // less is not seen
    private static final long BY_HAND_NANOS = 10_000_000_000L; // taps count more than what is heard, that long
    private static final long NEWS_NANOS = 5_000_000_000L;
    private static final long SETTLING_NANOS = 1_000_000_000L; // a style just asked for is not the one that paints yet
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS", Locale.ROOT);

    private final LiveControls controls;
    private final LongSupplier clock;
    private final List<StyleTile> strip;
    private final StylePictures pictures;
    private final Path folder;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final TapTempo taps = new TapTempo();
    private final TapTempo heard = new TapTempo();
    private final List<StyleMix> cueStyles;
    private final CueList.Step every;
    private final Thread cueThread = new Thread(this::runCues, "live-cues");

    private List<Integer> corners = List.of(0); // all below under the lock of this
    private List<Double> weights = List.of(1.0);
    private double strength;
    private boolean bypass;
    private boolean mirror;
    private Tempo tempo;
    private long tappedNanos;
    private boolean tapped;
    private @Nullable CueClock cues; // null: they rest
    private @Nullable String message;
    private long messageNanos;
    private long askedNanos;
    private boolean closed;

    /** @param controls of a session that runs as the settings say */
    public Desk(LiveControls controls, DeskSettings settings) {
        this(controls, settings, StillPainter.of(new ModelStore()));
    }

    Desk(LiveControls controls, DeskSettings settings, StillPainter painter) {
        this(controls, settings, painter, System::nanoTime);
    }

    /** @param clock nanoseconds, as {@link System#nanoTime()}; cues wait as long as it says */
    Desk(LiveControls controls, DeskSettings settings, StillPainter painter, LongSupplier clock) {
        this.controls = controls;
        this.clock = clock;
        askedNanos = clock.getAsLong();
        List<StyleMix> first = new ArrayList<>(settings.first());
        first.addAll(settings.cues());
        strip = StyleTile.strip(first, controls.styles());
        if (strip.isEmpty()) {
            throw new IllegalArgumentException("there are no styles to choose from");
        }
        pictures = new StylePictures(strip, painter);
        strength = settings.strength().value();
        mirror = settings.mirror();
        folder = settings.folder();
        cueStyles =
                settings.cues().isEmpty() ? strip.stream().map(StyleTile::style).toList() : settings.cues();
        every = settings.every();
        tempo = Tempo.of(settings.beatsPerMinute(), clock.getAsLong());
        cueThread.setDaemon(true);
        cueThread.start();
        if (!settings.cues().isEmpty()) {
            toggleCues();
        }
    }

    /** What the window and the page are drawn from. */
    synchronized DeskState state() {
        boolean news = message != null && clock.getAsLong() - messageNanos < NEWS_NANOS;
        return new DeskState(
                corners,
                weights,
                mixed(),
                strength,
                bypass,
                mirror,
                tempo,
                cues != null,
                news ? Optional.ofNullable(message) : Optional.empty());
    }

    List<StyleTile> strip() {
        return strip;
    }

    /** The small pictures of the strip; somebody has to start them. */
    StylePictures pictures() {
        return pictures;
    }

    LiveControls controls() {
        return controls;
    }

    /** Calls back after every change, on the thread that made it. */
    void listen(Runnable listener) {
        listeners.add(listener);
    }

    private void changed() {
        listeners.forEach(Runnable::run);
    }

    private synchronized void say(String sentence) {
        message = sentence;
        messageNanos = clock.getAsLong();
    }

    // ---- styles

    /** One style alone; a place the strip does not have is ignored, as keys are on a short strip. */
    void choose(int place) {
        if (place < 0 || place >= strip.size()) {
            return;
        }
        synchronized (this) {
            cues = null; // whoever chooses by hand does not want it taken away on the next beat
            message = null;
            set(List.of(place), List.of(1.0));
        }
        changed();
    }

    /** The style that many places further; around the ends. */
    void step(int places) {
        int now;
        synchronized (this) {
            now = corners.get(0);
        }
        choose(Math.floorMod(now + places, strip.size()));
    }

    /** Takes a style into the mix, with an equal share for all, or out of it. */
    void toggleInMix(int place) {
        if (place < 0 || place >= strip.size()) {
            return;
        }
        synchronized (this) {
            List<Integer> mixed = new ArrayList<>(corners);
            if (mixed.contains(place)) {
                if (mixed.size() == 1) {
                    return;
                }
                mixed.remove((Integer) place);
            } else if (mixed.size() == MOST_CORNERS) {
                say("The pad has room for " + MOST_CORNERS + " styles; take one out first");
                mixed = null;
            } else {
                mixed.add(place);
            }
            if (mixed != null) {
                cues = null;
                int count = mixed.size();
                set(mixed, mixed.stream().map(each -> 1.0 / count).toList());
            }
        }
        changed();
    }

    /** How much there is of each corner, with the sum one. */
    void mixAt(double[] shares) {
        synchronized (this) {
            if (shares.length != corners.size()) {
                return; // the pad has got another shape since
            }
            cues = null;
            List<Double> boxed = new ArrayList<>();
            for (double share : shares) {
                boxed.add(share);
            }
            set(corners, boxed);
        }
        changed();
    }

    private synchronized void set(List<Integer> places, List<Double> shares) {
        corners = List.copyOf(places);
        weights = List.copyOf(shares);
        askedNanos = clock.getAsLong();
        controls.style(mixed());
    }

    /** The mix of the corners; one that is a mix itself is taken apart. */
    private synchronized StyleMix mixed() {
        List<Share> shares = new ArrayList<>();
        for (int i = 0; i < corners.size(); i++) {
            for (Share part : strip.get(corners.get(i)).style().shares()) {
                add(shares, part.style(), part.weight() * weights.get(i));
            }
        }
        // A style at an opposite corner stays, with no share: the same nets paint on while somebody drags.
        return new StyleMix(shares.stream()
                .map(share -> share.weight() < LEAST_SHARE ? new Share(share.style(), 0) : share)
                .toList());
    }

    private static void add(List<Share> shares, String style, double weight) {
        for (int i = 0; i < shares.size(); i++) {
            if (shares.get(i).style().equals(style)) {
                shares.set(i, new Share(style, shares.get(i).weight() + weight));
                return;
            }
        }
        shares.add(new Share(style, weight));
    }

    /**
     * Marks what the session really does, where that is another thing than was asked for: a model that failed, a strength
     * that a model cannot reach.
     */
    void follow(LiveStatus status) {
        boolean other = false;
        synchronized (this) {
            boolean settled = clock.getAsLong() - askedNanos > SETTLING_NANOS;
            if (settled && status.coming().isEmpty() && cues == null && corners.size() == 1) {
                Optional<Integer> painting = place(status.style());
                if (painting.isPresent() && !painting.get().equals(corners.get(0))) {
                    corners = List.of(painting.get());
                    other = true;
                }
            }
            if (settled
                    && (bypass != status.bypass()
                            || strength != status.strength().value())) {
                bypass = status.bypass();
                strength = status.strength().value();
                other = true;
            }
        }
        if (other) {
            changed();
        }
    }

    private Optional<Integer> place(StyleMix style) {
        for (int i = 0; i < strip.size(); i++) {
            if (strip.get(i).style().equals(style)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    // ---- knobs

    /** @param wanted cut to 0 to 1.5 */
    void strength(double wanted) {
        if (!Double.isFinite(wanted)) {
            return;
        }
        synchronized (this) {
            strength = Math.max(0, Math.min(MOST_STRENGTH, wanted));
            askedNanos = clock.getAsLong();
            controls.strength(new Strength(strength));
        }
        changed();
    }

    void strengthStep(int steps) {
        double now;
        synchronized (this) {
            now = strength;
        }
        strength((Math.round(now * STRENGTH_STEPS) + steps) / STRENGTH_STEPS);
    }

    void toggleBypass() {
        synchronized (this) {
            bypass = !bypass;
            askedNanos = clock.getAsLong();
            controls.bypass(bypass);
        }
        changed();
    }

    void toggleMirror() {
        synchronized (this) {
            mirror = !mirror;
            controls.mirror(mirror);
        }
        changed();
    }

    // ---- files

    void toggleRecording() {
        synchronized (this) {
            if (controls.status().recording().isPresent()) {
                controls.stopRecording();
            } else {
                controls.record(file(".mkv"));
            }
        }
        changed();
    }

    void snapshot() {
        controls.snapshot(file(".png"));
        changed();
    }

    private Path file(String ending) {
        return folder.resolve("brushstream-" + MOMENT.format(LocalDateTime.now(ZoneId.systemDefault())) + ending);
    }

    // ---- beats

    /** One tap of the tempo. */
    void tap() {
        tap(clock.getAsLong());
    }

    void tap(long nanos) {
        synchronized (this) {
            tapped = true;
            tappedNanos = nanos;
            Optional<Tempo> found = taps.tap(nanos);
            found.ifPresent(this::tempo);
            say(found.map(each ->
                            String.format(Locale.ROOT, "%.0f beats a minute; tap on to be exact", each.perMinute()))
                    .orElse("Tap T on every beat"));
        }
        changed();
    }

    /**
     * One beat that a microphone heard. A hand that tapped lately knows better.
     *
     * @param nanos when, of {@link System#nanoTime()}
     */
    public void beat(long nanos) {
        synchronized (this) {
            if (tapped && nanos - tappedNanos < BY_HAND_NANOS) {
                return;
            }
            heard.tap(nanos).ifPresent(this::tempo);
        }
        changed();
    }

    private synchronized void tempo(Tempo found) {
        tempo = found;
        if (cues != null) {
            cues.tempo(found);
        }
        notifyAll();
    }

    /** How long each of the styles that take turns stays. */
    CueList.Step every() {
        return every;
    }

    /** Lets the styles of the cue list take turns from the first on, or keeps the one that is shown. */
    void toggleCues() {
        synchronized (this) {
            if (cues != null) {
                cues = null;
            } else if (cueStyles.size() < 2) {
                say("There is only one style");
            } else {
                cues = new CueClock(new CueList(cueStyles, every), tempo, clock.getAsLong());
                show(cues.current());
                say("Styles change every " + every);
            }
            notifyAll();
        }
        changed();
    }

    private synchronized void show(StyleMix style) {
        set(List.of(place(style).orElseThrow()), List.of(1.0)); // all cues have a place
    }

    private void runCues() {
        try {
            while (awaitCue()) {
                changed();
            }
        } catch (InterruptedException e) {
            // nobody does that
        }
    }

    /** Waits until the next cue is due and shows it; false once the desk is closed. */
    private synchronized boolean awaitCue() throws InterruptedException {
        while (!closed) {
            if (cues == null) {
                wait();
                continue;
            }
            long now = clock.getAsLong();
            long left = cues.dueNanos() - now;
            if (left <= 0) {
                show(cues.advance(now));
                return true;
            }
            wait(left / 1_000_000, (int) (left % 1_000_000));
        }
        return false;
    }

    /** Ends the cue list and the small pictures. The session goes on. */
    @Override
    public synchronized void close() {
        pictures.close();
        closed = true;
        notifyAll();
    }
}
