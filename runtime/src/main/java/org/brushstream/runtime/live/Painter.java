package org.brushstream.runtime.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.infer.Device;
import org.brushstream.runtime.infer.Strength;
import org.brushstream.runtime.model.StyleMix;
import org.jspecify.annotations.Nullable;

/**
 * Paints frame after frame with the newest look of a {@link Palette}, and fades from look to look. One thread paints; what is
 * asked from others says so.
 *
 * <p>During a fade the nets of both looks paint, if they fit into the time between two frames; else the new look is faded in
 * over the last picture of the old one, which stands.
 */
final class Painter {
    /** Shares of the same styles follow a hand: long enough not to jump, short enough not to lag behind. */
    private static final Duration GLIDE = Duration.ofMillis(100);

    private static final double INVISIBLE = 0.5 / 255; // a net's share of the picture that cannot change a pixel

    /**
     * What is to be seen of one frame.
     *
     * @param stands it is not this frame, but the last that could be painted
     */
    record Picture(Frame frame, boolean stands) {}

    /** @param standing the old look's last picture; null: the old look paints on */
    private record Fade(Look from, @Nullable Frame standing, Look to, long start, long length) {
        double way(long now) {
            return Math.min(1, Math.max(0, (double) (now - start) / length));
        }
    }

    /** A net failed, and which one. */
    private static final class NetFailure extends RuntimeException {
        private final transient OpenNet net;

        NetFailure(OpenNet net, Throwable cause) {
            super(cause.getMessage(), cause);
            this.net = net;
        }
    }

    private final Palette palette;
    private final LongSupplier clock;
    private final DoubleSupplier frameNanos;
    private final Consumer<String> say;
    private @Nullable Look look; // null: nothing can paint
    private @Nullable Fade fade; // towards the look
    private @Nullable Frame last;
    private volatile StyleMix shown;
    private volatile @Nullable StyleMix fadedIn;
    private volatile String device = "";

    /**
     * @param frameNanos time between two frames of the camera
     * @param say hears sentences for people
     */
    Painter(Palette palette, LongSupplier clock, DoubleSupplier frameNanos, Consumer<String> say) {
        this.palette = palette;
        this.clock = clock;
        this.frameNanos = frameNanos;
        this.say = say;
        this.shown = palette.wanted();
        keepUp();
    }

    /** To be called in place of painting while nothing painted is shown: a style that comes now is there when it is wanted. */
    void keepUp() {
        Look next = palette.adopt();
        if (next != null) {
            turnTo(next, Duration.ZERO, clock.getAsLong());
        } else if (fade != null) { // nobody sees its rest
            end();
        }
    }

    /** Never throws for what a net does: then the last picture stands until another can paint, or the source is shown. */
    Picture paint(Frame source, Strength strength, Duration fadeLength) {
        long now = clock.getAsLong();
        Look next = palette.adopt();
        if (next != null) {
            turnTo(next, fadeLength, now);
        }
        try {
            Frame painted = painted(source, strength, now);
            if (painted != null) {
                last = painted;
                return new Picture(painted, false);
            }
        } catch (NetFailure failure) {
            giveUp(failure);
        }
        Frame standing = last;
        boolean more = palette.opening().isPresent();
        return more && standing != null && standing.size().equals(source.size())
                ? new Picture(standing, true)
                : new Picture(source, false);
    }

    private void turnTo(Look next, Duration fadeLength, long now) {
        Look before = look;
        look = next;
        device = notice(next);
        boolean sameStyles = before != null
                && Set.copyOf(before.mix().styles())
                        .equals(Set.copyOf(next.mix().styles()));
        long length = (sameStyles && fadeLength.compareTo(GLIDE) > 0 ? GLIDE : fadeLength).toNanos();
        Fade running = fade;
        if (before == null || length == 0) {
            end();
            return;
        }
        Look from = running == null ? before : running.from().towards(running.to(), running.way(now));
        boolean stands = (running != null && running.standing() != null) || !bothFit(from, next);
        Frame standing = stands ? last : null;
        fade = new Fade(from, standing, next, now, length);
        fadedIn = next.mix();
        palette.uses(nets(standing == null ? from : next, next));
    }

    private boolean bothFit(Look from, Look to) {
        Set<OpenNet> all = nets(from, to);
        return all.equals(to.nets())
                || all.stream().mapToDouble(OpenNet::meanNanos).sum() <= frameNanos.getAsDouble();
    }

    private static Set<OpenNet> nets(Look one, Look other) {
        Set<OpenNet> nets = new HashSet<>(one.nets());
        nets.addAll(other.nets());
        return nets;
    }

    private static String notice(Look look) {
        return look.strokes().isEmpty()
                ? ""
                : look.strokes().get(0).net().brush().notice();
    }

    /** The fade is over: the look is seen in full. */
    private void end() {
        Look seen = look;
        fade = null;
        fadedIn = null;
        if (seen != null) {
            shown = seen.mix();
        }
        palette.uses(seen == null ? Set.of() : seen.nets());
    }

    private @Nullable Frame painted(Frame source, Strength strength, long now) {
        Look current = look;
        Fade running = fade;
        if (current == null) {
            return null;
        }
        if (running == null || running.way(now) == 1) {
            if (running != null) {
                end();
            }
            return strokes(current, source, strength);
        }
        double way = running.way(now);
        Frame standing = running.standing();
        if (standing == null) {
            return strokes(running.from().towards(running.to(), way), source, strength);
        }
        Frame painted = strokes(current, source, strength);
        return standing.size().equals(painted.size())
                ? Pixels.blend(List.of(painted, standing), new double[] {way, 1 - way})
                : painted;
    }

    private Frame strokes(Look look, Frame source, Strength strength) {
        List<Frame> pictures = new ArrayList<>();
        List<Double> shares = new ArrayList<>();
        for (Look.Stroke stroke : look.strokes()) {
            if (stroke.share() >= INVISIBLE) {
                pictures.add(stroke(stroke, source, strength));
                shares.add(stroke.share());
            }
        }
        return pictures.size() == 1
                ? pictures.get(0)
                : Pixels.blend(
                        pictures,
                        shares.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private Frame stroke(Look.Stroke stroke, Frame source, Strength strength) {
        long start = clock.getAsLong();
        try {
            Frame painted = stroke.net().brush().paint(source, stroke.weights(), strength);
            stroke.net().took(clock.getAsLong() - start);
            return painted;
        } catch (RuntimeException | Error e) {
            throw new NetFailure(stroke.net(), e);
        }
    }

    private void giveUp(NetFailure failure) {
        look = null;
        end();
        if (failure.net.brush().device() == Device.CUDA) {
            say.accept("the graphics card was lost, the processor goes on: " + failure.getMessage());
            palette.lostCard();
        } else {
            say.accept(failure.getMessage() + "; the source is shown until another style is chosen");
        }
    }

    /** What is painted with, from any thread; while one style is faded in, the other. */
    StyleMix shown() {
        return shown;
    }

    /** The style that is faded in, from any thread. */
    Optional<StyleMix> fadedIn() {
        return Optional.ofNullable(fadedIn);
    }

    /** Where the nets run, one line for people, from any thread. */
    String device() {
        return device;
    }
}
