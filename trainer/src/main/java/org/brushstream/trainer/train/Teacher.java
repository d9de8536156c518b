package org.brushstream.trainer.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.trainer.net.CompiledNet;
import org.brushstream.trainer.net.Weights;
import org.brushstream.trainer.script.Precision;
import org.brushstream.trainer.script.Scalar;

/**
 * A net that has learned already, whose paintings a smaller or faster one imitates pixel by pixel. It never changes. Not
 * thread-safe.
 */
final class Teacher implements AutoCloseable {
    private final CompiledNet net;
    private final Weights weights;
    private final List<String> styles;
    private final int[] places;
    private final double weight;

    private Teacher(CompiledNet net, Weights weights, List<String> styles, int[] places, double weight) {
        this.net = net;
        this.weights = weights;
        this.styles = styles;
        this.places = places;
        this.weight = weight;
    }

    /**
     * Opens the net of a run.
     *
     * @param taught the styles of the one that imitates it, all of which it must know; it may know others
     * @param weight of the imitation in the loss, 0 or more
     * @param manager owns the weights
     * @throws ModelException if the run cannot be read or does not know a style
     */
    static Teacher open(
            TrainingFolder folder, List<String> taught, double weight, Precision precision, NDManager manager) {
        Recipe recipe = folder.readRecipe();
        int[] places = new int[taught.size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = recipe.styles().indexOf(taught.get(i));
            if (places[i] < 0) {
                throw new ModelException("the teacher in %s knows %s, but not %s; name the styles as it does"
                        .formatted(folder.path(), String.join(", ", recipe.styles()), taught.get(i)));
            }
        }
        Weights weights = folder.readCheckpoint(manager).weights(recipe.net());
        return new Teacher(new CompiledNet(recipe.net(), precision), weights, recipe.styles(), places, weight);
    }

    /**
     * Paints as it has learned.
     *
     * @param photos RGB, 0..255, float32 {N, 3, H, W}
     * @param chosen N places in the list of the styles taught
     * @return {N, 3, H, W}, attached to the manager of {@code photos}
     */
    NDArray paint(NDArray photos, int[] chosen) {
        int[] known = Arrays.stream(chosen).map(style -> places[style]).toArray();
        NDArray styleWeights = Batch.oneHot(known, styles.size(), photos.getManager());
        return net.paint(photos, styleWeights, weights);
    }

    /** How far paintings are from its own: the mean absolute difference, divided by 255. */
    static NDArray difference(NDArray painted, NDArray taught) {
        return Scalar.times(painted.sub(taught).abs().mean(), 1.0 / 255);
    }

    /** Of the imitation in the loss. */
    double weight() {
        return weight;
    }

    @Override
    public void close() {
        net.close();
    }
}
