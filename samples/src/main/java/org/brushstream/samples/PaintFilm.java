package org.brushstream.samples;

import java.nio.file.Path;
import org.brushstream.runtime.frame.Pipeline;
import org.brushstream.runtime.model.ModelStore;
import org.brushstream.runtime.render.RenderJob;

/** Paints a film with a bundled style: what {@code brushstream render} does, from Java. */
public final class PaintFilm {
    private PaintFilm() {}

    /** Takes the film, the name of a style and the file to write. */
    public static void main(String[] arguments) {
        Path film = Path.of(arguments[0]);
        Path painted = Path.of(arguments[2]);
        Pipeline.Report report = new RenderJob(film, new ModelStore().require(arguments[1]), painted).run();
        System.out.printf("%d frames, %.2f per second%n", report.frames(), report.framesPerSecond());
    }
}
