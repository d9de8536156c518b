package org.brushstream.player.live;

import java.nio.ByteBuffer;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.infer.Device;
import org.brushstream.runtime.infer.OrtStylizer;
import org.brushstream.runtime.infer.StylizerOptions;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.runtime.model.ModelStore;
import org.brushstream.runtime.model.StyleChoice;
import org.brushstream.runtime.model.StyleMix;
import org.brushstream.runtime.model.StyleMix.Share;
import org.jspecify.annotations.Nullable;

/** Paints one still in many styles. */
@FunctionalInterface
interface StillPainter {
    /** One still, style after style; on one thread. */
    interface Round extends AutoCloseable {
        /**
         * The still in one style, or in a mix.
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
            private String name = ""; // of the model that is open: styles of one follow each other
            private @Nullable OrtStylizer stylizer;

            @Override
            public Frame paint(StyleMix style) {
                StyleChoice choice;
                try {
                    choice = store.choose(style);
                } catch (ModelException e) {
                    if (style.isSingle()) {
                        throw e;
                    }
                    return blend(style); // of several models
                }
                OrtStylizer net = open(choice);
                choice.mix().ifPresent(net::mix);
                return net.apply(still);
            }

            private OrtStylizer open(StyleChoice choice) {
                OrtStylizer opened = stylizer;
                if (opened == null || !choice.model().name().equals(name)) {
                    close();
                    opened = OrtStylizer.open(choice.model(), Device.CPU, new StylizerOptions(null, 0, 1));
                    stylizer = opened;
                    name = choice.model().name();
                }
                return opened;
            }

            /** Pixel by pixel, as the session does it. */
            private Frame blend(StyleMix style) {
                double[] sum = new double[still.size().rgbBytes()];
                for (Share share : style.shares()) {
                    ByteBuffer part = paint(StyleMix.of(share.style())).rgb();
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

            @Override
            public void close() {
                if (stylizer != null) {
                    stylizer.close();
                    stylizer = null;
                }
            }
        };
    }
}
