package org.brushstream.trainer.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;

/** How a classifier learned: loss and accuracy of what it learns from and of what was held out, epoch by epoch. */
public final class EpochGraph {
    private static final Color LEARNED = new Color(0x0072B2); // told apart by all eyes (Okabe and Ito 2008)
    private static final Color HELD_OUT = new Color(0xD55E00);
    private static final float LINE = 2; // pixels
    private static final float[] DASHES = {6, 4};

    private EpochGraph() {}

    /**
     * After an epoch.
     *
     * @param epoch from 1
     * @param loss cross entropy of the pictures learned from
     * @param accuracy of these, 0..1
     * @param heldOutLoss cross entropy of those held out
     * @param heldOutAccuracy of these, 0..1
     */
    public record Point(int epoch, double loss, double accuracy, double heldOutLoss, double heldOutAccuracy) {}

    /**
     * Draws the curves.
     *
     * @param points in their order, at least one
     * @param png an existing file is replaced
     * @throws org.brushstream.runtime.model.ModelException if the file cannot be written
     */
    public static void write(List<Point> points, Path png) {
        XYChart chart = PngChart.linear("epoch", "cross entropy (dashed); share told right", 4);
        chart.getStyler().setYAxisMin(0.0);
        add(chart, "learned from", points, Point::accuracy, LEARNED, false);
        add(chart, "held out", points, Point::heldOutAccuracy, HELD_OUT, false);
        add(chart, "learned from, loss", points, Point::loss, LEARNED, true);
        add(chart, "held out, loss", points, Point::heldOutLoss, HELD_OUT, true);
        PngChart.write(chart, png);
    }

    private static void add(
            XYChart chart,
            String name,
            List<Point> points,
            ToDoubleFunction<Point> value,
            Color color,
            boolean dashed) {
        XYSeries series = chart.addSeries(
                name,
                points.stream().mapToDouble(Point::epoch).toArray(),
                points.stream().mapToDouble(value).toArray());
        series.setLineColor(color);
        series.setLineStyle(
                dashed
                        ? new BasicStroke(LINE, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, DASHES, 0)
                        : new BasicStroke(LINE));
    }
}
