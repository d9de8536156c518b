package org.brushstream.samples.looks.solid;

/**
 * One moment of a scene, ready to be photographed.
 *
 * @param solids all that is there
 * @param eye where the camera stands
 * @param target what it looks at
 * @param field of view from the left edge to the right, degrees
 * @param reach metres around the target within which things throw shadows
 * @param seconds what the clouds and the waves follow
 */
public record Stage(Solids solids, Light light, Vec eye, Vec target, double field, double reach, double seconds) {
    /** The same moment gives the same numbers. */
    public View photograph(int width, int height) {
        Camera camera = Camera.aimed(eye, target, field, width, height);
        return Photograph.take(solids, light, camera, target, reach, seconds);
    }
}
