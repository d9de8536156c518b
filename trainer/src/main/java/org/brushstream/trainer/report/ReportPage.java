package org.brushstream.trainer.report;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.trainer.loss.Losses;
import org.brushstream.trainer.picture.ContactSheet;
import org.brushstream.trainer.picture.Thumbnails;
import org.brushstream.trainer.plot.TrainingGraph;
import org.brushstream.trainer.plot.TrainingGraph.Point;
import org.brushstream.trainer.plot.TrainingGraph.Term;
import org.jspecify.annotations.Nullable;

/** A training's report as HTML. */
final class ReportPage {
    private static final FrameSize LARGEST = new FrameSize(384, 384); // pixels: ten styles of three photos are 2 MB
    private static final double LEAST_HEIGHT = 7; // of pictures, in letters: on a phone the sheet is moved, not shrunk
    private static final int LISTED = 20; // of what could not be read

    /** Said to browsers: load nothing from anywhere, run nothing. */
    private static final String HEAD = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
            <title>%s: training report</title>
            <style>
            :root { --ink: #222; --soft: #666; --line: #ddd; --paper: #fff; --content: #0072b2; --style: #d55e00;
              --variation: #e69f00; --reproduction: #cc79a7; --stability: #009e73;
              --imitation: #56b4e9; --total: #333 }
            @media (prefers-color-scheme: dark) {
              :root { --ink: #e6e6e6; --soft: #a0a0a0; --line: #3a3a3a; --paper: #161616; --content: #56b4e9;
                --style: #ff8a3d; --variation: #f0c030; --reproduction: #e39ac4; --stability: #2fc99a; --imitation: #b7a6ff;
                --total: #eee }
            }
            body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper);
              max-width: 60rem; margin: 0 auto; padding: 1rem }
            h1 { font-size: 1.6rem; margin: .5rem 0 0 } h2 { font-size: 1.2rem; margin: 2.5rem 0 .5rem }
            p, figure { margin: .5rem 0 } .soft { color: var(--soft) } pre { margin: .5rem 0 }
            .wide { overflow-x: auto }
            .sheet { display: grid; gap: 6px; align-items: center; text-align: center; font-size: .85rem }
            .sheet img { width: 100%%; display: block } .sheet > div { overflow-wrap: anywhere }
            .sheet .first { position: sticky; left: 0; background: var(--paper) }
            table { border-collapse: collapse } td, th { padding: .25rem .8rem .25rem 0; text-align: left;
              vertical-align: top; border-bottom: 1px solid var(--line); font-weight: normal }
            thead th { color: var(--soft) } .number { text-align: right; font-variant-numeric: tabular-nums }
            td { overflow-wrap: break-word } .number { white-space: nowrap }
            svg { width: 100%%; height: auto } svg text { fill: var(--soft); font-size: 15px }
            @media (max-width: 34rem) { svg text { font-size: 22px } }
            svg .grid { stroke: var(--line) } svg path { fill: none; stroke-width: 2.5; stroke-linejoin: round }
            .legend span { display: inline-block; margin-right: 1.2rem } .legend i { display: inline-block;
              width: 1.2rem; height: .25rem; margin-right: .4rem; vertical-align: middle }
            %s</style>
            </head>
            <body>
            """;

    private final TrainingReport report;
    private final StringBuilder page = new StringBuilder();

    ReportPage(TrainingReport report) {
        this.report = report;
    }

    String html() {
        page.append(HEAD.formatted(escaped(report.model()), colours()));
        title();
        samples();
        losses();
        worths();
        recipe();
        history();
        unreadable();
        return page.append("</body>\n</html>\n").toString();
    }

    private static String colours() {
        StringBuilder css = new StringBuilder();
        for (Term term : Term.values()) {
            String name = LossCurves.cssClass(term);
            css.append(
                    "svg .%s { stroke: var(--%s) } i.%s { background: var(--%s) }%n".formatted(name, name, name, name));
        }
        return css.toString();
    }

    private void title() {
        page.append("<h1>").append(escaped(report.model())).append("</h1>\n");
        page.append("<p class=\"soft\">").append(escaped(summary())).append("</p>\n");
    }

    /** As in "6,000 photographs in 18.2 minutes, 5.5 a second". */
    private String summary() {
        double minutes = report.history().stream()
                .mapToDouble(TrainingReport.Stint::minutes)
                .sum();
        int steps = report.history().get(report.history().size() - 1).toStep();
        String text = String.format(Locale.ROOT, "%,d steps in %.1f minutes", steps, minutes);
        if (report.losses().isEmpty()) {
            return text;
        }
        LossLog.Row last = report.losses().get(report.losses().size() - 1);
        double[] rates = report.losses().stream()
                .mapToDouble(LossLog.Row::imagesPerSecond)
                .sorted()
                .toArray();
        return text
                + String.format(
                        Locale.ROOT,
                        ", %,d photographs, %.1f a second (median over the steps)",
                        last.images(),
                        rates[rates.length / 2]);
    }

    private void samples() {
        ContactSheet sheet = report.samples();
        heading("Before and after");
        page.append("<div class=\"wide\"><div class=\"sheet\" style=\"grid-template-columns: minmax(6rem, 1fr)");
        for (ContactSheet.Picture photo : sheet.photos()) { // as wide as makes all of them equally high
            FrameSize size = photo.frame().size();
            double aspect = (double) size.width() / size.height();
            page.append(String.format(Locale.ROOT, " minmax(%.2frem, %.2ffr)", LEAST_HEIGHT * aspect, aspect));
        }
        page.append("\">\n");
        page.append("<div class=\"first\"></div>\n");
        for (ContactSheet.Picture photo : sheet.photos()) {
            page.append("<div>");
            picture(photo.frame(), photo.name());
            page.append(escaped(photo.name())).append("</div>\n");
        }
        for (ContactSheet.Row row : sheet.rows()) {
            page.append("<div class=\"first\">");
            Frame learned = row.picture();
            if (learned != null) {
                picture(learned, "the style picture of " + row.style());
            }
            page.append(escaped(row.style())).append("</div>\n");
            for (int i = 0; i < sheet.photos().size(); i++) {
                page.append("<div>");
                picture(row.paintings().get(i), sheet.photos().get(i).name() + " as " + row.style());
                page.append("</div>\n");
            }
        }
        page.append("</div></div>\n");
    }

    private void picture(Frame frame, String what) {
        FrameSize size = frame.size();
        boolean fits = size.width() <= LARGEST.width() && size.height() <= LARGEST.height();
        Frame shown = fits ? frame : Thumbnails.fit(frame, LARGEST);
        page.append(
                "<img alt=\"%s\" width=\"%d\" height=\"%d\" style=\"height: auto\" src=\"data:image/jpeg;base64,%s\">%n"
                        .formatted(
                                escaped(what),
                                shown.size().width(),
                                shown.size().height(),
                                Base64.getEncoder().encodeToString(Thumbnails.jpeg(shown))));
    }

    private void losses() {
        heading("Losses");
        List<Point> points = TrainingGraph.means(TrainingDiary.points(report.losses()), TrainingGraph.POINTS);
        List<Term> terms = LossCurves.terms(points);
        if (terms.isEmpty()) {
            paragraph("Of no step is anything known.");
            return;
        }
        page.append("<p class=\"legend\">");
        for (Term term : terms) {
            page.append("<span><i class=\"%s\"></i>%s</span>".formatted(LossCurves.cssClass(term), term.title()));
        }
        page.append("</p>\n<figure>").append(new LossCurves(points).svg()).append("</figure>\n");
        int together = (report.losses().size() + points.size() - 1) / points.size();
        paragraph((together == 1 ? "Every step" : "Each point is the mean of " + together + " steps")
                + "; the axis is logarithmic. Content: how much of the photo is lost. Style: how far from the picture"
                + " that was learned.");
    }

    private void worths() {
        heading("What the paintings are worth");
        paragraph(report.judgement().photographs());
        List<TrainingReport.Worth> all = report.judgement().worths();
        if (!all.isEmpty()) {
            Map<String, List<TrainingReport.Worth>> byStyle = new LinkedHashMap<>();
            all.forEach(worth -> byStyle.computeIfAbsent(worth.style(), style -> new ArrayList<>())
                    .add(worth));
            tableOfWorths("mean of");
            byStyle.forEach((style, worths) -> meanRow(style, worths));
            page.append("</tbody></table></div>\n<details><summary>Each photograph</summary>\n");
            tableOfWorths("photograph");
            all.forEach(worth -> {
                row(worth.style(), worth.photo() + ", unpainted", worth.photograph(), "");
                row(worth.style(), worth.photo(), worth.painting(), iterations(worth.optimizer()));
            });
            page.append("</tbody></table></div></details>\n");
        }
        if (all.isEmpty() || all.stream().anyMatch(worth -> worth.optimizer() == null)) {
            paragraph("How many iterations of the optimizer (Gatys) a painting equals is known once this has painted"
                    + " with it, which takes minutes:");
            page.append("<pre class=\"wide\"><code>")
                    .append(escaped(report.evaluation()))
                    .append("</code></pre>\n");
        }
    }

    private void tableOfWorths(String second) {
        page.append(("<div class=\"wide\"><table><thead><tr><th>style</th><th>%s</th><th class=\"number\">content</th>"
                        + "<th class=\"number\">style loss</th><th class=\"number\">total</th>"
                        + "<th class=\"number\">equals iterations</th></tr></thead><tbody>%n")
                .formatted(second));
    }

    private void meanRow(String style, List<TrainingReport.Worth> worths) {
        String count = worths.size() == 1 ? "1 photo" : worths.size() + " photos";
        row(style, count + ", unpainted", mean(worths, TrainingReport.Worth::photograph), "");
        row(style, count, mean(worths, TrainingReport.Worth::painting), meanIterations(worths));
    }

    private void row(String style, String photo, Losses losses, String iterations) {
        page.append(("<tr><td>%s</td><td>%s</td><td class=\"number\">%s</td><td class=\"number\">%s</td>"
                        + "<td class=\"number\">%s</td><td class=\"number\">%s</td></tr>%n")
                .formatted(
                        escaped(style),
                        escaped(photo),
                        number("%.3f", losses.content()),
                        number("%.4f", losses.style()),
                        number("%.3f", losses.total()),
                        escaped(iterations)));
    }

    private static Losses mean(List<TrainingReport.Worth> worths, Function<TrainingReport.Worth, Losses> which) {
        return Losses.mean(worths.stream().map(which).toList());
    }

    private static String iterations(TrainingReport.@Nullable Iterations optimizer) {
        if (optimizer == null) {
            return "not measured";
        }
        Double equal = optimizer.equal();
        return equal == null ? "more than " + optimizer.made() : number("%.1f", equal);
    }

    /** A mean of what is known of every photo, or nothing: one that equals "more than 300" has no number. */
    private static String meanIterations(List<TrainingReport.Worth> worths) {
        List<Double> known = worths.stream()
                .map(TrainingReport.Worth::optimizer)
                .filter(Objects::nonNull)
                .map(TrainingReport.Iterations::equal)
                .filter(Objects::nonNull)
                .toList();
        if (known.size() < worths.size()) {
            return worths.stream().allMatch(worth -> worth.optimizer() == null)
                    ? "not measured"
                    : "see each photograph";
        }
        return number(
                "%.1f",
                known.stream().mapToDouble(Double::doubleValue).average().orElseThrow());
    }

    private void recipe() {
        heading("Recipe");
        page.append("<div class=\"wide\"><table><tbody>\n");
        for (TrainingReport.Fact fact : report.recipe()) {
            page.append("<tr><th class=\"soft\">%s</th><td>%s</td></tr>%n"
                    .formatted(escaped(fact.name()), escaped(fact.value())));
        }
        page.append("</tbody></table></div>\n");
    }

    private void history() {
        heading("Who trained");
        page.append("<div class=\"wide\"><table><thead><tr><th>program</th><th class=\"number\">steps</th>"
                + "<th class=\"number\">minutes</th><th>hardware</th></tr></thead><tbody>\n");
        for (TrainingReport.Stint stint : report.history()) {
            page.append(("<tr><td>%s</td><td class=\"number\">%d to %d</td><td class=\"number\">%s</td>"
                            + "<td>%s</td></tr>%n")
                    .formatted(
                            escaped(stint.program()),
                            stint.fromStep() + 1,
                            stint.toStep(),
                            number("%.1f", stint.minutes()),
                            escaped(stint.hardware())));
        }
        page.append("</tbody></table></div>\n");
    }

    private void unreadable() {
        if (report.unreadable().isEmpty()) {
            return;
        }
        heading("What could not be read");
        page.append("<ul>\n");
        report.unreadable().stream()
                .limit(LISTED)
                .forEach(line -> page.append("<li>").append(escaped(line)).append("</li>\n"));
        page.append("</ul>\n");
        if (report.unreadable().size() > LISTED) {
            paragraph("and " + (report.unreadable().size() - LISTED) + " more");
        }
    }

    private void heading(String text) {
        page.append("<h2>").append(text).append("</h2>\n");
    }

    private void paragraph(String text) {
        page.append("<p class=\"soft\">").append(escaped(text)).append("</p>\n");
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    /** As it can stand between tags and in attributes. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
