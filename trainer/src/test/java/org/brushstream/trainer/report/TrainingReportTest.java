package org.brushstream.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.trainer.evaluate.EvaluationJob;
import org.brushstream.trainer.evaluate.GatysCurve;
import org.brushstream.trainer.loss.Losses;
import org.brushstream.trainer.picture.ContactSheet;
import org.brushstream.trainer.picture.Paint;
import org.brushstream.trainer.plot.TrainingGraph;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

final class TrainingReportTest {
    private static final String NASTY = "<script>alert(\"1\")</script> & 'co'";

    private final Path page;

    TrainingReportTest(@TempDir Path folder) {
        this.page = folder.resolve("training-report.html");
    }

    private static ContactSheet sheet(String photo, String style) {
        return new ContactSheet(
                List.of(new ContactSheet.Picture(photo, Paint.flat(0x804020, 1000, 500))),
                List.of(
                        new ContactSheet.Row("none", null, List.of(Paint.flat(0x804020, 1000, 500))),
                        new ContactSheet.Row(
                                style, Paint.flat(0x00E0E0, 60, 40), List.of(Paint.flat(0x0000E0, 1000, 500)))));
    }

    private static List<LossLog.Row> rows(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(step -> new LossLog.Row(
                        step, 4L * step, step, new Losses(0.5f, 0.4f / step, 0.1f, 0, 0, 0, 0.5f + 1.6f / step), 4))
                .toList();
    }

    private static TrainingReport.Worth worth(
            String photo, float total, TrainingReport.@Nullable Iterations optimizer) {
        return new TrainingReport.Worth(
                "wave", photo, new Losses(0, 0.5f, 0.1f, 4), new Losses(0.5f, 0.125f, 0.1f, total), optimizer);
    }

    private static TrainingReport report(
            ContactSheet sheet, List<LossLog.Row> rows, List<TrainingReport.Worth> worths) {
        return new TrainingReport(
                "great-wave",
                List.of(new TrainingReport.Fact("learning rate", "0.001")),
                sheet,
                rows,
                new TrainingReport.Judgement("Judged by <two> photographs.", worths),
                "brushstream-trainer evaluate --model great-wave.onnx",
                List.of(),
                List.of(
                        new TrainingReport.Stint("pytorch", 0, 500, "a card", 1.25),
                        new TrainingReport.Stint("java", 500, 1500, "2 cores", 20)));
    }

    private String written(TrainingReport report) throws IOException {
        report.write(page);
        return Files.readString(page);
    }

    /** All its cells, row by row, as a browser shows them. */
    private static List<List<String>> table(String html) {
        List<List<String>> rows = new ArrayList<>();
        for (String row : html.split("<tr>", -1)) {
            rows.add(Pattern.compile("<t[dh][^>]*>(.*?)</t[dh]>")
                    .matcher(row)
                    .results()
                    .map(cell -> cell.group(1))
                    .toList());
        }
        return rows;
    }

    @Test
    void pageTellsWhatWasDoneByWhomAndHowFast() throws IOException {
        String html = written(report(sheet("street", "wave"), rows(1500), List.of()));
        assertThat(html).contains("1,500 steps in 21.3 minutes, 6,000 photographs, 4.0 a second");
        assertThat(table(html))
                .contains(
                        List.of("learning rate", "0.001"),
                        List.of("pytorch", "1 to 500", "1.3", "a card"),
                        List.of("java", "501 to 1500", "20.0", "2 cores"))
                .isNotEmpty();
    }

    @Test
    void paintingsAreWorthIterationsWhereCurvesAreKnown() throws IOException {
        TrainingReport known = report(
                sheet("street", "wave"),
                rows(3),
                List.of(
                        worth("street", 1, new TrainingReport.Iterations(40.0, 300)),
                        worth("harbour", 2, new TrainingReport.Iterations(50.5, 300))));
        String html = written(known);
        assertThat(table(html))
                .contains(
                        List.of("wave", "2 photos, unpainted", "0.000", "0.5000", "4.000", ""),
                        List.of("wave", "2 photos", "0.500", "0.1250", "1.500", "45.3"), // 45.25
                        List.of("wave", "street", "0.500", "0.1250", "1.000", "40.0"),
                        List.of("wave", "harbour", "0.500", "0.1250", "2.000", "50.5"));
        assertThat(html).contains("Judged by &lt;two&gt; photographs.").doesNotContain("brushstream-trainer evaluate");
    }

    @Test
    void heldOutPhotosAreWorthIterationsAsFarAsTheirCurvesGo() {
        Losses photograph = new Losses(0, 1, 0, 4);
        List<Losses> points =
                Stream.of(8f, 4f, 2f).map(total -> new Losses(0, 0, 0, total)).toList();
        GatysCurve curve =
                new GatysCurve(points, List.of(0.0, 1.0, 2.0), false, Instant.parse("2026-11-21T12:00:00Z"), 2);
        Losses between = new Losses(0, 0, 0, 3); // half way from 4 to 2
        Losses beyond = new Losses(0, 0, 0, 1); // lower than the optimizer came
        assertThat(TrainingReport.Worth.of(
                        "wave",
                        List.of(
                                new EvaluationJob.Known("a", photograph, between, curve),
                                new EvaluationJob.Known("b", photograph, beyond, curve),
                                new EvaluationJob.Known("c", photograph, between, null)),
                        2))
                .containsExactly(
                        new TrainingReport.Worth(
                                "wave", "a", photograph, between, new TrainingReport.Iterations(1.5, 2)),
                        new TrainingReport.Worth(
                                "wave", "b", photograph, beyond, new TrainingReport.Iterations(null, 2)),
                        new TrainingReport.Worth("wave", "c", photograph, between, null));
    }

    @Test
    void pageSaysHowToMeasureWhatIsNotKnown() throws IOException {
        TrainingReport partly = report(
                sheet("street", "wave"),
                rows(3),
                List.of(worth("street", 1, new TrainingReport.Iterations(null, 300)), worth("harbour", 2, null)));
        String html = written(partly);
        assertThat(table(html))
                .contains(
                        List.of("wave", "2 photos", "0.500", "0.1250", "1.500", "see each photograph"),
                        List.of("wave", "street", "0.500", "0.1250", "1.000", "more than 300"),
                        List.of("wave", "harbour", "0.500", "0.1250", "2.000", "not measured"));
        assertThat(html).contains("<code>brushstream-trainer evaluate --model great-wave.onnx</code>");
    }

    @Test
    void textsCannotBecomeMarkup() throws IOException {
        TrainingReport nasty = new TrainingReport(
                NASTY,
                List.of(new TrainingReport.Fact(NASTY, NASTY)),
                sheet(NASTY, NASTY),
                rows(3),
                new TrainingReport.Judgement(
                        NASTY,
                        List.of(new TrainingReport.Worth(
                                NASTY, NASTY, new Losses(0, 1, 0, 1), new Losses(0, 1, 0, 1), null))),
                NASTY,
                List.of(NASTY),
                List.of(new TrainingReport.Stint(NASTY, 0, 3, NASTY, 1)));
        String html = written(nasty);
        assertThat(html)
                .doesNotContain("<script", "alert(\"", "'co'")
                .contains("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;co&#39;");
    }

    /** A page that asks for anything would not be one file; whoever opens it would be seen doing so. */
    @Test
    void nothingIsLoadedFromAnywhere() throws IOException {
        String html = written(report(sheet("street", "wave"), rows(1500), List.of()));
        assertThat(html)
                .contains("Content-Security-Policy\" content=\"default-src 'none'")
                .doesNotContain("http:", "https:");
        assertThat(Pattern.compile("(?:src|href)=\"([^\"]{0,23})")
                        .matcher(html)
                        .results()
                        .map(found -> found.group(1)))
                .hasSize(4) // a photo, a style picture and two paintings
                .containsOnly("data:image/jpeg;base64,");
    }

    @Test
    void picturesAreSmallAndInTheirPlaces() throws IOException {
        String html = written(report(sheet("street", "wave"), rows(3), List.of()));
        List<Integer> middles = new ArrayList<>();
        for (MatchResult jpeg :
                Pattern.compile("base64,([^\"]+)").matcher(html).results().toList()) {
            byte[] bytes = Base64.getDecoder().decode(jpeg.group(1));
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes));
            assertThat(image.getWidth()).isLessThanOrEqualTo(384);
            middles.add(image.getRGB(image.getWidth() / 2, image.getHeight() / 2) & 0xFFFFFF);
        }
        int[] expected = {0x804020, 0x804020, 0x00E0E0, 0x0000E0}; // photo, none, style, painting
        for (int i = 0; i < expected.length; i++) {
            for (int shift = 0; shift <= 16; shift += 8) {
                assertThat(middles.get(i) >> shift & 0xFF).isCloseTo(expected[i] >> shift & 0xFF, within(4)); // JPEG
            }
        }
        assertThat(html).contains("alt=\"street as wave\"", "alt=\"the style picture of wave\"");
    }

    @Test
    void longListOfUnreadableFilesIsCounted() throws IOException {
        TrainingReport usual = report(sheet("street", "wave"), rows(3), List.of());
        List<String> files = IntStream.rangeClosed(1, 25)
                .mapToObj(i -> "broken-" + i + ".jpg")
                .toList();
        String html = written(new TrainingReport(
                usual.model(),
                usual.recipe(),
                usual.samples(),
                usual.losses(),
                usual.judgement(),
                usual.evaluation(),
                files,
                usual.history()));
        assertThat(html).contains("<li>broken-20.jpg</li>", "and 5 more").doesNotContain("broken-21");
        assertThat(written(usual)).doesNotContain("could not be read");
    }

    @Test
    void curvesAreDrawnToScale() throws Exception {
        List<TrainingGraph.Point> points = List.of(
                new TrainingGraph.Point(0, new Losses(0, 1, 0, 0)),
                new TrainingGraph.Point(50, new Losses(0, 0.1f, 0, 0)),
                new TrainingGraph.Point(100, new Losses(0, 0.01f, 0, 0)));
        String svg = new LossCurves(points).svg();
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        // By hand: 88 to 624 across; 12 to 320 down for 1.2 to 1/120, so 1 is at 12 + 308 log 1.2 / log 144 = 23.3,
        // and each factor of ten 308 log 10 / log 144 = 142.7 below.
        assertThat(svg).contains("<path class=\"style\" d=\"M88.0 23.3L356.0 166.0L624.0 308.7\"/>");
        assertThat(svg).doesNotContain("class=\"content\"").contains(">0.01</text>", ">0.1</text>", ">1</text>");
        assertThat(svg).contains(">0</text>", ">20</text>", ">100</text>");
    }

    @Test
    void curveHasAGapWhereThereIsNothingToDraw() {
        List<TrainingGraph.Point> points = new ArrayList<>();
        for (float reproduction : new float[] {1, 1, 0, 1, 1}) {
            points.add(new TrainingGraph.Point(points.size(), new Losses(0, 0, 0, reproduction, 0, 0, 0)));
        }
        String svg = new LossCurves(points).svg();
        assertThat(svg).containsPattern("class=\"reproduction\" d=\"M[^M]*L[^M]*M[^M]*L[^M]*\"");
    }

    @Test
    void everyTermHasAColourByDayAndOneByNight() throws IOException {
        report(sheet("street", "wave"), rows(3), List.of()).write(page);
        String html = Files.readString(page);
        for (TrainingGraph.Term term : TrainingGraph.Term.values()) {
            String colour = "--" + LossCurves.cssClass(term) + ": #";
            assertThat(html.split(Pattern.quote(colour), -1)).as(colour).hasSize(1 + 2);
        }
    }

    @Test
    void pageThatCannotBeWrittenIsNamed() {
        Path none = page.resolveSibling("none/training-report.html");
        TrainingReport report = report(sheet("street", "wave"), rows(3), List.of());
        assertThatThrownBy(() -> report.write(none))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("the report " + none + " cannot be written");
    }

    @Test
    void stintsGoForward() {
        assertThatThrownBy(() -> new TrainingReport.Stint("java", 5, 4, "2 cores", 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("nobody trains from step 5 to 4 in 1.0 minutes");
    }
}
