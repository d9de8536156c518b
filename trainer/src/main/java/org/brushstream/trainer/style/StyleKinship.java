package org.brushstream.trainer.style;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.brushstream.runtime.model.ModelException;
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

    /** Their Gram matrices take 1.4 MB each, twice while they are multiplied. */
    private static final int MOST = 2000;

    private final List<Path> pictures;
    private final List<Path> unusable;
    private final Map<String, double[][]> products;

    /**
     * @param pictures files, at least one
     * @param products by layer the inner products of the pictures' Gram matrices, in the order of the pictures
     * @param unusable files that cannot be read or are too small
     */
    StyleKinship(List<Path> pictures, Map<String, double[][]> products, List<Path> unusable) {
        this.unusable = List.copyOf(unusable);
        this.pictures = List.copyOf(pictures);
        this.products = new LinkedHashMap<>(products);
    }

    /**
     * Looks at pictures, each at the objective's style size.
     *
     * @param pictures files, at least one
     * @param vgg VGG weights, {@code .safetensors}
     * @param objective its style layers and style size
     * @throws ModelException if none of the files can be used, or they are too many
     */
    public static StyleKinship of(List<Path> pictures, Path vgg, Objective objective) {
        if (pictures.size() > MOST) {
            throw new ModelException(
                    "%d pictures do not fit into memory; give a folder of at most %d".formatted(pictures.size(), MOST));
        }
        List<Path> usable = new ArrayList<>();
        List<Path> unusable = new ArrayList<>();
        try (NDManager manager = NDManager.newBaseManager();
                VggFeatures eye = VggFeatures.open(vgg, Precision.FLOAT32, manager)) {
            Map<String, NDList> grams = new LinkedHashMap<>();
            for (Path picture : pictures) {
                try (NDManager scope = manager.newSubManager()) {
                    NDArray seen;
                    try {
                        seen = new WeightedStyle(picture, 1).read(objective.styleSize(), scope);
                    } catch (ModelException e) {
                        unusable.add(picture); // the caller tells of it
                        continue;
                    }
                    usable.add(picture);
                    eye.of(seen, objective.styleLayers()).forEach((layer, features) -> {
                        NDArray gram = Gram.matrix(features).flatten();
                        gram.attach(manager);
                        grams.computeIfAbsent(layer, name -> new NDList()).add(gram);
                    });
                }
            }
            if (usable.isEmpty()) {
                throw new ModelException("none of the " + pictures.size() + " pictures can be used; give JPEG or PNG"
                        + " files of at least " + Pictures.MIN_SIDE + " pixels a side");
            }
            Map<String, double[][]> products = new LinkedHashMap<>();
            grams.forEach((layer, all) -> products.put(layer, products(all)));
            return new StyleKinship(usable, products, unusable);
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
     * @throws ModelException if there are none
     */
    public static List<Path> pictures(Path folder) {
        return PhotoFolder.list(folder, "--images");
    }

    /** Files that cannot be read or are too small. */
    public List<Path> unusable() {
        return unusable;
    }

    /** All of the pictures, nearest to the mean of all first. */
    public List<StyleRanking.Distance> ranked() {
        Sums all = new Sums();
        return ranked(all.kept, all);
    }

    /**
     * Some of the pictures whose styles are alike: the farthest from the mean of the rest is left out, one after the other,
     * until none is too far. That this is the largest such set is not certain, but likely.
     *
     * @param threshold how far from the mean of the set each of it may be, {@link StyleRanking.Distance#mean()}; above 0
     * @return nearest to their mean first; at least one
     */
    public List<StyleRanking.Distance> alike(double threshold) {
        Sums sums = sumsOfAlike(threshold);
        return ranked(sums.kept, sums);
    }

    private Sums sumsOfAlike(double threshold) {
        if (!(threshold > 0)) {
            throw new IllegalArgumentException("no picture is nearer to others than " + threshold);
        }
        Sums sums = new Sums();
        while (true) {
            int farthest = sums.farthest();
            if (sums.distance(farthest) <= threshold) { // as a picture alone does: it is its own mean
                return sums;
            }
            sums.leaveOut(farthest);
        }
    }

    /** Nearest to the mean of those that are kept first. */
    private List<StyleRanking.Distance> ranked(Collection<Integer> places, Sums sums) {
        return places.stream()
                .map(picture -> new StyleRanking.Distance(pictures.get(picture), sums.byLayer(picture)))
                .sorted(Comparator.comparingDouble(StyleRanking.Distance::mean))
                .toList();
    }

    /** Of the inner products of some pictures; one more is left out in a moment. */
    private final class Sums {
        private final Set<Integer> kept =
                new TreeSet<>(IntStream.range(0, pictures.size()).boxed().toList());
        private final Map<String, double[]> byPicture = new LinkedHashMap<>(); // with all that are kept
        private final Map<String, Double> all = new HashMap<>(); // of all that are kept with all

        Sums() {
            products.forEach((layer, matrix) -> {
                double[] sums = Arrays.stream(matrix)
                        .mapToDouble(row -> Arrays.stream(row).sum())
                        .toArray();
                byPicture.put(layer, sums);
                all.put(layer, Arrays.stream(sums).sum());
            });
        }

        void leaveOut(int picture) {
            kept.remove(picture);
            byPicture.forEach((layer, sums) -> {
                double[] row = Objects.requireNonNull(products.get(layer))[picture];
                all.merge(layer, row[picture] - 2 * sums[picture], Double::sum);
                for (int i = 0; i < sums.length; i++) {
                    sums[i] -= row[i];
                }
            });
        }

        /** |G - mean| / |mean| by layer: the squares are sums of inner products. */
        Map<String, Double> byLayer(int picture) {
            int count = kept.size();
            Map<String, Double> distances = new LinkedHashMap<>();
            byPicture.forEach((layer, sums) -> {
                double own = Objects.requireNonNull(products.get(layer))[picture][picture];
                double ofMean = Objects.requireNonNull(all.get(layer)) / count / count;
                double square = own - 2 * sums[picture] / count + ofMean;
                distances.put(layer, Math.sqrt(Math.max(0, square) / Math.max(ofMean, 1e-30)));
            });
            return distances;
        }

        double distance(int picture) {
            return new StyleRanking.Distance(pictures.get(picture), byLayer(picture)).mean();
        }

        int farthest() {
            return Collections.max(kept, Comparator.comparingDouble(this::distance));
        }
    }

    /**
     * Shows the pictures side by side with their distances from the mean of those that are alike: these first, then the
     * others, pale.
     *
     * @param threshold see {@link #alike}
     * @param png an existing file is replaced
     * @throws ModelException if it cannot be written
     */
    public void writeSheet(double threshold, Path png) {
        Sums sums = sumsOfAlike(threshold);
        Set<Integer> leftOut =
                IntStream.range(0, pictures.size()).boxed().collect(Collectors.toCollection(TreeSet::new));
        leftOut.removeAll(sums.kept);
        Stream<PictureGrid.Cell> first = ranked(sums.kept, sums).stream().map(place -> cell(place, false));
        Stream<PictureGrid.Cell> others = ranked(leftOut, sums).stream().map(place -> cell(place, true));
        new PictureGrid(Stream.concat(first, others).toList()).write(png, CELL);
    }

    private static PictureGrid.Cell cell(StyleRanking.Distance place, boolean leftOut) {
        Path picture = place.picture();
        return new PictureGrid.Cell(picture, "%.2f  %s".formatted(place.mean(), picture.getFileName()), leftOut);
    }
}
