package org.brushstream.trainer.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.brushstream.trainer.script.Scalar;

/**
 * How far a painting is from a photo's content and a picture's style.
 *
 * <p>Johnson et al. 2016, section 3.2, with one difference: every layer's term is divided by what it would be for an empty
 * feature map, so that a term is 0 for a perfect match and around 1 for none, whatever the layer, the picture or the
 * style. A weight then means the same for every style.
 */
public final class PerceptualLoss {
    /**
     * The terms for one batch, each a float32 scalar that gradients flow through.
     *
     * @param content mean over layers of |F - F_photo|^2 / |F_photo|^2, where F are activations
     * @param style mean over layers and pictures of |G - G_style|^2 / |G_style|^2 (Frobenius norms), where G are Gram
     *     matrices
     * @param variation mean absolute difference of neighbours across plus down, divided by 255: the anisotropic total
     *     variation (Rudin, Osher and Fatemi 1992) per pixel
     * @param total the three, weighted
     */
    public record Terms(NDArray content, NDArray style, NDArray variation, NDArray total) {
        /** The numbers; waits for the device. */
        public Losses losses() {
            return new Losses(content.getFloat(), style.getFloat(), variation.getFloat(), total.getFloat());
        }
    }

    /**
     * What VGG-19 saw in photos, by layer.
     *
     * @param features activations, float32 {N, C, H, W}
     * @param energy mean of their squares for each photo, float32 {N}
     */
    public record Content(Map<String, NDArray> features, Map<String, NDArray> energy) {
        /** Gives all of it to another manager, to live as long as that. */
        public void attach(NDManager manager) {
            features.values().forEach(array -> array.attach(manager));
            energy.values().forEach(array -> array.attach(manager));
        }
    }

    /** Only against a division by 0: what features are usually like differs by powers of ten between VGG files. */
    static final float EMPTY = 1e-30f;

    private final VggFeatures vgg;
    private final Objective objective;
    private final StyleGrams style;
    private final List<String> paintedLayers;

    /**
     * @param vgg owned by the caller
     * @param style of the objective's style layers, owned by the caller
     */
    public PerceptualLoss(VggFeatures vgg, Objective objective, StyleGrams style) {
        this.vgg = vgg;
        this.objective = objective;
        this.style = style;
        List<String> layers = new ArrayList<>(objective.styleLayers());
        objective.contentLayers().stream()
                .filter(layer -> !layers.contains(layer))
                .forEach(layers::add);
        this.paintedLayers = List.copyOf(layers);
    }

    /**
     * Activations of photos that paintings of them are compared with.
     *
     * @param photos RGB, 0..255, float32 {N, 3, H, W}
     */
    public Content content(NDArray photos) {
        Map<String, NDArray> features = vgg.of(photos, objective.contentLayers());
        Map<String, NDArray> energy = new LinkedHashMap<>();
        features.forEach((layer, seen) -> {
            try (NDManager scope = photos.getManager().newSubManager()) {
                seen.attach(scope); // and with it all that is calculated on the way
                NDArray mean = meanSquare(seen).add(EMPTY);
                mean.attach(photos.getManager());
                seen.attach(photos.getManager());
                energy.put(layer, mean);
            }
        });
        return new Content(features, energy);
    }

    /**
     * Judges paintings.
     *
     * @param painted RGB, around 0..255, float32 {N, 3, H, W}
     * @param photos what {@link #content} said of the photos, of the same size
     */
    public Terms compare(NDArray painted, Content photos) {
        Map<String, NDArray> seen = vgg.of(painted, paintedLayers);
        NDArray content = meanOver(objective.contentLayers(), layer -> {
            NDArray difference = known(seen, layer).sub(known(photos.features(), layer));
            return meanSquare(difference).div(known(photos.energy(), layer)).mean();
        });
        NDArray texture = styleTerm(seen);
        NDArray variation = variation(painted);
        NDArray total = Scalar.times(content, objective.content())
                .add(Scalar.times(texture, objective.style()))
                .add(Scalar.times(variation, objective.variation()));
        return new Terms(content, texture, variation, total);
    }

    /**
     * Judges the style alone, of paintings or of any pictures.
     *
     * @param pictures RGB, around 0..255, float32 {N, 3, H, W}
     * @return what {@link Terms#style} is
     */
    public NDArray style(NDArray pictures) {
        return styleTerm(vgg.of(pictures, objective.styleLayers()));
    }

    private NDArray styleTerm(Map<String, NDArray> seen) {
        return meanOver(objective.styleLayers(), layer -> {
            NDArray target = style.mean(layer); // 1 x C x C
            NDArray gram = Gram.matrix(known(seen, layer)); // N x C x C
            return Scalar.times(meanSquare(gram.sub(target)).mean(), 1.0 / style.energy(layer));
        });
    }

    private static NDArray variation(NDArray picture) {
        NDArray across = picture.get(new NDIndex(":, :, :, 1:")).sub(picture.get(new NDIndex(":, :, :, :-1")));
        NDArray down = picture.get(new NDIndex(":, :, 1:, :")).sub(picture.get(new NDIndex(":, :, :-1, :")));
        return Scalar.times(across.abs().mean().add(down.abs().mean()), 1.0 / 255);
    }

    /** Mean of the squares of each picture's values: {N, ...} to {N}. */
    private static NDArray meanSquare(NDArray batch) {
        return batch.square().reshape(batch.getShape().get(0), -1).mean(new int[] {1});
    }

    private static NDArray meanOver(List<String> layers, Function<String, NDArray> term) {
        NDArray sum = layers.stream().map(term).reduce(NDArray::add).orElseThrow();
        return Scalar.times(sum, 1.0 / layers.size());
    }

    private static NDArray known(Map<String, NDArray> byLayer, String layer) {
        return Objects.requireNonNull(byLayer.get(layer), layer);
    }
}
