package org.brushstream.samples.looks.subjects;

import org.brushstream.samples.looks.solid.Light;
import org.brushstream.samples.looks.solid.Vec;

/** A viewpoint that moves, and the light of the hour. Places in metres, the field of view in degrees. */
record Take(Light light, Vec eye, Vec eyeEnd, Vec target, Vec targetEnd, double field, double reach) {
    /** The eye moves, and looks at one place. */
    static Take of(Light light, double[] eye, double[] eyeEnd, double[] target, double field, double reach) {
        Vec at = vec(target);
        return new Take(light, vec(eye), vec(eyeEnd), at, at, field, reach);
    }

    /** The eye and what it looks at move alike. */
    static Take along(Light light, double[] eye, double[] eyeEnd, double[] target, double field, double reach) {
        Vec end =
                new Vec(target[0] + eyeEnd[0] - eye[0], target[1] + eyeEnd[1] - eye[1], target[2] + eyeEnd[2] - eye[2]);
        return new Take(light, vec(eye), vec(eyeEnd), vec(target), end, field, reach);
    }

    static double[] at(double x, double y, double z) {
        return new double[] {x, y, z};
    }

    private static Vec vec(double[] p) {
        return new Vec(p[0], p[1], p[2]);
    }
}
