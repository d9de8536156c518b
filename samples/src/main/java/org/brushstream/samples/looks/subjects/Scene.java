package org.brushstream.samples.looks.subjects;

import java.util.List;
import org.brushstream.samples.looks.solid.Solids;

/** A place with what stands and what moves in it. Every take has its own arrangement. */
interface Scene {
    /** Five, one for each chapter. */
    List<Take> takes();

    /** What stays where it is. */
    void build(Solids solids, int take);

    /** What moves, {@code seconds} after the shot began. */
    void move(Solids solids, int take, double seconds);
}
