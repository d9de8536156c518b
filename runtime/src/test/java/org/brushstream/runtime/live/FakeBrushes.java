package org.brushstream.runtime.live;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.infer.Device;
import org.brushstream.runtime.infer.Strength;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.runtime.model.StyleMix;
import org.brushstream.runtime.model.StyleWeights;

/**
 * Styles whose names are numbers, each painted by a net of its own that fills the frame with that number; {@code NET/A} and
 * {@code NET/B} are styles of one net, which fills it with 100 and 200 by their weights.
 */
class FakeBrushes implements Brushes {
    final List<String> opened = Collections.synchronizedList(new ArrayList<>());
    final List<String> closed = Collections.synchronizedList(new ArrayList<>());
    final List<String> painted = Collections.synchronizedList(new ArrayList<>());
    final Set<String> broken = ConcurrentHashMap.newKeySet();
    volatile Optional<StyleMix> faster = Optional.empty();

    /** What painting takes; in tests that simulate time, it moves the clock. */
    volatile UnaryOperator<Frame> work = UnaryOperator.identity();

    static Frame filled(Frame like, int value) {
        byte[] rgb = new byte[like.size().rgbBytes()];
        Arrays.fill(rgb, (byte) value);
        return new Frame(like.size(), like.timestampMicros(), ByteBuffer.wrap(rgb));
    }

    /** The number in the first byte. */
    static int value(Frame frame) {
        return frame.rgb().get(0) & 0xFF;
    }

    @Override
    public List<Part> plan(StyleMix mix, Device device) {
        String first = mix.styles().get(0);
        if (first.contains("/")) {
            String net = first.substring(0, first.indexOf('/'));
            double a = mix.shares().stream()
                    .filter(share -> share.style().endsWith("/A"))
                    .mapToDouble(StyleMix.Share::weight)
                    .sum();
            return List.of(new Part(net, Optional.of(StyleWeights.of(a, 1 - a)), 1));
        }
        return mix.shares().stream()
                .map(share -> new Part(share.style(), Optional.empty(), share.weight()))
                .toList();
    }

    @Override
    public Brush open(String net, Device device) {
        opened.add(net);
        if (broken.contains(net)) {
            throw new ModelException("model '" + net + "' is broken");
        }
        return new Brush() {
            private volatile boolean gone;

            @Override
            public Frame paint(Frame frame, Optional<StyleWeights> weights, Strength strength) {
                if (gone) {
                    throw new IllegalStateException("painted with " + net + ", which is closed");
                }
                painted.add(net);
                Frame worked = work.apply(frame);
                double value = weights.map(two ->
                                100 * two.values().get(0) + 200 * two.values().get(1))
                        .orElseGet(() -> Double.parseDouble(net));
                return filled(worked, (int) Math.round(value * strength.value()));
            }

            @Override
            public Device device() {
                return device;
            }

            @Override
            public String notice() {
                return "fake " + device;
            }

            @Override
            public void close() {
                gone = true;
                closed.add(net);
            }
        };
    }

    @Override
    public Optional<StyleMix> faster(StyleMix mix) {
        return faster;
    }

    @Override
    public List<LiveStyle> styles() {
        return List.of(new LiveStyle("100", "a hundred", Optional.empty()));
    }
}
