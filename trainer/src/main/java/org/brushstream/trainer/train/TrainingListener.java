package org.brushstream.trainer.train;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.brushstream.trainer.loss.Losses;
import org.brushstream.trainer.net.TransformerNet;
import org.brushstream.trainer.style.StyleRanking;

/**
 * Hears of a training, on the thread that trains: bars, tables, curves and reports hang here. All but the steps may be left
 * out.
 */
public interface TrainingListener {
    /**
     * What is known when the first step is about to begin.
     *
     * @param folder of checkpoints and previews; it exists
     * @param stepsBefore taken before an interruption, 0 for a new run
     * @param steps of the whole run
     * @param photos how many there are in the folder
     * @param styleWeights by the style's name, in the order of the net; 0 for {@code none}
     * @param rankings how far the pictures of styles with several of them are from their mean, by the style's name
     */
    record Beginning(
            TrainingFolder folder,
            TransformerNet net,
            int stepsBefore,
            int steps,
            int batch,
            int photos,
            Map<String, Double> styleWeights,
            Map<String, List<StyleRanking.Distance>> rankings) {}

    /** Called once. */
    default void beforeStart(Beginning beginning) {}

    /**
     * Called after a step, before {@link #afterStep}, if the cache knows the optimizer's curves of every style that is
     * learned; but not where all pictures of a step were given back by {@code none}.
     *
     * <p>A rough guide to how far the net has come, not what an evaluation would say: the pictures of a step are crops, mostly
     * smaller than the squares that the optimizer painted, and of other photographs; Gram matrices of fewer pixels scatter
     * more, and so look farther from a style. Stability and imitation, which the optimizer has not, are left out.
     *
     * @param multiple of the step's total, the mean over its pictures, to what the optimizer came to with the same style, the
     *     mean over the photographs of its curves; 1 for a painting that is as good
     * @param iterations that the optimizer took to it
     */
    default void afterComparison(double multiple, int iterations) {}

    /**
     * Called after every step.
     *
     * @param step from 1 to the last
     */
    void afterStep(int step, Losses losses);

    /**
     * Called when a preview has been written.
     *
     * @param picture the file
     */
    default void afterPreview(int step, Path picture) {}

    /** Called once, when the run is finished or stopped and all its files are written. */
    default void afterEnd(TrainingJob.Report report) {}
}
