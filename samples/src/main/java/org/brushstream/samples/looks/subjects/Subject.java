package org.brushstream.samples.looks.subjects;

import org.brushstream.samples.looks.solid.Solids;
import org.brushstream.samples.looks.solid.Stage;

/** What a shot shows. Every subject can be shown in five takes: other places, hours, movements and people. */
public enum Subject {
    /** A town from above and from its roofs. */
    TOWERS,
    /** A river with a suspension bridge and boats. */
    BRIDGE,
    /** Houses, cars and people on foot. */
    STREET,
    /** Two people by the water. */
    COUPLE,
    /** A face. */
    PORTRAIT,
    /** Trees, lawns and hills. */
    PARK,
    /** Waves, sails and a lighthouse. */
    SEA,
    /** A table by a window. */
    ROOM;

    /** How many takes there are of each. */
    public static final int TAKES = 5;

    private Scene scene() {
        return switch (this) {
            case TOWERS -> new Towers();
            case BRIDGE -> new Bridge();
            case STREET -> new Street();
            case COUPLE -> new Couple();
            case PORTRAIT -> new Portrait();
            case PARK -> new Park();
            case SEA -> new Sea();
            case ROOM -> new Room();
        };
    }

    /** What does not move in that take; to be given to {@link #at}, which leaves it as it is. */
    public Solids still(int take) {
        Solids solids = new Solids();
        scene().build(solids, take);
        return solids;
    }

    /** The moment {@code seconds} after the shot began, of {@code length} seconds. */
    public Stage at(Solids still, int take, double seconds, double length) {
        Solids solids = still.copy();
        scene().move(solids, take, seconds);
        Take camera = scene().takes().get(take);
        double part = seconds / length;
        return new Stage(
                solids,
                camera.light(),
                camera.eye().towards(camera.eyeEnd(), part),
                camera.target().towards(camera.targetEnd(), part),
                camera.field(),
                camera.reach(),
                seconds + 20 * take);
    }
}
