package org.brushstream.trainer.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.trainer.net.TransformerNet;
import org.brushstream.trainer.picture.ContactSheet;
import org.brushstream.trainer.picture.PhotoFolder;
import org.brushstream.trainer.picture.Pictures;
import org.brushstream.trainer.picture.Thumbnails;
import org.brushstream.trainer.style.Style;
import org.brushstream.trainer.style.WeightedStyle;

/** A few of the photos that a run learns from, as a whole, and what its net makes of them at any time. */
final class Samples {
    /** Height of a preview's cells in pixels. */
    static final int CELL = 192;

    private static final int PHOTOS = 3;

    /** Of a photo's shorter side in pixels, whatever the crops: ten styles of larger ones would take gigabytes. */
    private static final int LARGEST = 512;

    private static final FrameSize STYLE_BOX = new FrameSize(2 * CELL, 2 * CELL); // pixels; the report shows no more

    private final List<ContactSheet.Picture> photos;
    private final List<String> styles;
    private final Map<String, Frame> pictures;

    /**
     * Reads what is shown.
     *
     * @param folder of photos, whose first by name are taken; at the size of its crops they are painted
     * @param styles of the net, in its order
     * @param learned those of them whose pictures are known
     * @throws org.brushstream.runtime.model.ModelException if no photo can be learned from
     */
    Samples(PhotoFolder folder, List<String> styles, List<Style> learned, NDManager manager) {
        this.styles = List.copyOf(styles);
        int side = Math.min(LARGEST, folder.size());
        photos = folder.first(PHOTOS).stream()
                .map(photo -> new ContactSheet.Picture(nameOf(photo), read(photo, side, manager)))
                .toList();
        pictures = new LinkedHashMap<>();
        for (Style style : learned) {
            if (!style.isNone()) {
                pictures.put(style.name(), Thumbnails.read(heaviest(style), STYLE_BOX));
            }
        }
    }

    /** The picture that a style owes most to, the first of several such. */
    static Path heaviest(Style style) {
        return style.pictures().stream()
                .max(Comparator.comparingDouble(WeightedStyle::weight))
                .orElseThrow()
                .picture();
    }

    /** The file's name without its ending. */
    private static String nameOf(Path file) {
        return String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
    }

    /**
     * As a whole, but for the few pixels that the net's blocks leave over.
     *
     * @param side of its shorter side afterwards, in pixels
     */
    static Frame read(Path photo, int side, NDManager manager) {
        try (NDManager scope = manager.newSubManager()) {
            NDArray whole = Pictures.read(photo, side, scope); // 1 x 3 x H x W
            long height = multiple(whole.getShape().get(2));
            long width = multiple(whole.getShape().get(3));
            return Pictures.frame(whole.get(new NDIndex(":, :, :{}, :{}", height, width)), 0);
        }
    }

    private static long multiple(long pixels) {
        return pixels / TransformerNet.SIZE_MULTIPLE * TransformerNet.SIZE_MULTIPLE;
    }

    /** The photos in all styles, painted with what has been learned so far. */
    ContactSheet paintedBy(Training training, NDManager manager) {
        List<ContactSheet.Row> rows = new ArrayList<>();
        for (int style = 0; style < styles.size(); style++) {
            List<Frame> paintings = new ArrayList<>();
            for (ContactSheet.Picture photo : photos) {
                try (NDManager scope = manager.newSubManager()) {
                    paintings.add(Pictures.frame(training.paint(Pictures.of(photo.frame(), scope), style), 0));
                }
            }
            String name = styles.get(style);
            rows.add(new ContactSheet.Row(name, pictures.get(name), paintings));
        }
        return new ContactSheet(photos, rows);
    }
}
