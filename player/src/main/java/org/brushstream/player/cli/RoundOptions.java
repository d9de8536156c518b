package org.brushstream.player.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.brushstream.runtime.bench.RoundLength;
import org.brushstream.runtime.media.MediaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the benchmark and the processes that it starts are told alike. */
final class RoundOptions {
    static final RoundLength USUAL = RoundLength.ofSeconds(2);

    @Option(
            names = "--input",
            paramLabel = "CLIP",
            description = "A film to paint, scaled to each size (default: one that is generated at each size).")
    @Nullable
    Path film;

    @Option(
            names = "--frames",
            paramLabel = "N",
            description = "Each measurement takes at least N frames (default: 3).")
    private @Nullable Integer frames;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            description = "Each measurement takes at least S seconds (default: 2, unless --frames is given).")
    private @Nullable Double seconds;

    @Option(
            names = "--threads",
            defaultValue = "0",
            paramLabel = "N",
            description = "Threads of the nets; 0 is one for each processor (default: ${DEFAULT-VALUE}).")
    private int threads;

    int threads() {
        return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    }

    /** @throws IllegalArgumentException with a sentence for people, if there cannot be such rounds */
    RoundLength length(RoundLength usual) {
        if (frames != null && seconds != null) {
            return new RoundLength(frames, seconds);
        }
        if (frames != null) {
            return RoundLength.ofFrames(frames);
        }
        return seconds != null ? RoundLength.ofSeconds(seconds) : usual;
    }

    /** @throws MediaException if the film is named and not there */
    void requireFilm() {
        if (film != null && !Files.isRegularFile(film)) {
            throw new MediaException("there is no film '" + film + "'; check the path");
        }
    }
}
