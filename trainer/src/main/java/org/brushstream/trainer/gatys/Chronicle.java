package org.brushstream.trainer.gatys;

import ai.djl.ndarray.NDArray;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.trainer.loss.Losses;
import org.brushstream.trainer.plot.LossGraph;
import org.jspecify.annotations.Nullable;

/** Keeps what is wanted of the way to a painting: the losses for a graph, the pictures for a film. */
final class Chronicle implements CoarseToFine.Observer, AutoCloseable {
    private final GatysJob.Listener listener;
    private final @Nullable Path graph;
    private final @Nullable FormingFilm film;
    private final List<LossGraph.Stretch> stretches = new ArrayList<>();
    private int iterations;

    /**
     * @param listener hears of every iteration
     * @param graph a {@code .png}, or {@code null} for none
     * @param film a {@code .mp4} or {@code .mkv}, or {@code null} for none
     * @param painting its size in the end
     */
    Chronicle(GatysJob.Listener listener, @Nullable Path graph, @Nullable Path film, FrameSize painting) {
        this.listener = listener;
        this.graph = graph;
        this.film = film == null ? null : new FormingFilm(film, painting);
    }

    @Override
    public void seen(int shortSide, int iteration, Losses losses, Supplier<NDArray> picture) {
        if (iteration == 0) {
            stretches.add(new LossGraph.Stretch(shortSide, new ArrayList<>()));
        }
        stretches.get(stretches.size() - 1).losses().add(losses);
        boolean shownBefore = iteration == 0 && stretches.size() > 1; // a larger size begins with the smaller one's end
        if (film != null && !shownBefore) {
            try (NDArray shown = picture.get()) {
                film.write(shown);
            }
        }
        if (iteration > 0) {
            iterations++;
            listener.afterIteration(shortSide, iteration, losses);
        }
    }

    /** At all sizes together. */
    int iterations() {
        return iterations;
    }

    /** Writes the film and the graph. */
    void finish() {
        if (film != null) {
            film.finish();
        }
        if (graph != null) {
            LossGraph.write(stretches, graph);
        }
    }

    @Override
    public void close() {
        if (film != null) {
            film.close();
        }
    }
}
