package org.brushstream.trainer.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.brushstream.runtime.model.ModelException;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;

/** A chart as a file of exactly the name that was asked for. */
final class PngChart {
    private static final Color TEXT = new Color(0x444444);
    private static final Color GRID = new Color(0xE6E6E6);
    private static final Color MARK = new Color(0x999999);
    private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 13);

    private static final int HEIGHT = 600; // pixels
    private static final int NAME_HEIGHT = 26; // pixels
    private static final int USUAL_NAMES = 20;

    private PngChart() {}

    /**
     * An empty chart whose values grow by factors: lines without marks, and beside them, not over them, what they are.
     *
     * @param across title of the axis of whole numbers
     * @param up title of the logarithmic axis
     * @param names how many curves will be named: with very many the chart grows
     */
    static XYChart logarithmic(String across, String up, int names) {
        XYChart chart = linear(across, up, names);
        chart.getStyler().setYAxisLogarithmic(true);
        return chart;
    }

    /** The same with an axis upwards on which equal steps are equal amounts. */
    static XYChart linear(String across, String up, int names) {
        XYChart chart = new XYChartBuilder()
                .width(960)
                .height(HEIGHT + NAME_HEIGHT * Math.max(0, names - USUAL_NAMES))
                .xAxisTitle(across)
                .yAxisTitle(up)
                .theme(Styler.ChartTheme.XChart)
                .build();
        XYStyler styler = chart.getStyler();
        plain(styler);
        styler.setXAxisTickMarkSpacingHint(100);
        styler.setXAxisDecimalPattern("0");
        styler.setMarkerSize(0);
        return chart;
    }

    /** White paper, thin lines, names beside the picture. */
    static void plain(AxesChartStyler styler) {
        styler.setPlotGridLinesColor(GRID);
        styler.setPlotGridLinesStroke(new BasicStroke(1));
        styler.setPlotGridVerticalLinesVisible(false);
        styler.setPlotBorderVisible(false);
        styler.setAxisTickLabelsFont(FONT);
        styler.setAxisTickLabelsColor(TEXT);
        styler.setAxisTitleFont(FONT);
        styler.setChartFontColor(TEXT);
        styler.setChartTitleFont(FONT);
        styler.setChartTitleBoxVisible(false);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setChartPadding(16);
        styler.setLegendPosition(Styler.LegendPosition.OutsideE);
        styler.setLegendBorderColor(Color.WHITE);
        styler.setLegendFont(FONT);
        styler.setAnnotationLineColor(MARK);
        styler.setAnnotationLineStroke(new BasicStroke(1));
        styler.setAnnotationTextFont(FONT);
        styler.setAnnotationTextFontColor(TEXT);
    }

    /** Replaces an existing file. */
    static void write(Chart<?, ?> chart, Path png) {
        BufferedImage image = new BufferedImage(chart.getWidth(), chart.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE); // no stairs
        chart.paint(canvas, image.getWidth(), image.getHeight());
        canvas.dispose();
        try {
            ImageIO.write(image, "png", png.toFile());
        } catch (IOException e) {
            throw new ModelException("the graph " + png + " cannot be written: " + e.getMessage(), e);
        }
    }
}
