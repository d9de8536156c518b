package org.brushstream.trainer.plot;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.brushstream.trainer.loss.Losses;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The losses of one run, iteration by iteration, on a logarithmic axis. */
public final class LossGraph {
    private LossGraph() {}

    /**
     * Draws content, style and total loss.
     *
     * @param curve of the start, then after each iteration; values of 0 have no place on a logarithmic axis and are left out
     * @throws org.brushstream.runtime.model.ModelException if the file cannot be written
     */
    public static void write(List<Losses> curve, Path png) {
        XYChart chart = new XYChartBuilder()
                .width(960)
                .height(600)
                .xAxisTitle("iteration")
                .yAxisTitle("loss")
                .theme(Styler.ChartTheme.Matlab)
                .build();
        chart.getStyler().setYAxisLogarithmic(true);
        chart.getStyler().setLegendPosition(Styler.LegendPosition.InsideNE);
        add(chart, "content", curve, losses -> (double) losses.content());
        add(chart, "style", curve, losses -> (double) losses.style());
        add(chart, "total, weighted", curve, losses -> (double) losses.total());
        PngChart.write(chart, png);
    }

    private static void add(XYChart chart, String name, List<Losses> curve, Function<Losses, Double> term) {
        double[] iterations = new double[curve.size()];
        double[] values = new double[curve.size()];
        for (int i = 0; i < iterations.length; i++) {
            double value = term.apply(curve.get(i));
            iterations[i] = i;
            values[i] = value > 0 ? value : Double.NaN;
        }
        chart.addSeries(name, iterations, values).setMarker(SeriesMarkers.NONE);
    }
}
