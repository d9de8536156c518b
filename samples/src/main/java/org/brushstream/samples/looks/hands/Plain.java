package org.brushstream.samples.looks.hands;

import java.awt.image.BufferedImage;
import org.brushstream.samples.looks.solid.View;

/** The view as a camera sees it. */
public final class Plain implements Hand {
    @Override
    public BufferedImage paint(View view) {
        Canvas canvas = new Canvas(view.width, view.height, 0);
        System.arraycopy(view.red, 0, canvas.red, 0, canvas.red.length);
        System.arraycopy(view.green, 0, canvas.green, 0, canvas.green.length);
        System.arraycopy(view.blue, 0, canvas.blue, 0, canvas.blue.length);
        return canvas.half();
    }
}
