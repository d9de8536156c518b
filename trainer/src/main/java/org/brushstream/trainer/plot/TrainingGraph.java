package org.brushstream.trainer.plot;

import java.awt.Color;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.brushstream.trainer.loss.Losses;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;

/** The losses of a training, on a logarithmic axis: each point is the mean of neighbouring steps, which jump about. */
public final class TrainingGraph {
    /** As many points as the eye can follow; more would be a band, not a line. */
    public static final int POINTS = 240;

    private static final float LINE = 2; // pixels

    private TrainingGraph() {}

    /**
     * The losses of some neighbouring steps.
     *
     * @param step their middle
     * @param losses their mean
     */
    public record Point(double step, Losses losses) {}

    /** What is drawn of each step. Colours are told from each other by all eyes (Okabe and Ito 2008). */
    public enum Term {
        /** How far paintings are from the photos. */
        CONTENT("content", 0x0072B2),
        /** How far they are from their style pictures. */
        STYLE("style", 0xD55E00),
        /** How restless they are. */
        VARIATION("variation", 0xE69F00),
        /** How far the photos are from themselves where they are to come back. */
        REPRODUCTION("reproduction", 0xCC79A7),
        /** How far moved paintings are from paintings of what moved. */
        STABILITY("stability", 0x009E73),
        /** How far paintings are from a teacher's. */
        IMITATION("imitation", 0x56B4E9),
        /** All of them, weighted. */
        TOTAL("weighted total", 0x333333);

        private final String title;
        private final int rgb;

        Term(String title, int rgb) {
            this.title = title;
            this.rgb = rgb;
        }

        /** As people call it. */
        public String title() {
            return title;
        }

        /** On white paper, 0xRRGGBB. */
        public int rgb() {
            return rgb;
        }

        /** This term among all. */
        public double of(Losses losses) {
            return switch (this) {
                case CONTENT -> losses.content();
                case STYLE -> losses.style();
                case VARIATION -> losses.variation();
                case REPRODUCTION -> losses.reproduction();
                case STABILITY -> losses.stability();
                case IMITATION -> losses.imitation();
                case TOTAL -> losses.total();
            };
        }

        /** Whether there is anything to draw: a logarithmic axis has no place for 0, and a term may be switched off. */
        public boolean isIn(List<Point> points) {
            return points.stream().anyMatch(point -> of(point.losses()) > 0);
        }
    }

    /**
     * Means over neighbouring steps.
     *
     * @param steps in their order
     * @param atMost how many points, at least 1
     * @return of that many steps each, the last of fewer perhaps; the steps themselves where they are few
     */
    public static List<Point> means(List<Point> steps, int atMost) {
        int together = Math.max(1, (steps.size() + atMost - 1) / atMost);
        List<Point> means = new ArrayList<>();
        for (int begin = 0; begin < steps.size(); begin += together) {
            means.add(mean(steps.subList(begin, Math.min(steps.size(), begin + together))));
        }
        return means;
    }

    private static Point mean(List<Point> steps) {
        return new Point(
                steps.stream().mapToDouble(Point::step).average().orElseThrow(),
                Losses.mean(steps.stream().map(Point::losses).toList()));
    }

    /**
     * Draws every term that is not always 0.
     *
     * @param steps in their order, at least one
     * @param png an existing file is replaced
     * @throws org.brushstream.runtime.model.ModelException if the file cannot be written
     */
    public static void write(List<Point> steps, Path png) {
        List<Point> points = means(steps, POINTS);
        double[] across = points.stream().mapToDouble(Point::step).toArray();
        XYChart chart = PngChart.logarithmic("step", "loss", Term.values().length);
        for (Term term : Term.values()) {
            if (term.isIn(points)) {
                double[] values = points.stream()
                        .mapToDouble(point -> term.of(point.losses()))
                        .map(value -> value > 0 ? value : Double.NaN)
                        .toArray();
                XYSeries series = chart.addSeries(term.title(), across, values);
                series.setLineColor(new Color(term.rgb()));
                series.setLineWidth(LINE);
            }
        }
        PngChart.write(chart, png);
    }
}
