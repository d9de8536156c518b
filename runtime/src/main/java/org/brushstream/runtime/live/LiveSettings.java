package org.brushstream.runtime.live;

import java.time.Duration;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.infer.Device;
import org.brushstream.runtime.infer.Precision;
import org.brushstream.runtime.infer.Strength;
import org.brushstream.runtime.model.StyleMix;

/**
 * How a session begins.
 *
 * @param size that frames are painted at
 * @param style to begin with
 * @param strength how much of it is seen
 * @param device where the nets run
 * @param precision what they calculate in, where there are two files of a net
 * @param threads of one inference on the processor; 0: one for each processor
 * @param fade how long a change of styles takes; not negative
 * @param mirror whether left and right change places
 * @param adapt whether {@link LiveStatus#advice()} is taken without asking
 */
public record LiveSettings(
        FrameSize size,
        StyleMix style,
        Strength strength,
        Device device,
        Precision precision,
        int threads,
        Duration fade,
        boolean mirror,
        boolean adapt) {
    private static final FrameSize USUAL_SIZE = new FrameSize(640, 360);
    private static final Duration USUAL_FADE = Duration.ofMillis(400);

    public LiveSettings {
        if (threads < 0) {
            throw new IllegalArgumentException("there are 0 threads or more, not " + threads);
        }
        if (fade.isNegative()) {
            throw new IllegalArgumentException("a fade cannot take " + fade);
        }
    }

    /** 640x360 on the processor, the style as it was learned, fades of 0.4 s, not mirrored, nothing without asking. */
    public static LiveSettings of(StyleMix style) {
        return new LiveSettings(
                USUAL_SIZE, style, Strength.FULL, Device.CPU, Precision.AUTO, 0, USUAL_FADE, false, false);
    }

    /** The same at another size. */
    public LiveSettings withSize(FrameSize other) {
        return new LiveSettings(other, style, strength, device, precision, threads, fade, mirror, adapt);
    }
}
