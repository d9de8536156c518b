package org.brushstream.trainer.picture;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import org.brushstream.runtime.model.ModelException;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;

/**
 * Photographs to learn from: batches of random square crops.
 *
 * <p>What the n-th picture of a run is depends on the seed and on n alone, so that a run that was interrupted goes on as
 * if it had not been. Every photo is seen once before any is seen again.
 */
public final class PhotoFolder {
    private static final Set<String> EXTENSIONS = Set.of("jpg", "jpeg", "png", "webp", "bmp", "tif", "tiff");

    /** A crop shows at most this much more of the photo, per side, than its own pixels: scales vary, as in films. */
    private static final double MAX_SHRINK = 1.5;

    /** A photo that would have to be enlarged further shows nothing that a net should learn to paint. */
    private static final double MAX_ENLARGEMENT = 2;

    private final Path folder;
    private final List<Path> photos;
    private final int size;
    private final long seed;
    private final Set<Path> unusable =
            new ConcurrentSkipListSet<>(); // the thread that reads photos adds, another reports

    private PhotoFolder(Path folder, List<Path> photos, int size, long seed) {
        this.folder = folder;
        this.photos = photos;
        this.size = size;
        this.seed = seed;
    }

    /**
     * Lists the photos of a folder and of those in it.
     *
     * @param size side of the crops in pixels
     * @throws ModelException if there are none
     */
    public static PhotoFolder open(Path folder, int size, long seed) {
        return new PhotoFolder(folder, list(folder, "--content"), size, seed);
    }

    /**
     * The pictures of a folder and of those in it, by name.
     *
     * @param option where another folder would be given, as in {@code --content}
     * @throws ModelException if there are none
     */
    public static List<Path> list(Path folder, String option) {
        if (!Files.isDirectory(folder)) {
            throw new ModelException("there is no folder " + folder + "; give one of photographs with " + option);
        }
        try (Stream<Path> files = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            List<Path> photos = files.filter(PhotoFolder::isPicture).sorted().toList();
            if (photos.isEmpty()) {
                throw new ModelException("the folder " + folder + " holds no photographs ("
                        + String.join(", ", new TreeSet<>(EXTENSIONS)) + "); give one that does with " + option);
            }
            return photos;
        } catch (IOException | UncheckedIOException e) { // the latter for a folder inside it
            throw new ModelException("the folder " + folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Whether a file is called like a picture. */
    public static boolean isPicture(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return EXTENSIONS.contains(name.substring(name.lastIndexOf('.') + 1)) && Files.isRegularFile(file);
    }

    /**
     * The first by name that can be learned from.
     *
     * @param atMost how many; all that there are, if these are fewer
     * @throws ModelException if none can
     */
    public List<Path> first(int atMost) {
        List<Path> first = new ArrayList<>();
        for (int i = 0; i < photos.size() && first.size() < atMost; i++) {
            Path photo = photos.get(i);
            try {
                PictureFile.decodePhoto(photo, size / MAX_ENLARGEMENT).close();
                first.add(photo);
            } catch (ModelException e) {
                unusable.add(photo);
            }
        }
        if (first.isEmpty()) {
            throw noneReadable();
        }
        return first;
    }

    private ModelException noneReadable() {
        return new ModelException("none of the " + photos.size() + " photographs in " + folder
                + " can be learned from; give JPEG or PNG files in colour with --content");
    }

    /** Side of the crops in pixels. */
    public int size() {
        return size;
    }

    /** How many photos there are. */
    public int count() {
        return photos.size();
    }

    /** Eight hexadecimal digits that change when photos are added, renamed or taken away. */
    public String fingerprint() {
        return HexFormat.of()
                .toHexDigits(photos.stream()
                        .map(folder::relativize)
                        .map(Path::toString)
                        .toList()
                        .hashCode());
    }

    /** Photos that cannot be decoded, are tiny, grey or CMYK, as far as seen; others were taken in their place. */
    public Set<Path> unusable() {
        return unusable;
    }

    /**
     * Some pictures of the run.
     *
     * @param first number of the first picture within the run, from 0
     * @return RGB, 0..255, float32 {count, 3, size, size}
     */
    public NDArray batch(long first, int count, NDManager manager) {
        return manager.create(crops(first, count), new Shape(count, 3, size, size));
    }

    /**
     * The same, outside libtorch's memory. One thread at a time may ask.
     *
     * @return RGB, 0..255, {count, 3, size, size}
     */
    public float[] crops(long first, int count) {
        return crops(first, count, size);
    }

    /**
     * The same in crops of another size.
     *
     * @param side of the crops in pixels
     * @return RGB, 0..255, {count, 3, side, side}
     */
    public float[] crops(long first, int count, int side) {
        float[] chw = new float[count * 3 * side * side];
        for (int i = 0; i < count; i++) {
            crop(first + i, side, chw, i * 3 * side * side);
        }
        return chw;
    }

    private void crop(long number, int side, float[] chw, int offset) {
        // Not java.util.Random: its first number is nearly the same for neighbouring seeds.
        SplittableRandom random = new SplittableRandom(seed * 0xD1342543DE82EF95L + number);
        List<Path> order = epoch(number / photos.size());
        int index = (int) (number % photos.size());
        for (int tried = 0; tried < photos.size(); tried++) {
            Path photo = order.get((index + tried) % photos.size());
            if (!unusable.contains(photo)) {
                try (Mat stored = PictureFile.decodePhoto(photo, size / MAX_ENLARGEMENT)) {
                    crop(stored, side, random, chw, offset);
                    return;
                } catch (ModelException e) {
                    unusable.add(photo); // one bad file must not end a long run; the caller reports it
                }
            }
        }
        throw noneReadable();
    }

    private static void crop(Mat stored, int size, SplittableRandom random, float[] chw, int offset) {
        int shortSide = Math.min(stored.cols(), stored.rows());
        double largest = Math.max(size, Math.min(shortSide, size * MAX_SHRINK));
        double scaledSide = size + random.nextDouble() * (largest - size);
        try (Mat scaled = Pictures.scale(stored, scaledSide / shortSide)) {
            int left = random.nextInt(Math.max(0, scaled.cols() - size) + 1);
            int top = random.nextInt(Math.max(0, scaled.rows() - size) + 1);
            try (Rect window = new Rect(left, top, size, size);
                    Mat crop = new Mat(scaled, window)) {
                Pictures.toChw(crop, chw, offset, random.nextBoolean());
            }
        }
    }

    private List<Path> epoch(long number) {
        List<Path> order = new ArrayList<>(photos);
        Collections.shuffle(order, new Random(seed + number));
        return order;
    }
}
