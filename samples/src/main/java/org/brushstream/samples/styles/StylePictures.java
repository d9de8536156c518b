package org.brushstream.samples.styles;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import javax.imageio.ImageIO;

/** Draws the style pictures that are ours into a folder. The same program draws the same pixels every time. */
public final class StylePictures {
    /** Width and height in pixels. */
    static final int SIDE = 768;

    private StylePictures() {}

    /**
     * Draws them.
     *
     * @param args the folder for the PNG files
     */
    public static void main(String[] args) throws IOException {
        if (args.length != 1) {
            throw new IllegalArgumentException("give one folder to draw the style pictures into");
        }
        Path folder = Files.createDirectories(Path.of(args[0]));
        ImageIO.write(Halftone.draw(), "png", folder.resolve("halftone.png").toFile());
        ImageIO.write(Blueprint.draw(), "png", folder.resolve("blueprint.png").toFile());
    }

    /** An RGB picture of the usual size, the ground filled, the rest drawn with smooth edges. */
    static BufferedImage picture(Color ground, Consumer<Graphics2D> drawing) {
        BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = smooth(picture.createGraphics());
        pen.setColor(ground);
        pen.fillRect(0, 0, SIDE, SIDE);
        drawing.accept(pen);
        pen.dispose();
        return picture;
    }

    static Graphics2D smooth(Graphics2D pen) {
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        return pen;
    }

    /**
     * Left to right place of the n-th thing on a sheet that is to be covered evenly, pixels: Roberts' R2 sequence (2018,
     * "The unreasonable effectiveness of quasirandom sequences").
     */
    static double x(double n) {
        return (0.5 + n * 0.7548776662466927) % 1 * SIDE;
    }

    /** Its place from top to bottom. */
    static double y(double n) {
        return (0.5 + n * 0.5698402909980532) % 1 * SIDE;
    }
}
