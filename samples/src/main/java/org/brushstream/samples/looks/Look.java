package org.brushstream.samples.looks;

import org.brushstream.samples.looks.hands.BlockPrint;
import org.brushstream.samples.looks.hands.Blueprint;
import org.brushstream.samples.looks.hands.Comic;
import org.brushstream.samples.looks.hands.Hand;
import org.brushstream.samples.looks.hands.Ink;
import org.brushstream.samples.looks.hands.Plain;
import org.brushstream.samples.looks.hands.Watercolour;

/** The looks of the film; and none. */
enum Look {
    COMIC("comic"),
    WATERCOLOUR("watercolour"),
    BLOCK_PRINT("block-print"),
    BLUEPRINT("blueprint"),
    INK("ink"),
    /** The same shots without any look: what a net is to paint. */
    PLAIN("plain");

    private final String title;

    Look(String title) {
        this.title = title;
    }

    /** What its chapter is called. */
    String title() {
        return title;
    }

    /** Paints views of that size; knows its paper, so make one for many pictures. */
    Hand hand(int width, int height) {
        return switch (this) {
            case COMIC -> new Comic();
            case WATERCOLOUR -> new Watercolour(width, height);
            case BLOCK_PRINT -> new BlockPrint(width, height);
            case BLUEPRINT -> new Blueprint(width, height);
            case INK -> new Ink(width, height);
            case PLAIN -> new Plain();
        };
    }
}
