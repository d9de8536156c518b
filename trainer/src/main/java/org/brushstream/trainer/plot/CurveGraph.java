package org.brushstream.trainer.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.brushstream.trainer.loss.Losses;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;

/** Totals of the optimizer on several photos, each with the total of one model's painting as a dashed line. */
public final class CurveGraph {
    private static final Color[] COLOURS = {
        new Color(0x1f77b4),
        new Color(0xd95f02),
        new Color(0x2ca02c),
        new Color(0x9467bd),
        new Color(0x8c564b),
        new Color(0xe377c2),
        new Color(0x7f7f7f),
        new Color(0xbcbd22)
    };

    private CurveGraph() {}

    /**
     * Draws.
     *
     * @param curves by the photo's name: of the start, then after each iteration
     * @param model its name
     * @param painted of the model's paintings, in the order of the curves
     * @throws org.brushstream.runtime.model.ModelException if the file cannot be written
     */
    public static void write(Map<String, List<Losses>> curves, String model, List<Losses> painted, Path png) {
        XYChart chart = PngChart.logarithmic("iterations of the optimizer", "total loss");
        int number = 0;
        for (Map.Entry<String, List<Losses>> curve : curves.entrySet()) {
            Color colour = COLOURS[number % COLOURS.length];
            double[] totals =
                    curve.getValue().stream().mapToDouble(Losses::total).toArray();
            double[] iterations = new double[totals.length];
            for (int i = 0; i < iterations.length; i++) {
                iterations[i] = i;
            }
            chart.addSeries(curve.getKey(), iterations, totals).setLineColor(colour);
            double level = painted.get(number).total();
            XYSeries line = chart.addSeries(
                    model + " on " + curve.getKey(), new double[] {0, totals.length - 1}, new double[] {level, level});
            line.setLineColor(colour);
            line.setLineStyle(
                    new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 1, new float[] {6, 4}, 0));
            number++;
        }
        PngChart.write(chart, png);
    }
}
