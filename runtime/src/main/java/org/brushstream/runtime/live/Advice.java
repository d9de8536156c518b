package org.brushstream.runtime.live;

import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.model.StyleMix;

/** What helps a machine that cannot hold the camera's rate. */
public sealed interface Advice {
    /** The same style by a smaller net. */
    record FasterStyle(StyleMix style) implements Advice {
        @Override
        public String sentence() {
            return "take the faster style " + style;
        }
    }

    /** A smaller picture. */
    record SmallerSize(FrameSize size) implements Advice {
        @Override
        public String sentence() {
            return "take the smaller size " + size;
        }
    }

    /** For people, to be continued or ended: {@code take the smaller size 480x272}. */
    String sentence();
}
