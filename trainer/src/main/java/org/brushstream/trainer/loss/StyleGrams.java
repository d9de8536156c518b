package org.brushstream.trainer.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The style of one picture or of several together: the weighted mean of their Gram matrices, layer by layer. A Gram matrix
 * is a mean of products, so the mean of several is that of all their pixels, each picture counted by its weight whatever its
 * size; whether they belong together {@link #distances()} tells.
 */
public final class StyleGrams implements AutoCloseable {
    private final NDManager manager;
    private final Map<String, NDArray> mean = new LinkedHashMap<>();
    private final Map<String, Float> energy = new LinkedHashMap<>();
    private final List<Map<String, Double>> distances = new ArrayList<>();

    /** The style of one picture; see the other constructor. */
    public StyleGrams(VggFeatures vgg, List<String> layers, NDArray picture) {
        this(vgg, layers, List.of(picture), List.of(1.0));
    }

    /**
     * @param vgg looks at the pictures, and is needed no longer afterwards
     * @param layers names such as {@code relu3_3}
     * @param pictures at least one; RGB, 0..255, float32 {1, 3, H, W}, each at the size its textures should have
     * @param weights as many, above 0; only their ratios count
     */
    public StyleGrams(VggFeatures vgg, List<String> layers, List<NDArray> pictures, List<Double> weights) {
        if (pictures.isEmpty() || pictures.size() != weights.size()) {
            throw new IllegalArgumentException(
                    pictures.size() + " style pictures have " + weights.size() + " weights; each needs one");
        }
        double sum = 0;
        for (double weight : weights) {
            if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("the weight of a style picture is above 0, not " + weight);
            }
            sum += weight;
        }
        manager = pictures.get(0).getManager().newSubManager();
        try (NDManager scope = manager.newSubManager()) {
            List<Map<String, NDArray>> grams = new ArrayList<>();
            for (NDArray picture : pictures) {
                grams.add(grams(vgg, layers, picture, scope));
            }
            for (String layer : layers) {
                NDArray total = scope.zeros(of(grams.get(0), layer).getShape());
                for (int i = 0; i < grams.size(); i++) {
                    total.addi(of(grams.get(i), layer).mul((float) (weights.get(i) / sum)));
                }
                energy.put(layer, total.square().mean().getFloat() + PerceptualLoss.EMPTY);
                total.attach(manager);
                mean.put(layer, total);
            }
            for (Map<String, NDArray> picture : grams) {
                Map<String, Double> byLayer = new LinkedHashMap<>();
                layers.forEach(layer -> byLayer.put(layer, distance(of(picture, layer), of(mean, layer))));
                distances.add(byLayer);
            }
        }
    }

    private static Map<String, NDArray> grams(
            VggFeatures vgg, List<String> layers, NDArray picture, NDManager manager) {
        try (NDManager scope = manager.newSubManager()) {
            NDArray view = picture.duplicate();
            view.attach(scope); // the features go with it: those of one picture at a time
            Map<String, NDArray> grams = new LinkedHashMap<>();
            vgg.of(view, layers).forEach((layer, features) -> {
                NDArray gram = Gram.matrix(features);
                gram.attach(manager);
                grams.put(layer, gram);
            });
            return grams;
        }
    }

    private static double distance(NDArray gram, NDArray mean) {
        try (NDArray difference = gram.sub(mean)) {
            return norm(difference) / Math.max(norm(mean), 1e-30);
        }
    }

    private static double norm(NDArray matrix) {
        try (NDArray square = matrix.square();
                NDArray sum = square.sum()) {
            return Math.sqrt(sum.getFloat());
        }
    }

    private static NDArray of(Map<String, NDArray> grams, String layer) {
        return Objects.requireNonNull(grams.get(layer), layer);
    }

    /** The mean Gram matrix of a layer: float32 {1, C, C}; it lives as long as this does. */
    NDArray mean(String layer) {
        return of(mean, layer);
    }

    /** Mean square of the mean Gram matrix's entries, above 0. */
    float energy(String layer) {
        return Objects.requireNonNull(energy.get(layer), layer);
    }

    /**
     * How far each picture is from the mean, layer by layer: |G - mean| / |mean|, Frobenius norms; 0 for a picture alone,
     * around 1 and above for one of another kind.
     *
     * @return in the order of the pictures
     */
    public List<Map<String, Double>> distances() {
        return List.copyOf(distances);
    }

    @Override
    public void close() {
        manager.close();
    }
}
