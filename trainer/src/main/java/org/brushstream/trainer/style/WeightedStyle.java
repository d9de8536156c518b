package org.brushstream.trainer.style;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.List;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.trainer.picture.Pictures;

/**
 * A style picture among several.
 *
 * @param weight above 0; only the ratio to those of the others counts
 */
public record WeightedStyle(Path picture, double weight) {
    public WeightedStyle {
        if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the weight of a style picture is above 0, not " + weight);
        }
    }

    /**
     * Reads the picture as it is learned from: of this size, but never enlarged, which would make textures up.
     *
     * @param shortSide pixels of the shorter side; at least {@value Pictures#MIN_SIDE} are taken
     * @return RGB, 0..255, float32 {1, 3, H, W}
     * @throws org.brushstream.runtime.model.ModelException if the file is absent, no picture or too small
     */
    public NDArray read(int shortSide, NDManager manager) {
        FrameSize stored = Pictures.requireUsable(picture);
        int side = Math.min(Math.max(shortSide, Pictures.MIN_SIDE), Math.min(stored.width(), stored.height()));
        return Pictures.read(picture, side, manager);
    }

    /** The weights alone, in order. */
    public static List<Double> weights(List<WeightedStyle> styles) {
        return styles.stream().map(WeightedStyle::weight).toList();
    }
}
