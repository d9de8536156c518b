package org.brushstream.trainer.frames;

import java.nio.file.Path;

/**
 * A frame that was taken from a film.
 *
 * @param file where it lies, a picture
 * @param label what its look is called
 * @param film name of the film's file
 * @param scene number of its scene, from 1: one number for each scene of all films. Frames of one scene resemble each
 *     other, so they are learned from together or held out together
 * @param millis when it is shown, milliseconds from the start of the film
 * @param hash what it roughly looks like
 */
public record SampledFrame(Path file, String label, String film, int scene, long millis, PerceptualHash hash) {
    public SampledFrame {
        if (scene < 1 || millis < 0) {
            throw new IllegalArgumentException("no frame is of scene " + scene + " at " + millis + " ms");
        }
    }
}
