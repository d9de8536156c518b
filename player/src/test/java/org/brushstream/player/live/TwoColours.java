package org.brushstream.player.live;

import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.runtime.model.StyleMix;

/** Paints stills all red, or blue for the style {@code b}; cannot paint {@code broken}. */
final class TwoColours {
    static final int RED = 0xc02010;
    static final int BLUE = 0x1020c0;

    private TwoColours() {}

    static StillPainter painter() {
        return still -> new StillPainter.Round() {
            @Override
            public Frame paint(StyleMix style) {
                if (style.equals(StyleMix.of("broken"))) {
                    throw new ModelException("this model is broken");
                }
                return FakeControls.plain(style.equals(StyleMix.of("b")) ? BLUE : RED);
            }

            @Override
            public void close() {}
        };
    }
}
