package org.brushstream.samples.looks;

import java.awt.image.BufferedImage;
import org.brushstream.samples.looks.hands.Hand;
import org.brushstream.samples.looks.solid.Solids;
import org.brushstream.samples.looks.subjects.Subject;

/**
 * What is shown between two cuts.
 *
 * @param look how it is painted
 * @param take which of the subject's takes, from 0
 * @param start seconds from the start of the film
 * @param seconds how long it is
 */
record Shot(Look look, Subject subject, int take, double start, double seconds) {
    /** Hands see twice as many pixels each way as the film has: edges become smooth. */
    static final int OVERSAMPLING = 2;

    double end() {
        return start + seconds;
    }

    /**
     * One picture.
     *
     * @param still what {@link Subject#still} gave for this take
     * @param moment seconds from the start of the shot
     */
    BufferedImage picture(Solids still, Hand hand, double moment, int width, int height) {
        return hand.paint(
                subject.at(still, take, moment, seconds).photograph(OVERSAMPLING * width, OVERSAMPLING * height));
    }
}
