package org.brushstream.player.bench;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.brushstream.player.bench.Benchmark.ModelLine;
import org.brushstream.player.bench.Benchmark.ReferenceLine;
import org.brushstream.runtime.infer.Device;
import org.brushstream.runtime.model.ModelException;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.style.CategoryStyler;
import org.knowm.xchart.style.Styler;

/** Frames per second of the whole path to the display, by size and model, on a logarithmic axis. */
public final class SpeedGraph {
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

    private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 13);

    private static final int DECADES = 30; // from this factor on between the fastest and the slowest

    private SpeedGraph() {}

    /**
     * Draws the graph.
     *
     * @param benchmark with one line at least
     * @param png an existing file is replaced
     * @throws ModelException if the file cannot be written
     */
    public static void write(Benchmark benchmark, Path png) {
        Map<String, Map<String, Double>> speeds = speeds(benchmark);
        List<String> sizes = speeds.values().stream()
                .flatMap(bySize -> bySize.keySet().stream())
                .distinct()
                .toList();
        CategoryChart chart = chart();
        DoubleSummaryStatistics all = speeds.values().stream()
                .flatMap(bySize -> bySize.values().stream())
                .mapToDouble(Double::doubleValue)
                .summaryStatistics();
        // All of 1, 2, 3 ... 9 where there is room for them.
        chart.getStyler().setYAxisLogarithmicDecadeOnly(all.getMax() > DECADES * all.getMin());
        speeds.forEach((name, bySize) -> {
            List<@Nullable Double> heights = new ArrayList<>();
            sizes.forEach(size -> heights.add(bySize.get(size)));
            chart.addSeries(name, sizes, heights);
        });
        try {
            ImageIO.write(BitmapEncoder.getBufferedImage(chart), "png", png.toFile());
        } catch (IOException e) {
            throw new ModelException("the graph " + png + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** Name to size to frames per second, in the order of the benchmark. */
    private static Map<String, Map<String, Double>> speeds(Benchmark benchmark) {
        Map<String, Map<String, Double>> speeds = new LinkedHashMap<>();
        for (ModelLine line : benchmark.models()) {
            String name = line.device() == Device.CPU ? line.model() : line.model() + ", " + line.device();
            speeds.computeIfAbsent(name, first -> new LinkedHashMap<>())
                    .put(
                            line.size().toString(),
                            line.display().framesPerSecond().median());
        }
        for (ReferenceLine line : benchmark.references()) {
            speeds.computeIfAbsent(line.program() + ", net alone", first -> new LinkedHashMap<>())
                    .put(line.size().toString(), line.framesPerSecond().median());
        }
        return speeds;
    }

    private static CategoryChart chart() {
        CategoryChart chart = new CategoryChartBuilder()
                .width(960)
                .height(480)
                .title("decoded, painted and handed to the display")
                .yAxisTitle("frames/s")
                .theme(Styler.ChartTheme.XChart)
                .build();
        CategoryStyler styler = chart.getStyler();
        styler.setYAxisLogarithmic(true);
        styler.setSeriesColors(COLOURS);
        styler.setDefaultSeriesRenderStyle(CategorySeries.CategorySeriesRenderStyle.Line);
        styler.setMarkerSize(9);
        styler.setOverlapped(true); // else they stand beside their size
        styler.setPlotGridLinesColor(new Color(0xE6E6E6));
        styler.setPlotGridLinesStroke(new BasicStroke(1));
        styler.setPlotGridVerticalLinesVisible(false);
        styler.setPlotBorderVisible(false);
        styler.setAxisTickLabelsFont(FONT);
        styler.setAxisTitleFont(FONT);
        styler.setChartTitleFont(FONT);
        styler.setChartTitleBoxVisible(false);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setChartPadding(16);
        styler.setLegendPosition(Styler.LegendPosition.OutsideE);
        styler.setLegendBorderColor(Color.WHITE);
        styler.setLegendFont(FONT);
        return chart;
    }
}
