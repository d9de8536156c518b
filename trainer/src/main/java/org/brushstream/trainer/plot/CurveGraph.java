package org.brushstream.trainer.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.brushstream.trainer.loss.Losses;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Totals of the optimizer on several photos, and how far down each of them a model's painting is. */
public final class CurveGraph {
    /** Told from each other by all eyes (Okabe and Ito 2008, without yellow, which is too pale on white). */
    private static final Color[] COLOURS = {
        new Color(0x0072B2),
        new Color(0xD55E00),
        new Color(0x009E73),
        new Color(0xCC79A7),
        new Color(0xE69F00),
        new Color(0x56B4E9),
        new Color(0x000000)
    };

    private static final float LINE = 2; // pixels
    private static final int DOT = 9; // pixels
    private static final float[] DASHES = {6, 4};
    private static final int NAME_LENGTH = 24; // characters: the legend takes its room from the curves

    private CurveGraph() {}

    /**
     * One photo.
     *
     * @param photo its name
     * @param optimizer losses of the start, then after each iteration; at least one
     * @param painting of the model's painting
     * @param equalsIterations where the optimizer's total is the same; null for nowhere
     */
    public record Curve(
            String photo,
            List<Losses> optimizer,
            Losses painting,
            @Nullable Double equalsIterations) {}

    /**
     * Draws a curve for each photo, and beside it a dashed line at the model's total, up to a dot where the two meet.
     *
     * @param curves at least one; totals of 0 have no place on a logarithmic axis and are left out
     * @param model its name
     * @param png an existing file is replaced
     * @throws org.brushstream.runtime.model.ModelException if the file cannot be written
     */
    public static void write(List<Curve> curves, String model, Path png) {
        XYChart chart = PngChart.logarithmic("iterations of the optimizer", "total loss", curves.size());
        chart.setTitle("Dashed: one pass of " + model + "; a dot where the optimizer comes down to it");
        chart.getStyler().setMarkerSize(DOT);
        chart.getStyler().setYAxisLogarithmicDecadeOnly(false); // totals span about one factor of ten
        for (int i = 0; i < curves.size(); i++) {
            Curve curve = curves.get(i);
            Color colour = COLOURS[i % COLOURS.length];
            XYSeries line =
                    chart.addSeries("curve " + i, counted(curve.optimizer().size()), totals(curve.optimizer()));
            line.setLabel(shortened(curve.photo()));
            line.setLineColor(colour);
            line.setLineWidth(LINE);
            line.setMarker(SeriesMarkers.NONE);
            addLevel(chart, "level " + i, curve, colour);
        }
        PngChart.write(chart, png);
    }

    private static void addLevel(XYChart chart, String name, Curve curve, Color colour) {
        float total = curve.painting().total();
        if (total <= 0) {
            return;
        }
        Double meets = curve.equalsIterations();
        double end = meets != null ? meets : curve.optimizer().size() - 1;
        addUnnamed(chart, name, new double[] {0, end}, total, colour, SeriesMarkers.NONE);
        if (meets != null) {
            addUnnamed(chart, name + ", dot", new double[] {meets}, total, colour, SeriesMarkers.CIRCLE);
        }
    }

    private static void addUnnamed(
            XYChart chart, String name, double[] across, double height, Color colour, Marker marker) {
        double[] heights = new double[across.length];
        Arrays.fill(heights, height);
        XYSeries series = chart.addSeries(name, across, heights);
        series.setShowInLegend(false);
        series.setLineColor(colour);
        series.setLineStyle(new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 1, DASHES, 0));
        series.setMarker(marker);
        series.setMarkerColor(colour);
    }

    private static double[] counted(int count) {
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = i;
        }
        return numbers;
    }

    private static double[] totals(List<Losses> losses) {
        return losses.stream()
                .mapToDouble(Losses::total)
                .map(total -> total > 0 ? total : Double.NaN)
                .toArray();
    }

    /** The end of a path tells more than its beginning. */
    private static String shortened(String name) {
        return name.length() <= NAME_LENGTH ? name : "…" + name.substring(name.length() - NAME_LENGTH + 1);
    }
}
