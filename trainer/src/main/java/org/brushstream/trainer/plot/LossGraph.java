package org.brushstream.trainer.plot;

import java.awt.Color;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.brushstream.trainer.loss.Losses;
import org.knowm.xchart.AnnotationLine;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;

/** The losses of one painting, iteration by iteration, on a logarithmic axis. */
public final class LossGraph {
    private static final Color CONTENT = new Color(0x1F77B4); // blue
    private static final Color STYLE = new Color(0xD95F02); // orange: told from blue by all eyes
    private static final Color TOTAL = new Color(0x333333);

    private static final float LINE = 2; // pixels
    private static final double HEADROOM = 2; // as a factor: the names of sizes stand above the curves

    private LossGraph() {}

    /**
     * The way at one size of the picture.
     *
     * @param shortSide of the picture, pixels
     * @param losses of what it begins with, then after each iteration: at least one
     */
    public record Stretch(int shortSide, List<Losses> losses) {}

    /**
     * Draws content, style and total loss. A larger size begins where the smaller one ended; a line says so, for losses of
     * other sizes are other numbers.
     *
     * @param stretches at least one; values of 0 have no place on a logarithmic axis and are left out
     * @param png an existing file is replaced
     * @throws org.brushstream.runtime.model.ModelException if the file cannot be written
     */
    public static void write(List<Stretch> stretches, Path png) {
        XYChart chart = PngChart.logarithmic("iteration", "loss", 3);
        add(chart, "content", stretches, Losses::content, CONTENT);
        add(chart, "style", stretches, Losses::style, STYLE);
        add(chart, "weighted total", stretches, Losses::total, TOTAL);
        double top = HEADROOM * largest(stretches);
        chart.getStyler().setYAxisMax(top);
        nameSizes(chart, stretches, top / Math.sqrt(HEADROOM));
        PngChart.write(chart, png);
    }

    private static void add(
            XYChart chart, String name, List<Stretch> stretches, ToDoubleFunction<Losses> term, Color colour) {
        DoubleStream.Builder iterations = DoubleStream.builder();
        DoubleStream.Builder values = DoubleStream.builder();
        int begin = 0;
        for (Stretch stretch : stretches) {
            for (int i = 0; i < stretch.losses().size(); i++) {
                double value = term.applyAsDouble(stretch.losses().get(i));
                iterations.add(begin + i);
                values.add(value > 0 ? value : Double.NaN);
            }
            begin += stretch.losses().size() - 1;
            // A gap in the curve. It stands between two iterations, for of evenly spaced ones XChart would number every
            // seventh or so, and not the round ones.
            iterations.add(begin + 0.5);
            values.add(Double.NaN);
        }
        XYSeries series = chart.addSeries(
                name, iterations.build().toArray(), values.build().toArray());
        series.setLineColor(colour);
        series.setLineWidth(LINE);
    }

    private static double largest(List<Stretch> stretches) {
        return stretches.stream()
                .flatMap(stretch -> stretch.losses().stream())
                .mapToDouble(losses -> Math.max(losses.total(), Math.max(losses.content(), losses.style())))
                .max()
                .orElseThrow();
    }

    /** Each size in the middle of its stretch, lines between them. */
    private static void nameSizes(XYChart chart, List<Stretch> stretches, double height) {
        int begin = 0;
        for (Stretch stretch : stretches) {
            int length = stretch.losses().size() - 1;
            if (begin > 0) {
                chart.addAnnotation(new AnnotationLine(begin, true, false));
            }
            chart.addAnnotation(new AnnotationText(stretch.shortSide() + " px", begin + length / 2.0, height, false));
            begin += length;
        }
    }
}
