package org.brushstream.trainer.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.brushstream.trainer.plot.TrainingGraph.Point;
import org.brushstream.trainer.plot.TrainingGraph.Term;

/** The losses as a drawing inside a page, whose style sheet gives the colours: they differ by day and by night. */
final class LossCurves {
    private static final int WIDTH = 640; // of the drawing's own units; the page scales it
    private static final int HEIGHT = 380;
    private static final int LEFT = 88; // room for the numbers of the axes, large on a phone
    private static final int RIGHT = 16;
    private static final int TOP = 12;
    private static final int BOTTOM = 60;
    private static final int STEP_TICKS = 6; // at most
    private static final double[] MANTISSAS = {1, 2, 5};
    private static final int FEW_LINES = 8; // of the grid; beyond only powers of ten

    private final List<Point> points;
    private final List<Term> terms;
    private final double last;
    private final double low;
    private final double high;

    /** @param points at least one, with at least one loss above 0 */
    LossCurves(List<Point> points) {
        this.points = points;
        terms = terms(points);
        last = Math.max(1, points.get(points.size() - 1).step());
        double[] values = terms.stream()
                .flatMap(term -> points.stream().map(point -> term.of(point.losses())))
                .mapToDouble(Double::doubleValue)
                .filter(value -> value > 0)
                .toArray();
        double smallest = Double.POSITIVE_INFINITY;
        double largest = 0;
        for (double value : values) {
            smallest = Math.min(smallest, value);
            largest = Math.max(largest, value);
        }
        low = smallest / 1.2; // the curves keep off the frame
        high = largest * 1.2;
    }

    /** What is to be drawn. */
    static List<Term> terms(List<Point> points) {
        return List.of(Term.values()).stream().filter(term -> term.isIn(points)).toList();
    }

    String svg() {
        StringBuilder svg = new StringBuilder(
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"losses by step\">%n".formatted(WIDTH, HEIGHT));
        for (double value : gridLines()) {
            String y = number(y(value));
            svg.append("<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%s\" y2=\"%s\"/>"
                    .formatted(LEFT, WIDTH - RIGHT, y, y));
            text(svg, LEFT - 8, y(value) + 5, "end", plain(value));
        }
        for (double step = 0; step <= last; step += tick(last)) {
            text(svg, x(step), HEIGHT - BOTTOM + 24, "middle", plain(step));
        }
        text(svg, (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 6, "middle", "step");
        for (Term term : terms) {
            curve(svg, term);
        }
        return svg.append("</svg>\n").toString();
    }

    /** A gap where there is nothing to draw on a logarithmic axis. */
    private void curve(StringBuilder svg, Term term) {
        svg.append("<path class=\"").append(cssClass(term)).append("\" d=\"");
        boolean drawing = false;
        for (Point point : points) {
            double value = term.of(point.losses());
            if (value > 0) {
                svg.append(drawing ? 'L' : 'M')
                        .append(number(x(point.step())))
                        .append(' ')
                        .append(number(y(value)));
            }
            drawing = value > 0;
        }
        svg.append("\"/>\n");
    }

    static String cssClass(Term term) {
        return term.name().toLowerCase(Locale.ROOT);
    }

    private double x(double step) {
        return LEFT + (WIDTH - LEFT - RIGHT) * step / last;
    }

    private double y(double value) {
        double share = Math.log(value / low) / Math.log(high / low);
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share;
    }

    /** At 1, 2 and 5 times powers of ten, or at the powers only where these would be many. */
    private List<Double> gridLines() {
        List<Double> fine = new ArrayList<>();
        List<Double> coarse = new ArrayList<>();
        for (int power = (int) Math.floor(Math.log10(low)); power <= Math.log10(high); power++) {
            for (double mantissa : MANTISSAS) {
                double value = mantissa * Math.pow(10, power);
                if (value >= low && value <= high) {
                    fine.add(value);
                    if (mantissa == 1) {
                        coarse.add(value);
                    }
                }
            }
        }
        return fine.size() <= FEW_LINES ? fine : coarse;
    }

    /** Of 1, 2 or 5 times a power of ten, so that there are few. */
    private static double tick(double last) {
        for (double power = 1; ; power *= 10) {
            for (double mantissa : MANTISSAS) {
                if (last / (mantissa * power) <= STEP_TICKS) {
                    return mantissa * power;
                }
            }
        }
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String text) {
        svg.append(
                "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>%n".formatted(number(x), number(y), anchor, text));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    /** Without zeros that say nothing: 0.05, 2, 10000. */
    private static String plain(double value) {
        int decimals = value > 0 ? Math.max(0, (int) -Math.floor(Math.log10(value) + 1e-9)) : 0;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
