package org.brushstream.trainer.picture;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import javax.imageio.ImageIO;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.model.ModelException;
import org.jspecify.annotations.Nullable;

/**
 * What a net paints, at a glance: photographs across, styles down, and where they meet the photo in that style.
 *
 * @param photos of the first row, at least one
 * @param rows one for each style, at least one
 */
public record ContactSheet(List<Picture> photos, List<Row> rows) {
    /** Cells of fewer pixels show nothing, of more no sheet is needed. */
    public static final int MIN_CELL = 48;

    public static final int MAX_CELL = 1024;

    static final int GAP = 6; // pixels between cells and around them
    private static final int WIDEST = 2; // a panorama's cell has at most so many times the height as width
    static final Color PAPER = Color.WHITE;
    static final Color INK = new Color(0x333333);

    /** A picture and what is written beside it. */
    public record Picture(String name, Frame frame) {}

    /**
     * A style.
     *
     * @param style its name
     * @param picture what it was learned from; {@code null} for a style that no picture shows
     * @param paintings one of each photo of the sheet, in that order
     */
    public record Row(String style, @Nullable Frame picture, List<Frame> paintings) {
        public Row {
            paintings = List.copyOf(paintings);
        }
    }

    public ContactSheet {
        photos = List.copyOf(photos);
        rows = List.copyOf(rows);
        if (photos.isEmpty() || rows.isEmpty()) {
            throw new IllegalArgumentException("a sheet has at least one photo and one style");
        }
        for (Row row : rows) {
            if (row.paintings().size() != photos.size()) {
                throw new IllegalArgumentException("style %s has %d paintings of %d photos"
                        .formatted(row.style(), row.paintings().size(), photos.size()));
            }
        }
    }

    /**
     * The box that a photo's column gives its pictures: in it they need not be scaled if they have been scaled to it.
     *
     * @param cell height of the cells in pixels, {@value #MIN_CELL} to {@value #MAX_CELL}
     */
    public static FrameSize box(int cell) {
        if (cell < MIN_CELL || cell > MAX_CELL) {
            throw new IllegalArgumentException(
                    "a cell is %d to %d pixels high, not %d".formatted(MIN_CELL, MAX_CELL, cell));
        }
        return new FrameSize(WIDEST * cell, cell);
    }

    /**
     * Writes the sheet as PNG; an existing file is replaced, and survives where the new one cannot be written.
     *
     * @param cell height of the cells in pixels, {@value #MIN_CELL} to {@value #MAX_CELL}; pictures are scaled into them
     * @throws ModelException if the file cannot be written
     */
    public void write(Path png, int cell) {
        write(draw(cell), png);
    }

    static void write(BufferedImage sheet, Path png) {
        Path part = png.resolveSibling(png.getFileName() + ".part");
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ImageIO.write(sheet, "png", bytes);
            Files.write(part, bytes.toByteArray());
            Files.move(part, png, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            part.toFile().delete();
            throw new ModelException("the sheet " + png + " cannot be written: " + e.getMessage(), e);
        }
    }

    BufferedImage draw(int cell) {
        FrameSize box = box(cell);
        int[] widths = photos.stream()
                .mapToInt(photo -> Thumbnails.fitted(photo.frame().size(), box).width())
                .toArray();
        Font font = new Font(Font.SANS_SERIF, Font.PLAIN, Math.max(10, Math.min(24, cell / 14)));
        int line = 2 * font.getSize(); // its height with air above and below
        int width = GAP + cell + GAP;
        for (int column : widths) {
            width += column + GAP;
        }
        BufferedImage sheet =
                new BufferedImage(width, line + (1 + rows.size()) * (cell + GAP) + GAP, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = sheet.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        canvas.setColor(PAPER);
        canvas.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        canvas.setColor(INK);
        canvas.setFont(font);
        int left = GAP + cell + GAP;
        for (int i = 0; i < widths.length; i++) {
            label(photos.get(i).name(), left, 0, widths[i], line, canvas);
            place(photos.get(i).frame(), left, line, new FrameSize(widths[i], cell), sheet);
            left += widths[i] + GAP;
        }
        for (int i = 0; i < rows.size(); i++) {
            draw(rows.get(i), line + (1 + i) * (cell + GAP), cell, widths, line, sheet, canvas);
        }
        canvas.dispose();
        return sheet;
    }

    private static void draw(
            Row row, int top, int cell, int[] widths, int line, BufferedImage sheet, Graphics2D canvas) {
        Frame picture = row.picture();
        if (picture == null) {
            label(row.style(), GAP, top, cell, cell, canvas);
        } else {
            FrameSize shown = Thumbnails.fitted(picture.size(), new FrameSize(cell, cell - line));
            int above = (cell - line - shown.height()) / 2; // picture and name together stand in the middle
            place(picture, GAP, top + above, new FrameSize(cell, shown.height()), sheet);
            label(row.style(), GAP, top + above + shown.height(), cell, line, canvas);
        }
        int left = GAP + cell + GAP;
        for (int i = 0; i < widths.length; i++) {
            place(row.paintings().get(i), left, top, new FrameSize(widths[i], cell), sheet);
            left += widths[i] + GAP;
        }
    }

    /** In the middle of its box. */
    static void place(Frame frame, int left, int top, FrameSize box, BufferedImage sheet) {
        Frame shown = frame.size().equals(box) ? frame : Thumbnails.fit(frame, box);
        FrameSize size = shown.size();
        ByteBuffer rgb = shown.rgb();
        int[] row = new int[size.width()];
        for (int y = 0; y < size.height(); y++) {
            for (int x = 0; x < row.length; x++) {
                row[x] = (rgb.get() & 0xFF) << 16 | (rgb.get() & 0xFF) << 8 | (rgb.get() & 0xFF);
            }
            sheet.setRGB(
                    left + (box.width() - size.width()) / 2,
                    top + (box.height() - size.height()) / 2 + y,
                    row.length,
                    1,
                    row,
                    0,
                    row.length);
        }
    }

    /** In the middle of its box, cut where it is too long. */
    static void label(String name, int left, int top, int width, int height, Graphics2D canvas) {
        FontMetrics letters = canvas.getFontMetrics();
        String shown = name;
        while (letters.stringWidth(shown) > width && shown.length() > 1) {
            shown = shown.substring(0, shown.length() - 2) + "…";
        }
        canvas.drawString(
                shown,
                left + (width - letters.stringWidth(shown)) / 2,
                top + (height - letters.getHeight()) / 2 + letters.getAscent());
    }
}
