package org.brushstream.trainer.style;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.brushstream.trainer.loss.Objective;
import org.brushstream.trainer.loss.Pooling;
import org.brushstream.trainer.loss.StyleGrams;
import org.brushstream.trainer.loss.VggFeatures;
import org.brushstream.trainer.picture.Pictures;
import org.brushstream.trainer.script.Precision;

/** Which style pictures belong together: how far each is from the mean of all. */
public final class StyleRanking {
    private StyleRanking() {}

    /**
     * One picture's place.
     *
     * @param picture its file
     * @param byLayer |G - mean| / |mean| of the Gram matrices, Frobenius norms, by layer
     */
    public record Distance(Path picture, Map<String, Double> byLayer) {
        /** Over the layers. */
        public double mean() {
            return byLayer.values().stream()
                    .mapToDouble(Double::doubleValue)
                    .average()
                    .orElseThrow();
        }
    }

    /**
     * Looks at pictures without painting, each at the objective's style size or at its own if that is smaller.
     *
     * @param styles at least one
     * @param vgg VGG weights, {@code .safetensors}
     * @param objective its style layers and style size
     * @return nearest to the mean first
     * @throws org.brushstream.runtime.model.ModelException if a file is absent or cannot be used
     */
    public static List<Distance> of(List<WeightedStyle> styles, Path vgg, Pooling pooling, Objective objective) {
        if (styles.isEmpty()) {
            throw new IllegalArgumentException("there is no style picture to look at");
        }
        styles.forEach(style -> Pictures.requireUsable(style.picture()));
        try (NDManager manager = NDManager.newBaseManager();
                VggFeatures eye = VggFeatures.open(vgg, pooling, Precision.FLOAT32, manager)) {
            List<NDArray> pictures = styles.stream()
                    .map(style -> style.read(objective.styleSize(), manager))
                    .toList();
            try (StyleGrams grams =
                    new StyleGrams(eye, objective.styleLayers(), pictures, WeightedStyle.weights(styles))) {
                return ranked(styles, grams);
            }
        }
    }

    /**
     * The same, of pictures that have been looked at.
     *
     * @param grams of these styles, in the same order
     */
    public static List<Distance> ranked(List<WeightedStyle> styles, StyleGrams grams) {
        List<Distance> distances = new ArrayList<>();
        for (int i = 0; i < styles.size(); i++) {
            distances.add(
                    new Distance(styles.get(i).picture(), grams.distances().get(i)));
        }
        distances.sort(Comparator.comparingDouble(Distance::mean));
        return distances;
    }
}
