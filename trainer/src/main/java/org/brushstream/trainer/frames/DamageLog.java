package org.brushstream.trainer.frames;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSource;
import org.brushstream.runtime.media.DamagedMediaException;
import org.jspecify.annotations.Nullable;

/** Reads damaged films as far as they go, and remembers what was wrong: what was taken from them is not thrown away. */
final class DamageLog {
    private final Map<Path, String> found = new LinkedHashMap<>();

    /** The next frame; null at the end, and where the end of a damaged film would be. */
    @Nullable
    Frame read(FrameSource source, Path film) {
        try {
            return source.read();
        } catch (DamagedMediaException e) {
            found.putIfAbsent(film, String.valueOf(e.getMessage()));
            return null;
        }
    }

    /** A sentence for every damaged film. */
    List<String> sentences() {
        return List.copyOf(found.values());
    }
}
