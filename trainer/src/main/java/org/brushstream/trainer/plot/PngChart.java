package org.brushstream.trainer.plot;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.brushstream.runtime.model.ModelException;
import org.knowm.xchart.XYChart;

/** A chart as a file of exactly the name that was asked for. */
final class PngChart {
    private PngChart() {}

    /** Replaces an existing file. */
    static void write(XYChart chart, Path png) {
        BufferedImage image = new BufferedImage(chart.getWidth(), chart.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        chart.paint(canvas, image.getWidth(), image.getHeight());
        canvas.dispose();
        try {
            ImageIO.write(image, "png", png.toFile());
        } catch (IOException e) {
            throw new ModelException("the graph " + png + " cannot be written: " + e.getMessage(), e);
        }
    }
}
