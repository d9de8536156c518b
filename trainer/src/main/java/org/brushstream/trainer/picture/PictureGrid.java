package org.brushstream.trainer.picture;

import java.awt.AlphaComposite;
import java.awt.Composite;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import org.brushstream.runtime.frame.FrameSize;

/**
 * Pictures side by side, row after row, each with a line of text; some of them pale.
 *
 * @param cells in the order in which they are read, at least one
 */
public record PictureGrid(List<Cell> cells) {
    private static final double WIDER_THAN_HIGH = 1.5;
    private static final float PALE = 0.75f; // how much paper lies over a pale picture

    /**
     * A picture.
     *
     * @param file of it
     * @param caption under it; cut where it is too long
     * @param pale whether it is shown as one that was left out
     */
    public record Cell(Path file, String caption, boolean pale) {}

    public PictureGrid {
        cells = List.copyOf(cells);
        if (cells.isEmpty()) {
            throw new IllegalArgumentException("a grid has at least one picture");
        }
    }

    /**
     * Writes the grid as PNG; an existing file is replaced, and survives where the new one cannot be written.
     *
     * @param side of the squares that the pictures are fitted into, in pixels
     * @throws org.brushstream.runtime.model.ModelException if a picture cannot be read or the file not be written
     */
    public void write(Path png, int side) {
        int columns = (int) Math.max(1, Math.round(Math.sqrt(cells.size() * WIDER_THAN_HIGH)));
        int rows = (cells.size() - 1) / columns + 1;
        Font font = new Font(Font.SANS_SERIF, Font.PLAIN, Math.max(10, side / 14));
        int line = 2 * font.getSize(); // its height with air above and below
        BufferedImage sheet = new BufferedImage(
                ContactSheet.GAP + columns * (side + ContactSheet.GAP),
                ContactSheet.GAP + rows * (side + line),
                BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = sheet.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        canvas.setColor(ContactSheet.PAPER);
        canvas.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        canvas.setFont(font);
        FrameSize box = new FrameSize(side, side);
        for (int i = 0; i < cells.size(); i++) {
            Cell cell = cells.get(i);
            int left = ContactSheet.GAP + i % columns * (side + ContactSheet.GAP);
            int top = ContactSheet.GAP + i / columns * (side + line);
            ContactSheet.place(Thumbnails.read(cell.file(), box), left, top, box, sheet);
            if (cell.pale()) {
                Composite opaque = canvas.getComposite();
                canvas.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, PALE));
                canvas.setColor(ContactSheet.PAPER);
                canvas.fillRect(left, top, side, side);
                canvas.setComposite(opaque);
            }
            canvas.setColor(ContactSheet.INK);
            ContactSheet.label(cell.caption(), left, top + side, side, line, canvas);
        }
        canvas.dispose();
        ContactSheet.write(sheet, png);
    }
}
