package org.brushstream.trainer.stability;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.trainer.loss.Objective;
import org.brushstream.trainer.loss.PerceptualLoss;
import org.brushstream.trainer.loss.StyleGrams;
import org.brushstream.trainer.loss.VggFeatures;
import org.brushstream.trainer.picture.Pictures;
import org.brushstream.trainer.script.Precision;

/** Tells how far frames are from a picture's style, by {@link PerceptualLoss}. Not thread-safe. */
final class StyleJudge implements AutoCloseable {
    private final NDManager manager = NDManager.newBaseManager();
    private final VggFeatures vgg;
    private final StyleGrams grams;
    private final PerceptualLoss perceptual;

    /**
     * @param style the style picture
     * @param weights VGG weights
     * @param objective its style layers and style size count
     */
    StyleJudge(Path style, Path weights, Objective objective, Precision precision) {
        try {
            vgg = VggFeatures.open(weights, precision, manager);
            grams = new StyleGrams(vgg, objective.styleLayers(), Pictures.read(style, objective.styleSize(), manager));
            perceptual = new PerceptualLoss(vgg, objective, grams);
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    /** The style term alone: 0 for the style picture itself, around 1 for no likeness. */
    double loss(Frame frame) {
        try (NDManager scope = manager.newSubManager()) {
            return perceptual.style(Pictures.of(frame, scope)).getFloat();
        }
    }

    @Override
    public void close() {
        grams.close();
        vgg.close();
        manager.close();
    }
}
