package org.brushstream.trainer.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.brushstream.runtime.model.StyleModel;
import org.brushstream.trainer.stability.Flicker;
import org.brushstream.trainer.stability.StabilityReport;

/** How much a model's paintings flicker, for people: a line for each film and motion, and how to read them. */
final class FlickerTable {
    private FlickerTable() {}

    static void print(StyleModel model, StabilityReport report, PrintWriter out) {
        int widest = report.films().stream()
                .mapToInt(film -> film.clip().length())
                .max()
                .orElse(0);
        String row = "%-" + Math.max(4, widest) + "s  %-8s  %9s  %6s  %6s  %8s  %8s  %6s  %7s  %7s%n";
        out.printf("%s%n", model);
        out.printf(row, "", "", "", "", "", "warping", "error", "", "style", "loss");
        out.printf(
                row, "clip", "motion", "size", "frames", "masked", "source", "painted", "ratio", "source", "painted");
        for (Flicker film : report.films()) {
            out.printf(
                    row,
                    film.clip(),
                    film.motion(),
                    film.size(),
                    film.frames(),
                    "%.0f %%".formatted(100 * film.maskedShare()),
                    "%.3f".formatted(1000 * film.sourceError()),
                    "%.3f".formatted(1000 * film.paintedError()),
                    film.ratio().isPresent() ? "%.1f".formatted(film.ratio().getAsDouble()) : "-",
                    "%.3f".formatted(film.sourceStyleLoss()),
                    "%.3f".formatted(film.paintedStyleLoss()));
        }
        out.printf(
                """

                Warping error: mean squared difference of neighbouring frames after undoing the motion, in
                thousandths, colours from 0 to 1; without the masked pixels, whose way is not known. Motions
                other than film: a still moved in a known way, under noise of %.0f of 255. Style loss: distance
                from %s at %d pixels by %s in %s.
                """,
                report.noise(),
                report.style(),
                report.objective().styleSize(),
                String.join(", ", report.objective().styleLayers()),
                report.precision().name().toLowerCase(Locale.ROOT));
        for (Flicker film : report.films()) {
            if (film.leftOut() > 0) {
                out.printf(
                        "%s: %d of %d pairs of neighbours were left out, too little is seen in both; cuts?%n",
                        film.clip(), film.leftOut(), film.frames() - 1);
            }
        }
    }
}
