package org.brushstream.samples.looks.hands;

import java.awt.image.BufferedImage;
import org.brushstream.samples.looks.solid.View;

/** Paints a view in one manner. The same view gives the same pixels; may be used by several threads. */
public interface Hand {
    /** A picture of half the width and height of the view. */
    BufferedImage paint(View view);
}
