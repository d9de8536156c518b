package org.brushstream.trainer.plot;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.brushstream.runtime.model.ModelException;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;

/** A chart as a file of exactly the name that was asked for. */
final class PngChart {
    private PngChart() {}

    /** An empty chart whose values grow by factors, lines without marks. */
    static XYChart logarithmic(String across, String up) {
        XYChart chart = new XYChartBuilder()
                .width(960)
                .height(600)
                .xAxisTitle(across)
                .yAxisTitle(up)
                .theme(Styler.ChartTheme.Matlab)
                .build();
        chart.getStyler().setYAxisLogarithmic(true);
        chart.getStyler().setLegendPosition(Styler.LegendPosition.InsideNE);
        chart.getStyler().setMarkerSize(0);
        return chart;
    }

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
