package org.brushstream.runtime.live;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.infer.Device;
import org.brushstream.runtime.infer.Strength;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.runtime.model.StyleMix;
import org.jspecify.annotations.Nullable;

/**
 * The open nets. Opens and warms those of the next style on a thread of its own while others paint, and keeps a few that
 * painted before, so that going back to them takes no time. Of one thing the painter and this must agree: which nets are in
 * use; only others are closed, and only here.
 */
final class Palette implements AutoCloseable {
    private static final int SPARE = 4; // nets kept open though nobody uses them
    private static final long SLOW_NANOS = 100_000_000; // for a first frame
    private static final long PATIENCE_SECONDS = 10;

    private final Brushes brushes;
    private final Supplier<Frame> sample;
    private final LongSupplier clock;
    private final Consumer<String> say;
    private final ExecutorService loader = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
                Thread thread = new Thread(task, "brushstream-live-styles");
                thread.setDaemon(true);
                return thread;
            },
            new ThreadPoolExecutor.DiscardPolicy()); // a wish that comes after the end

    private final Map<String, OpenNet> open = new LinkedHashMap<>(); // by name, the one used last at the end
    private final List<OpenNet> retired = new ArrayList<>(); // no longer to be found, but perhaps still in use
    private Set<OpenNet> inUse = Set.of();
    private Device device;
    private StyleMix wanted;
    private @Nullable Look latest;
    private @Nullable Look ready;
    private boolean opening;

    /**
     * @param device where nets are opened, until {@link #lostCard()}
     * @param sample gives a frame to warm nets with
     * @param say hears sentences for people
     */
    Palette(
            Brushes brushes,
            Device device,
            StyleMix first,
            Supplier<Frame> sample,
            LongSupplier clock,
            Consumer<String> say) {
        this.brushes = brushes;
        this.device = device;
        this.wanted = first;
        this.sample = sample;
        this.clock = clock;
        this.say = say;
    }

    /**
     * Opens the first style on the calling thread.
     *
     * @throws ModelException if it cannot be used
     */
    void openFirst() {
        publish(look(wanted()));
    }

    /** Opens a style in the background, for {@link #adopt()}; of several wishes the last counts. */
    void want(StyleMix mix) {
        synchronized (this) {
            wanted = mix;
            opening = true;
        }
        loader.execute(() -> openIfStillWanted(mix));
    }

    private void openIfStillWanted(StyleMix mix) {
        synchronized (this) {
            if (!mix.equals(wanted)) {
                return;
            }
        }
        try {
            publish(look(mix));
        } catch (RuntimeException | Error e) {
            synchronized (this) {
                if (mix.equals(wanted)) {
                    opening = false;
                    wanted = latest == null ? mix : latest.mix();
                }
            }
            say.accept(e.getMessage() + "; the style stays as it was");
        }
        closeSpare();
    }

    private Look look(StyleMix mix) {
        List<Look.Stroke> strokes = new ArrayList<>();
        for (Brushes.Part part : brushes.plan(mix, device())) {
            strokes.add(new Look.Stroke(net(part), part.weights(), part.share()));
        }
        return new Look(mix, strokes);
    }

    private OpenNet net(Brushes.Part part) {
        synchronized (this) {
            OpenNet there = open.remove(part.net());
            if (there != null) {
                open.put(part.net(), there); // at the end
                return there;
            }
        }
        OpenNet net = warmed(part);
        synchronized (this) {
            open.put(part.net(), net);
        }
        return net;
    }

    /**
     * The first frame makes memory and chooses algorithms, the second tells how long one takes. A net that is slow is not
     * asked again: warming takes the processor from the net that paints.
     */
    private OpenNet warmed(Brushes.Part part) {
        Brush brush = brushes.open(part.net(), device());
        try {
            Frame frame = sample.get();
            long first = nanosOf(brush, frame, part);
            return new OpenNet(part.net(), brush, first > SLOW_NANOS ? first : nanosOf(brush, frame, part));
        } catch (RuntimeException | Error e) {
            brush.close();
            throw e;
        }
    }

    private long nanosOf(Brush brush, Frame frame, Brushes.Part part) {
        long start = clock.getAsLong();
        brush.paint(frame, part.weights(), Strength.FULL);
        return clock.getAsLong() - start;
    }

    private synchronized void publish(Look look) {
        latest = look;
        ready = look;
        opening = !wanted.equals(look.mix());
    }

    /** A look that has become ready since the last call, whose nets are in use from now on; or null. */
    synchronized @Nullable Look adopt() {
        Look adopted = ready;
        if (adopted != null) {
            ready = null;
            Set<OpenNet> more = new HashSet<>(inUse);
            more.addAll(adopted.nets());
            inUse = more;
        }
        return adopted;
    }

    /** From the painter: no nets are in use but these. */
    synchronized void uses(Set<OpenNet> nets) {
        inUse = Set.copyOf(nets);
    }

    /** From the painter: the card is gone. All nets are opened again, on the processor. */
    void lostCard() {
        StyleMix again;
        synchronized (this) {
            device = Device.CPU;
            retired.addAll(open.values());
            open.clear();
            ready = null;
            again = wanted;
        }
        want(again);
    }

    private void closeSpare() {
        List<OpenNet> spare = new ArrayList<>();
        synchronized (this) {
            Set<OpenNet> needed = new HashSet<>(inUse);
            if (latest != null) {
                needed.addAll(latest.nets());
            }
            retired.removeIf(net -> !needed.contains(net) && spare.add(net));
            int unneeded = (int)
                    open.values().stream().filter(net -> !needed.contains(net)).count();
            Iterator<OpenNet> oldestFirst = open.values().iterator();
            while (unneeded > SPARE && oldestFirst.hasNext()) {
                OpenNet net = oldestFirst.next();
                if (!needed.contains(net)) {
                    oldestFirst.remove();
                    spare.add(net);
                    unneeded--;
                }
            }
        }
        spare.forEach(net -> net.brush().close());
    }

    /** What was asked for last and can be had. */
    synchronized StyleMix wanted() {
        return wanted;
    }

    /** A style that is being opened. */
    synchronized Optional<StyleMix> opening() {
        return opening ? Optional.of(wanted) : Optional.empty();
    }

    private synchronized Device device() {
        return device;
    }

    /** Closes all nets; the painter must have ended. */
    @Override
    public void close() {
        loader.shutdownNow();
        boolean interrupted = Wait.toTheEnd(() -> loader.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS));
        // If a net is being opened for longer than that, it is better to leave it than to wait for ever.
        if (loader.isTerminated()) {
            synchronized (this) {
                open.values().forEach(net -> net.brush().close());
                retired.forEach(net -> net.brush().close());
                open.clear();
                retired.clear();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
