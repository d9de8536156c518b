package org.brushstream.trainer.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.brushstream.trainer.evaluate.Evaluation;
import org.brushstream.trainer.loss.Losses;

/** What a model's pictures are worth, for people: a table for each photo and one of the medians, up to 100 columns wide. */
final class EvaluationTable {
    private static final int DAY = "2026-11-21".length();

    private final Evaluation evaluation;
    private final PrintWriter out;
    private final int widest; // name of a row

    private EvaluationTable(Evaluation evaluation, PrintWriter out) {
        this.evaluation = evaluation;
        this.out = out;
        this.widest = Math.max(
                "optimizer, 10000 iterations".length(), evaluation.painter().length());
    }

    static void print(Evaluation evaluation, PrintWriter out) {
        EvaluationTable table = new EvaluationTable(evaluation, out);
        table.printSettings();
        for (Evaluation.Photo photo : evaluation.photos()) {
            table.print(photo.file(), photo.rows());
        }
        table.print("Median of " + photographs(evaluation.photos().size()), evaluation.median());
        table.printWhereSecondsAreFrom();
        out.flush();
    }

    private void printSettings() {
        out.printf(
                "%s against L-BFGS from %s: %s, squares of %d px%n",
                evaluation.painter(),
                lowerCase(evaluation.start()),
                photographs(evaluation.photos().size()),
                evaluation.size());
        out.printf("Style picture %s, calculated in %s%n", evaluation.style(), lowerCase(evaluation.precision()));
        out.printf("Total, %s:%n", source());
        out.println("    " + evaluation.objective().toString().replace(" + ", System.lineSeparator() + "        + "));
    }

    private String source() {
        return switch (evaluation.objectiveFrom()) {
            case GIVEN -> "as asked for";
            case CARD -> "by the model's card";
            case USUAL -> "the usual one, for no card says by what the model learned";
        };
    }

    private void print(String title, Evaluation.Rows rows) {
        out.printf("%n%s%n", title);
        out.printf("  %-" + widest + "s  %9s  %9s  %9s  %9s%n", "", "content", "style", "total", "seconds");
        row("the photograph itself", rows.photograph(), "");
        row("the style picture itself", rows.stylePicture(), "");
        for (Evaluation.Mark mark : rows.optimizer()) {
            row(
                    "optimizer, %d iterations".formatted(mark.iterations()),
                    mark.losses(),
                    "%.1f".formatted(mark.seconds()));
        }
        row(evaluation.painter(), rows.painting(), "%.3f".formatted(rows.paintingSeconds()));
        out.println("  " + worth(rows));
    }

    private void row(String name, Losses losses, String seconds) {
        String line = ("  %-" + widest + "s  %9.3f  %9.4f  %9.3f  %9s")
                .formatted(name, losses.content(), losses.style(), losses.total(), seconds);
        out.println(line.stripTrailing());
    }

    private String worth(Evaluation.Rows rows) {
        Double iterations = rows.equalsIterations();
        Double seconds = rows.secondsToEqual();
        if (iterations == null || seconds == null) {
            return "%s equals more than %d iterations".formatted(evaluation.painter(), evaluation.iterations());
        }
        return "%s equals %.1f iterations, which took %.1f s: %.0f times as long"
                .formatted(evaluation.painter(), iterations, seconds, seconds / rows.paintingSeconds());
    }

    /** Old seconds, or another machine's, must not be taken for today's. */
    private void printWhereSecondsAreFrom() {
        List<Evaluation.Origin> old = evaluation.photos().stream()
                .map(Evaluation.Photo::optimizer)
                .filter(Evaluation.Origin::fromCache)
                .toList();
        if (old.isEmpty()) {
            out.printf("%nAll seconds are of this run, on %s.%n", processors(evaluation.processors()));
            return;
        }
        String counts = old.stream()
                .map(Evaluation.Origin::processors)
                .distinct()
                .sorted()
                .map(EvaluationTable::processors)
                .collect(Collectors.joining(" and "));
        out.printf(
                "%nThe optimizer's seconds for %d of %s are from the cache: %s, %s.%n"
                        + "All other seconds are of this run, on %s.%n",
                old.size(),
                photographs(evaluation.photos().size()),
                days(old),
                counts,
                processors(evaluation.processors()));
    }

    private static String days(List<Evaluation.Origin> origins) {
        List<String> days = origins.stream()
                .map(origin -> origin.painted().substring(0, DAY))
                .distinct()
                .sorted()
                .toList();
        String first = days.get(0);
        String last = days.get(days.size() - 1);
        return first.equals(last) ? first : first + " to " + last;
    }

    private static String photographs(int count) {
        return count == 1 ? "1 photograph" : count + " photographs";
    }

    private static String processors(int count) {
        return count == 1 ? "1 processor" : count + " processors";
    }

    private static String lowerCase(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
