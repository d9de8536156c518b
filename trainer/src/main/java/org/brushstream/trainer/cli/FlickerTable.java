package org.brushstream.trainer.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import org.brushstream.trainer.loss.JudgedStyle;
import org.brushstream.trainer.stability.Flicker;
import org.brushstream.trainer.stability.StabilityReport;

/** How much a model's paintings flicker, for people: a line for each film and motion, and how to read them. */
final class FlickerTable {
    private FlickerTable() {}

    static void print(JudgedStyle painter, StabilityReport report, PrintWriter out) {
        int widest = report.films().stream()
                .mapToInt(film -> film.clip().length())
                .max()
                .orElse(0);
        String row = "%-" + Math.max(4, widest) + "s  %-8s  %9s  %6s  %6s  %8s  %8s  %6s  %7s  %7s%n";
        out.printf("%s%n", painter);
        out.printf(row, "", "", "", "", "", "warping", "error", "", "style", "loss");
        out.printf(
                row, "clip", "motion", "size", "frames", "masked", "source", "painted", "ratio", "source", "painted");
        for (Flicker film : report.films()) {
            Optional<Flicker.Errors> errors = film.errors();
            out.printf(
                    row,
                    film.clip(),
                    film.motion(),
                    film.size(),
                    film.frames(),
                    orDash(errors.map(found -> "%.0f %%".formatted(100 * found.maskedShare()))),
                    orDash(errors.map(found -> "%.3f".formatted(1000 * found.source()))),
                    orDash(errors.map(found -> "%.3f".formatted(1000 * found.painted()))),
                    orDash(errors.flatMap(found ->
                            found.ratio().stream().mapToObj("%.1f"::formatted).findFirst())),
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
            if (film.errors().isEmpty()) {
                out.printf(
                        "%s: no two neighbours of its %d frames have enough in common to tell flicker from motion;%n"
                                + "    choose a calmer part of it%n",
                        film.clip(), film.frames());
            } else if (film.leftOut() > 0) {
                out.printf(
                        "%s: %d of %d pairs of neighbours were left out, too little is seen in both; cuts?%n",
                        film.clip(), film.leftOut(), film.frames() - 1);
            }
        }
    }

    private static String orDash(Optional<String> figure) {
        return figure.orElse("-");
    }
}
