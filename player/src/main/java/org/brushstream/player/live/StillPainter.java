package org.brushstream.player.live;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.infer.Device;
import org.brushstream.runtime.infer.OrtStylizer;
import org.brushstream.runtime.infer.StylizerOptions;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.runtime.model.ModelStore;
import org.brushstream.runtime.model.StyleChoice;
import org.brushstream.runtime.model.StyleMix;
import org.brushstream.runtime.model.StyleMix.Share;

/** Paints one still in many styles. */
@FunctionalInterface
interface StillPainter {
    /** One still, style after style; on one thread. */
    interface Round extends AutoCloseable {
        /**
         * The still in one style.
         *
         * @throws ModelException if the style cannot be used
         */
        Frame paint(StyleMix style);

        @Override
        void close();
    }

    Round begin(Frame still);

    /** With the models of a store, on one thread of the processor: the live picture needs the others. */
    static StillPainter of(ModelStore store) {
        return still -> new Round() {
            private final Map<String, OrtStylizer> opened = new HashMap<>(); // by the name of the model

            @Override
            public Frame paint(StyleMix style) {
                if (style.isSingle()) {
                    return alone(style);
                }
                double[] sum = new double[still.size().rgbBytes()];
                for (Share share : style.shares()) {
                    ByteBuffer part = alone(StyleMix.of(share.style())).rgb();
                    for (int i = 0; i < sum.length; i++) {
                        sum[i] += share.weight() * (part.get(i) & 0xff);
                    }
                }
                byte[] rgb = new byte[sum.length];
                for (int i = 0; i < rgb.length; i++) {
                    rgb[i] = (byte) Math.round(sum[i]);
                }
                return new Frame(still.size(), still.timestampMicros(), ByteBuffer.wrap(rgb));
            }

            private Frame alone(StyleMix style) {
                StyleChoice choice = store.choose(style);
                OrtStylizer stylizer = opened.get(choice.model().name());
                if (stylizer == null) {
                    close(); // models of one style follow each other: one is enough in memory
                    stylizer = OrtStylizer.open(choice.model(), Device.CPU, new StylizerOptions(null, 0, 1));
                    opened.put(choice.model().name(), stylizer);
                }
                Optional<StyleMix> mix = choice.mix();
                mix.ifPresent(stylizer::mix);
                return stylizer.apply(still);
            }

            @Override
            public void close() {
                opened.values().forEach(OrtStylizer::close);
                opened.clear();
            }
        };
    }
}
