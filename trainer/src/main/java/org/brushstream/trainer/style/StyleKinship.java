package org.brushstream.trainer.style;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.brushstream.trainer.loss.Gram;
import org.brushstream.trainer.loss.Objective;
import org.brushstream.trainer.loss.VggFeatures;
import org.brushstream.trainer.picture.PhotoFolder;
import org.brushstream.trainer.picture.PictureGrid;
import org.brushstream.trainer.picture.Pictures;
import org.brushstream.trainer.script.Precision;

/**
 * How near pictures are to each other in style, and which of them are near enough to be averaged into one. The distance of
 * any from the mean of some follows from the inner products of their Gram matrices: each picture is looked at once.
 */
public final class StyleKinship {
    private static final int CELL = 192; // pixels of the sheet's pictures

    private final List<Path> pictures;
    private final Map<String, double[][]> products;

    /**
     * @param pictures files, at least one
     * @param products by layer the inner products of the pictures' Gram matrices, in the order of the pictures
     */
    StyleKinship(List<Path> pictures, Map<String, double[][]> products) {
        this.pictures = List.copyOf(pictures);
        this.products = new LinkedHashMap<>(products);
    }

    /**
     * Looks at pictures, each at the objective's style size.
     *
     * @param pictures files, at least one
     * @param vgg VGG weights, {@code .safetensors}
     * @param objective its style layers and style size
     * @throws org.brushstream.runtime.model.ModelException if a file is absent or cannot be used
     */
    public static StyleKinship of(List<Path> pictures, Path vgg, Objective objective) {
        if (pictures.isEmpty()) {
            throw new IllegalArgumentException("there is no picture to compare");
        }
        pictures.forEach(Pictures::requireUsable);
        try (NDManager manager = NDManager.newBaseManager();
                VggFeatures eye = VggFeatures.open(vgg, Precision.FLOAT32, manager)) {
            Map<String, NDList> grams = new LinkedHashMap<>();
            objective.styleLayers().forEach(layer -> grams.put(layer, new NDList()));
            for (Path picture : pictures) {
                try (NDManager scope = manager.newSubManager()) {
                    NDArray seen = new WeightedStyle(picture, 1).read(objective.styleSize(), scope);
                    eye.of(seen, objective.styleLayers()).forEach((layer, features) -> {
                        NDArray gram = Gram.matrix(features).flatten();
                        gram.attach(manager);
                        grams.computeIfAbsent(layer, name -> new NDList()).add(gram);
                    });
                }
            }
            Map<String, double[][]> products = new LinkedHashMap<>();
            grams.forEach((layer, all) -> products.put(layer, products(all)));
            return new StyleKinship(pictures, products);
        }
    }

    private static double[][] products(NDList grams) {
        int count = grams.size();
        NDArray rows = NDArrays.stack(grams); // pictures x (C C)
        float[] flat = rows.matMul(rows.transpose()).toFloatArray();
        double[][] products = new double[count][count];
        for (int i = 0; i < flat.length; i++) {
            products[i / count][i % count] = flat[i];
        }
        return products;
    }

    /**
     * The pictures of a folder and of those in it, by name.
     *
     * @throws org.brushstream.runtime.model.ModelException if there are none
     */
    public static List<Path> pictures(Path folder) {
        return PhotoFolder.list(folder, "--images");
    }

    /** All of the pictures, nearest to the mean of all first. */
    public List<StyleRanking.Distance> ranked() {
        return ranked(all());
    }

    /**
     * Some of the pictures whose styles are alike: the farthest from the mean of the rest is left out, one after the other,
     * until none is too far. That this is the largest such set is not certain, but likely.
     *
     * @param threshold how far from the mean of the set each of it may be, {@link StyleRanking.Distance#mean()}; above 0
     * @return nearest to their mean first; at least one
     */
    public List<StyleRanking.Distance> alike(double threshold) {
        if (!(threshold > 0)) {
            throw new IllegalArgumentException("no picture is nearer to others than " + threshold);
        }
        Set<Integer> kept = all();
        List<StyleRanking.Distance> ranking = ranked(kept);
        while (ranking.get(ranking.size() - 1).mean() > threshold) {
            kept.remove(pictures.indexOf(ranking.get(ranking.size() - 1).picture()));
            ranking = ranked(kept);
        }
        return ranking; // a picture alone is at a distance of 0 from itself
    }

    /**
     * Shows the pictures side by side with their distances: those that are alike first, by the distance from their mean,
     * then the others, pale, by that from the mean of all.
     *
     * @param threshold see {@link #alike}
     * @param png an existing file is replaced
     * @throws org.brushstream.runtime.model.ModelException if it cannot be written
     */
    public void writeSheet(double threshold, Path png) {
        List<StyleRanking.Distance> alike = alike(threshold);
        Set<Path> kept = alike.stream().map(StyleRanking.Distance::picture).collect(Collectors.toSet());
        Stream<PictureGrid.Cell> first = alike.stream().map(place -> cell(place, false));
        Stream<PictureGrid.Cell> others = ranked().stream()
                .filter(place -> !kept.contains(place.picture()))
                .map(place -> cell(place, true));
        new PictureGrid(Stream.concat(first, others).toList()).write(png, CELL);
    }

    private static PictureGrid.Cell cell(StyleRanking.Distance place, boolean leftOut) {
        Path picture = place.picture();
        return new PictureGrid.Cell(picture, "%.2f  %s".formatted(place.mean(), picture.getFileName()), leftOut);
    }

    private Set<Integer> all() {
        return new TreeSet<>(IntStream.range(0, pictures.size()).boxed().toList());
    }

    private List<StyleRanking.Distance> ranked(Set<Integer> some) {
        Map<Integer, Map<String, Double>> byPicture = new LinkedHashMap<>();
        some.forEach(picture -> byPicture.put(picture, new LinkedHashMap<>()));
        products.forEach((layer, matrix) -> {
            double[] withMean = new double[matrix.length];
            for (int picture : some) {
                withMean[picture] = some.stream()
                                .mapToDouble(other -> matrix[picture][other])
                                .sum()
                        / some.size();
            }
            double ofMean =
                    some.stream().mapToDouble(picture -> withMean[picture]).sum() / some.size();
            byPicture.forEach((picture, byLayer) -> {
                // |G - mean| / |mean|: squares are sums of inner products.
                double square = matrix[picture][picture] - 2 * withMean[picture] + ofMean;
                byLayer.put(layer, Math.sqrt(Math.max(0, square) / Math.max(ofMean, 1e-30)));
            });
        });
        return byPicture.entrySet().stream()
                .map(found -> new StyleRanking.Distance(pictures.get(found.getKey()), found.getValue()))
                .sorted(Comparator.comparingDouble(StyleRanking.Distance::mean))
                .toList();
    }
}
