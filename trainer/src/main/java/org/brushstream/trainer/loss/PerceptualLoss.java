package org.brushstream.trainer.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.brushstream.trainer.script.Scalar;

/**
 * How far a painting is from a photo's content and a picture's style.
 *
 * <p>Johnson et al. 2016, section 3.2, with one difference: every layer's term is divided by what it would be for an empty
 * feature map, so that a term is 0 for a perfect match and around 1 for none, whatever the layer, the picture or the
 * style. A weight then means the same for every style.
 */
public final class PerceptualLoss {
    /** Of the reproduction in the total: a photo that is given back a few values off counts as much as a style does. */
    public static final double REPRODUCTION_WEIGHT = 10;

    /**
     * The terms for one batch, each a float32 scalar that gradients flow through: the mean over its pictures.
     *
     * @param content mean over layers of |F - F_photo|^2 / |F_photo|^2, where F are activations
     * @param style mean over layers of |G - G_style|^2 / |G_style|^2 (Frobenius norms), where G are Gram matrices and
     *     G_style is of the picture's own style; 0 for the style that gives the photo back
     * @param variation mean absolute difference of neighbours across plus down, divided by 255: the anisotropic total
     *     variation (Rudin, Osher and Fatemi 1992) per pixel; 0 for the style that gives the photo back
     * @param reproduction mean absolute difference from the photo, divided by 255, for the style that gives it back; 0 for
     *     others
     * @param stability what {@link #withStability} was given, else 0
     * @param imitation what {@link #withImitation} was given, else 0
     * @param total all of them, weighted
     * @param totals of each picture by itself, without stability and imitation, which are no picture's own: float32 {N}
     */
    public record Terms(
            NDArray content,
            NDArray style,
            NDArray variation,
            NDArray reproduction,
            NDArray stability,
            NDArray imitation,
            NDArray total,
            NDArray totals) {
        /** These, and how far paintings of moved photos are from moved paintings, which only those who move them know. */
        public Terms withStability(NDArray measured, double weight) {
            NDArray all = total.add(Scalar.times(measured, weight));
            return new Terms(content, style, variation, reproduction, measured, imitation, all, totals);
        }

        /** These, and how far the paintings are from those of a teacher. */
        public Terms withImitation(NDArray measured, double weight) {
            NDArray all = total.add(Scalar.times(measured, weight));
            return new Terms(content, style, variation, reproduction, stability, measured, all, totals);
        }

        /** The numbers; waits for the device. */
        public Losses losses() {
            return new Losses(
                    content.getFloat(),
                    style.getFloat(),
                    variation.getFloat(),
                    reproduction.getFloat(),
                    stability.getFloat(),
                    imitation.getFloat(),
                    total.getFloat());
        }
    }

    /**
     * What VGG-19 saw in photos, by layer.
     *
     * @param photos the photos themselves, RGB, 0..255, float32 {N, 3, H, W}
     * @param features activations, float32 {N, C, H, W}
     * @param energy mean of their squares for each photo, float32 {N}
     */
    public record Content(NDArray photos, Map<String, NDArray> features, Map<String, NDArray> energy) {
        /** Gives all of it, the photos included, to another manager, to live as long as that. */
        public void attach(NDManager manager) {
            photos.attach(manager);
            features.values().forEach(array -> array.attach(manager));
            energy.values().forEach(array -> array.attach(manager));
        }
    }

    /** Only against a division by 0: what features are usually like differs by powers of ten between VGG files. */
    static final float EMPTY = 1e-30f;

    private final VggFeatures vgg;
    private final Objective objective;
    private final List<StyleTarget> styles;
    private final List<String> paintedLayers;

    /**
     * Judges by one style, with the objective's weight.
     *
     * @param vgg owned by the caller
     * @param style of the objective's style layers, owned by the caller
     */
    public PerceptualLoss(VggFeatures vgg, Objective objective, StyleGrams style) {
        this(vgg, objective, List.of(new StyleTarget(style, objective.style())));
    }

    /**
     * Judges each picture by a style of its own, with that style's weight in place of the objective's.
     *
     * @param vgg owned by the caller
     * @param styles of the objective's style layers, owned by the caller; pictures name theirs by its place here
     */
    public PerceptualLoss(VggFeatures vgg, Objective objective, List<StyleTarget> styles) {
        if (styles.isEmpty()) {
            throw new IllegalArgumentException("there is no style to judge by");
        }
        this.vgg = vgg;
        this.objective = objective;
        this.styles = List.copyOf(styles);
        List<String> layers = new ArrayList<>(objective.styleLayers());
        objective.contentLayers().stream()
                .filter(layer -> !layers.contains(layer))
                .forEach(layers::add);
        this.paintedLayers = List.copyOf(layers);
    }

    /** Whether the style at that place is the one that is to give the photo back. */
    public boolean givesBack(int style) {
        return styles.get(style).grams() == null;
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
        return new Content(photos, features, energy);
    }

    /**
     * Judges paintings of the first style.
     *
     * @param painted RGB, around 0..255, float32 {N, 3, H, W}
     * @param photos what {@link #content} said of the photos, of the same size
     */
    public Terms compare(NDArray painted, Content photos) {
        return compare(painted, photos, new int[(int) painted.getShape().get(0)]);
    }

    /**
     * Judges paintings, each by its own style.
     *
     * @param painted RGB, around 0..255, float32 {N, 3, H, W}
     * @param photos what {@link #content} said of the photos, of the same size
     * @param chosen N places in the list of styles
     */
    public Terms compare(NDArray painted, Content photos, int[] chosen) {
        Map<String, NDArray> seen = vgg.of(painted, paintedLayers);
        NDManager manager = painted.getManager();
        NDArray styled = manager.create(perPicture(chosen, style -> style.grams() == null ? 0 : 1)); // N
        NDArray weights = manager.create(perPicture(chosen, StyleTarget::weight)); // N
        NDArray contents = meanOver(objective.contentLayers(), layer -> {
            NDArray difference = known(seen, layer).sub(known(photos.features(), layer));
            return meanSquare(difference).div(known(photos.energy(), layer)); // N
        });
        NDArray textures = distances(seen, chosen).mul(styled); // N
        NDArray variations = variation(painted).mul(styled); // N
        NDArray reproductions = reproduction(painted, photos.photos(), chosen); // N
        NDArray totals = Scalar.times(contents, objective.content())
                .add(textures.mul(weights))
                .add(Scalar.times(variations, objective.variation()))
                .add(Scalar.times(reproductions, REPRODUCTION_WEIGHT));
        return new Terms(
                contents.mean(),
                textures.mean(),
                variations.mean(),
                reproductions.mean(),
                manager.create(0f),
                manager.create(0f),
                totals.mean(),
                totals);
    }

    /**
     * Judges by the first style alone, paintings or any pictures.
     *
     * @param pictures RGB, around 0..255, float32 {N, 3, H, W}
     * @return the mean over the pictures of what {@link Terms#style} is
     */
    public NDArray style(NDArray pictures) {
        return distances(
                        vgg.of(pictures, objective.styleLayers()),
                        new int[(int) pictures.getShape().get(0)])
                .mean();
    }

    /**
     * How far pictures are from every style, looking at them once.
     *
     * @param pictures RGB, around 0..255, float32 {N, 3, H, W}
     * @return for each style the mean over the pictures of what {@link Terms#style} is; 0 for the style that gives the photo
     *     back
     */
    public double[] distances(NDArray pictures) {
        Map<String, NDArray> seen = vgg.of(pictures, objective.styleLayers());
        int[] chosen = new int[(int) pictures.getShape().get(0)];
        double[] distances = new double[styles.size()];
        for (int style = 0; style < distances.length; style++) {
            if (styles.get(style).grams() != null) {
                Arrays.fill(chosen, style);
                distances[style] = distances(seen, chosen).mean().getFloat();
            }
        }
        return distances;
    }

    /** Of each picture to its own style: {N}; of no meaning where that is to give the photo back. */
    private NDArray distances(Map<String, NDArray> seen, int[] chosen) {
        return meanOver(objective.styleLayers(), layer -> {
            NDArray gram = Gram.matrix(known(seen, layer)); // N x C x C
            NDArray targets = targets(layer, chosen, gram); // N x C x C, or 1 x C x C if all are alike
            NDArray energies = gram.getManager()
                    .create(perPicture(
                            chosen,
                            style -> style.grams() == null ? 1 : style.grams().energy(layer)));
            return meanSquare(gram.sub(targets)).div(energies); // N
        });
    }

    private NDArray targets(String layer, int[] chosen, NDArray gram) {
        boolean alike = Arrays.stream(chosen).distinct().count() == 1;
        NDList targets = new NDList();
        for (int style : alike ? new int[] {chosen[0]} : chosen) {
            StyleGrams grams = styles.get(style).grams();
            targets.add(
                    grams == null
                            ? gram.getManager()
                                    .zeros(new Shape(
                                            1,
                                            gram.getShape().get(1),
                                            gram.getShape().get(2)))
                            : grams.mean(layer));
        }
        if (targets.size() == 1) {
            return targets.get(0);
        }
        NDArray together = NDArrays.concat(targets);
        together.attach(gram.getManager()); // not the styles' own, which lives longer than a step
        return together;
    }

    private float[] perPicture(int[] chosen, ToDoubleFunction<StyleTarget> value) {
        float[] values = new float[chosen.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) value.applyAsDouble(styles.get(chosen[i]));
        }
        return values;
    }

    private NDArray reproduction(NDArray painted, NDArray photos, int[] chosen) {
        float[] given = perPicture(chosen, style -> style.grams() == null ? 1 : 0);
        NDArray wanted = painted.getManager().create(given); // N
        if (IntStream.range(0, given.length).allMatch(i -> given[i] == 0)) {
            return wanted; // zeros, with nothing to calculate
        }
        return Scalar.times(mean(painted.sub(photos).abs()), 1.0 / 255).mul(wanted);
    }

    /** Of each picture: {N}. */
    private static NDArray variation(NDArray picture) {
        NDArray across = picture.get(new NDIndex(":, :, :, 1:")).sub(picture.get(new NDIndex(":, :, :, :-1")));
        NDArray down = picture.get(new NDIndex(":, :, 1:, :")).sub(picture.get(new NDIndex(":, :, :-1, :")));
        return Scalar.times(mean(across.abs()).add(mean(down.abs())), 1.0 / 255);
    }

    /** Mean of the squares of each picture's values: {N, ...} to {N}. */
    private static NDArray meanSquare(NDArray batch) {
        return mean(batch.square());
    }

    /** Mean of each picture's values: {N, ...} to {N}. */
    private static NDArray mean(NDArray batch) {
        return batch.reshape(batch.getShape().get(0), -1).mean(new int[] {1});
    }

    private static NDArray meanOver(List<String> layers, Function<String, NDArray> term) {
        NDArray sum = layers.stream().map(term).reduce(NDArray::add).orElseThrow();
        return Scalar.times(sum, 1.0 / layers.size());
    }

    private static NDArray known(Map<String, NDArray> byLayer, String layer) {
        return Objects.requireNonNull(byLayer.get(layer), layer);
    }
}
