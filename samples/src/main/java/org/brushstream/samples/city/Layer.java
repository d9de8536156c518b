package org.brushstream.samples.city;

import java.awt.Graphics2D;

/** A part of the picture at one distance. Painted from far to near; coordinates are pixels of the film. */
interface Layer {
    void paint(Graphics2D g, Moment now);
}
