package org.brushstream.trainer.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.infer.Device;
import org.brushstream.runtime.infer.OrtStylizer;
import org.brushstream.runtime.model.CardStyle;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.runtime.model.StyleMix;
import org.brushstream.runtime.model.StyleModel;
import org.brushstream.trainer.picture.ContactSheet;
import org.brushstream.trainer.picture.Thumbnails;
import org.jspecify.annotations.Nullable;

/**
 * What finished models paint of some photographs. They paint in the size of the sheet's cells, so that nobody sees strokes
 * finer or broader than a film would show.
 *
 * @param models at least one; each gives a row, or as many as it holds styles
 * @param pictures folder of style pictures, each named as its style; {@code null} for names only
 * @param photos at least one
 * @param cell height of the cells in pixels, {@value ContactSheet#MIN_CELL} to {@value ContactSheet#MAX_CELL}
 */
public record SheetJob(List<StyleModel> models, @Nullable Path pictures, List<Path> photos, int cell) {
    public SheetJob {
        models = List.copyOf(models);
        photos = List.copyOf(photos);
        if (models.isEmpty() || photos.isEmpty()) {
            throw new IllegalArgumentException("a sheet shows at least one model and one photo");
        }
        ContactSheet.box(cell); // refuses what no cell can be
    }

    /**
     * Paints on the processor.
     *
     * @throws ModelException if a file is absent or wrong, or a model takes pictures of a fixed size only
     */
    public ContactSheet run() {
        FrameSize box = ContactSheet.box(cell);
        List<ContactSheet.Picture> before = photos.stream()
                .map(photo -> new ContactSheet.Picture(nameOf(photo), Thumbnails.read(photo, box)))
                .toList();
        List<ContactSheet.Row> rows = new ArrayList<>();
        for (StyleModel model : models) {
            try (OrtStylizer painter = OrtStylizer.open(model, Device.CPU)) {
                if (model.styles().isEmpty()) {
                    rows.add(row(model.name(), before, painter, model));
                }
                for (CardStyle style : model.styles()) {
                    painter.mix(StyleMix.of(style.name()));
                    rows.add(row(style.name(), before, painter, model));
                }
            }
        }
        return new ContactSheet(before, rows);
    }

    /**
     * Paints on the processor and writes the sheet as PNG; an existing file is replaced.
     *
     * @throws ModelException as {@link #run()}, or if the file cannot be written
     */
    public void write(Path png) {
        run().write(png, cell);
    }

    private ContactSheet.Row row(
            String style, List<ContactSheet.Picture> photos, OrtStylizer painter, StyleModel model) {
        Optional<Path> learned = pictureOf(style);
        return new ContactSheet.Row(
                style,
                learned.isPresent() ? Thumbnails.read(learned.get(), new FrameSize(cell, cell)) : null,
                photos.stream()
                        .map(photo -> paint(photo.frame(), painter, model))
                        .toList());
    }

    private static Frame paint(Frame photo, OrtStylizer painter, StyleModel model) {
        FrameSize taken = painter.sizeTaken(photo.size());
        if (!taken.equals(photo.size())) {
            throw new ModelException("%s takes pictures of %s only, and a sheet shows photos of any shape; export it"
                            .formatted(model, taken)
                    + " for any size");
        }
        return painter.apply(photo);
    }

    /** The picture a style was learned from, if the folder holds one of its name. */
    private Optional<Path> pictureOf(String style) {
        if (pictures == null) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(pictures)) {
            return files.filter(file -> nameOf(file).equals(style) && Files.isRegularFile(file))
                    .sorted()
                    .findFirst();
        } catch (IOException e) {
            throw new ModelException(
                    "the folder " + pictures + " of style pictures cannot be read; choose another --style-pictures", e);
        }
    }

    /** The file's name without its ending. */
    private static String nameOf(Path file) {
        return String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
    }
}
