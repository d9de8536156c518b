package org.brushstream.trainer.plot;

import java.awt.Color;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;

/** Which classes were taken for which, as a table of colours and numbers. */
public final class ConfusionGraph {
    private static final Color[] NONE_TO_ALL = {Color.WHITE, new Color(0x56B4E9)};
    private static final int CELL = 90; // pixels
    private static final int MARGIN = 260; // for the names

    private ConfusionGraph() {}

    /**
     * Draws the table.
     *
     * @param names of the classes
     * @param counts a row for each class: how many of it were taken for each
     * @param png an existing file is replaced
     * @throws org.brushstream.runtime.model.ModelException if the file cannot be written
     */
    public static void write(List<String> names, List<List<Integer>> counts, Path png) {
        int side = MARGIN + CELL * names.size();
        HeatMapChart chart = new HeatMapChartBuilder()
                .width(side + MARGIN / 2)
                .height(side)
                .xAxisTitle("taken for")
                .yAxisTitle("is")
                .build();
        PngChart.plain(chart.getStyler());
        chart.getStyler().setRangeColors(NONE_TO_ALL);
        chart.getStyler().setShowValue(true);
        chart.getStyler().setHeatMapValueDecimalPattern("0");
        List<String> upwards = new ArrayList<>(names); // the first class belongs on top, as in any table
        Collections.reverse(upwards);
        List<Number[]> cells = new ArrayList<>();
        for (int of = 0; of < counts.size(); of++) {
            for (int taken = 0; taken < counts.get(of).size(); taken++) {
                cells.add(new Number[] {
                    taken, counts.size() - 1 - of, counts.get(of).get(taken)
                });
            }
        }
        chart.addSeries("frames", names, upwards, cells);
        PngChart.write(chart, png);
    }
}
