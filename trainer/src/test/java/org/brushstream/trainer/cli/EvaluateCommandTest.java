package org.brushstream.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.trainer.Golden;
import org.brushstream.trainer.TinyModel;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EvaluateCommandTest {
    @TempDir
    private static Path models;

    @TempDir
    private Path folder;

    @BeforeAll
    static void makeModels() {
        TinyModel.write(models);
        TinyModel.writeWithoutCard(models);
        TinyModel.writeGallery(models);
        TinyModel.write(models.resolve("secretive.onnx"), 1, "not stated");
    }

    /** Options given replace these. */
    private Ended evaluate(String... more) {
        return Ended.of(
                List.of(
                        "evaluate",
                        "--model=" + models.resolve("tiny.onnx"),
                        "--style=" + Golden.path("style.png"),
                        "--content=" + Golden.path("photos"),
                        "--vgg=" + Golden.path("tiny_vgg.safetensors"),
                        "--pictures=2",
                        "--size=32",
                        "--iterations=12",
                        "--cache=" + folder.resolve("cache")),
                more);
    }

    @Test
    void printsATableForEachPhotoAndTheMediansAndWritesThem() throws IOException {
        Path json = folder.resolve("report.json");
        Path graph = folder.resolve("report.png");
        Ended ended = evaluate("--json=" + json, "--graph=" + graph);
        assertThat(ended.err()).isEmpty();
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).startsWith("""
                        tiny against L-BFGS from noise: 2 photographs, squares of 32 px
                        Style picture style.png, calculated in float32
                        Total, by the model's card:
                            VGG-19: 1 x content(relu3_3)
                                + 2 x style(relu1_2 relu2_2 at 36 px)
                                + 0.1 x variation
                        """.replace("\n", System.lineSeparator()));
        assertThat(ended.out())
                .containsSubsequence(
                        "a.png",
                        "content      style      total    seconds",
                        "the photograph itself ",
                        "the style picture itself ",
                        "optimizer, 10 iterations ",
                        "optimizer, 12 iterations ",
                        "tiny ",
                        "tiny equals ",
                        "b.png",
                        "optimizer, 12 iterations ",
                        "tiny equals ",
                        "Median of 2 photographs",
                        "optimizer, 12 iterations ",
                        "tiny equals ",
                        "All seconds are of this run, on ");
        assertThat(ended.out().lines())
                .allSatisfy(
                        line -> assertThat(line).hasSizeLessThanOrEqualTo(100).isEqualTo(line.stripTrailing()));

        JsonObject report = JsonParser.parseString(Files.readString(json)).getAsJsonObject();
        assertThat(report.get("model").getAsString()).isEqualTo("tiny");
        assertThat(report.get("objective_from").getAsString()).isEqualTo("CARD");
        assertThat(report.getAsJsonArray("photos")).hasSize(2);
        JsonObject rows =
                report.getAsJsonArray("photos").get(0).getAsJsonObject().getAsJsonObject("rows");
        JsonObject painting = rows.getAsJsonObject("painting");
        assertThat(ended.out())
                .containsPattern("tiny +%.3f +%.4f +%.3f +%.3f\\R"
                        .formatted(
                                painting.get("content").getAsDouble(),
                                painting.get("style").getAsDouble(),
                                painting.get("total").getAsDouble(),
                                rows.get("painting_seconds").getAsDouble()));

        BufferedImage picture = ImageIO.read(graph.toFile());
        assertThat(picture.getWidth()).isEqualTo(960);
        assertThat(picture.getHeight()).isEqualTo(600);
    }

    @Test
    void secondsOfEarlierRunsAreNotTakenForTodays() {
        evaluate("--pictures=1");
        assertThat(evaluate().out())
                .containsPattern("The optimizer's seconds for 1 of 2 photographs are from the cache:"
                        + " \\d{4}-\\d\\d-\\d\\d, \\d+ processors?\\.\\R"
                        + "All other seconds are of this run, on \\d+ processors?\\.");
        assertThat(evaluate().out()).contains("seconds for 2 of 2 photographs are from the cache");
    }

    @Test
    void startAtTheContentAndOneIterationAreSaidSo() {
        Ended ended = evaluate("--from=content", "--iterations=1");
        assertThat(ended.out())
                .startsWith("tiny against L-BFGS from content:")
                .contains("optimizer, 1 iterations")
                .doesNotContain("10 iterations");
    }

    @Test
    void givenWeightsReplaceThoseOfTheCardAndAreSaidSo() {
        Ended ended = evaluate("--style-weight=0.5", "--iterations=1");
        assertThat(ended.out().lines())
                .contains("Total, as asked for:", "        + 0.5 x style(relu1_2 relu2_2 at 36 px)");
    }

    @Test
    void modelWithoutACardIsJudgedByTheUsualObjective() {
        Ended ended = evaluate("--model=" + models.resolve("stranger.onnx"), "--iterations=1");
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out())
                .startsWith("stranger against")
                .contains(
                        "Total, the usual one, for no card says by what the model learned:",
                        "4 x style(relu1_2 relu2_2 relu3_3 relu4_3 at 384 px)");
    }

    @Test
    void styleOfSeveralIsNamedInTableAndJson() throws IOException {
        Path json = folder.resolve("report.json");
        Ended ended = evaluate(
                "--model=" + models.resolve("gallery.onnx"), "--style-name=bright", "--iterations=1", "--json=" + json);
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out())
                .startsWith("gallery, bright against L-BFGS from noise")
                .contains("Total, by the model's card:", "+ 3 x style(relu1_2 relu2_2 at 36 px)")
                .containsPattern("gallery, bright +\\d");
        JsonObject report = JsonParser.parseString(Files.readString(json)).getAsJsonObject();
        assertThat(report.get("model").getAsString()).isEqualTo("gallery");
        assertThat(report.get("style_name").getAsString()).isEqualTo("bright");
    }

    @ParameterizedTest
    @CsvSource({
        "gallery, '', ' holds several styles; name one with --style-name: none, dark, bright'",
        "gallery, bright:1, ' holds no style ''bright:1''; did you mean ''bright''? (it holds: none, dark, bright)'",
        "tiny, bright, ' holds one style only: ''bright'' cannot be asked of it'",
        "secretive, '', ' learned by ''not stated'', which is no objective that can be judged by; give the whole of one"
                + " by options, see --help'",
    })
    void styleThatCannotBeJudgedIsOneSentence(String model, String style, String sentence) {
        Path file = models.resolve(model + ".onnx");
        String named = style.isEmpty() ? "--pictures=1" : "--style-name=" + style;
        Ended ended = evaluate("--model=" + file, named);
        assertThat(ended.err().lines()).containsExactly("model '" + model + "' (" + file + ")" + sentence);
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).isEmpty();
    }

    @Test
    void cardThatCannotBeReadTakesAWholeObjectiveButNotAPart() {
        String model = "--model=" + models.resolve("secretive.onnx");
        assertThat(evaluate(model, "--style-weight=2").err()).contains("learned by 'not stated'");

        Ended whole = evaluate(
                model,
                "--iterations=1",
                "--content-weight=1",
                "--style-weight=2",
                "--variation-weight=0",
                "--content-layers=relu2_2",
                "--style-layers=relu1_2",
                "--style-size=40");
        assertThat(whole.err()).isEmpty();
        assertThat(whole.out().lines()).contains("Total, as asked for:", "        + 2 x style(relu1_2 at 40 px)");
    }

    @Test
    void photoItselfIsAsGoodAsTheModelBeforeTheFirstIteration() {
        // Content alone counts, and the optimizer begins with all of it: its total is 0, then and ever after.
        Ended ended = evaluate("--from=content", "--style-weight=0", "--variation-weight=0", "--iterations=1");
        assertThat(ended.out()).contains("tiny equals 0.0 iterations, which took ");
    }

    @Test
    void paintingThatIsNeverEqualledSaysHowFarTheOptimizerWent() {
        // The variation of noise, however little it is smoothed, is far above that of any painting.
        Ended ended = evaluate("--content-weight=0", "--style-weight=0", "--variation-weight=1", "--iterations=1");
        assertThat(ended.out()).contains("tiny equals more than 1 iterations");
    }

    @ParameterizedTest
    @CsvSource({
        "--model, none.onnx, there is no model file '{}'; check the path",
        "--model, text.onnx, 'model ''text'' ({}) is no ONNX model, or only a part of one; fetch or export it again'",
        "--style, none.png, no picture can be read at {}; check the path",
        "--style, text.png, {} is not a picture that can be decoded; JPEG and PNG can",
        "--content, none, there is no folder {}; give one of photographs with --content",
        "--content, one, 'the folder {} holds 1 photographs, 2 are to be judged; give --pictures 1 or another folder'",
        "--content, small, '{}/1.png is 40x31; a picture of under 32 pixels holds no texture, give a larger one'",
        "--vgg, none.safetensors, 'no VGG weights at {}; give a .safetensors file with --vgg, or get one with brushstream-trainer vgg fetch'",
        "--cache, text.png, 'the curves of the optimizer cannot be kept in {} ({}); choose another folder with --cache'",
        "--cache, text.png/cache, 'the curves of the optimizer cannot be kept in {} ('",
        "--json, none/report.json, '{} cannot be written: there is no folder '",
        "--json, one, {} cannot be written: it is a folder; choose another --json",
        "--graph, none/report.png, '{} cannot be written: there is no folder '",
    })
    void wrongFileIsOneSentenceThatNamesIt(String option, String name, String sentence) throws IOException {
        Files.writeString(folder.resolve("text.png"), "no picture");
        Files.writeString(folder.resolve("text.onnx"), "no model");
        Files.copy(
                Golden.path("photos/a.png"),
                Files.createDirectory(folder.resolve("one")).resolve("a.png"));
        Files.createDirectory(folder.resolve("small"));
        for (int i = 0; i < 2; i++) {
            ImageIO.write(
                    new BufferedImage(40, 32 - i, BufferedImage.TYPE_INT_RGB),
                    "png",
                    folder.resolve("small/" + i + ".png").toFile());
        }
        Path file = folder.resolve(name);
        Ended ended = evaluate(option + "=" + file);

        assertThat(ended.err().lines()).hasSize(1);
        assertThat(ended.err()).startsWith(sentence.replace("{}", file.toString()));
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "48x48, 'takes 48x48 only, and the photographs are squares of 32x32; try --size 48'",
        "48x36, 'takes 48x36 only, and the photographs are squares of 32x32; export it for squares or for any size'",
    })
    void modelOfOneSizeIsAnsweredWithTheSizeToAskFor(String size, String sentence) {
        Path fixed = TinyModel.writeFor(FrameSize.parse(size), folder);
        Ended ended = evaluate("--model=" + fixed);
        assertThat(ended.err().lines()).containsExactly("model 'fixed' (" + fixed + ") " + sentence);
        assertThat(ended.code()).isEqualTo(1);
    }

    @Test
    void modelOfOneSizeIsJudgedAtThatSize() {
        Path fixed = TinyModel.writeFor(new FrameSize(48, 48), folder);
        Ended ended = evaluate("--model=" + fixed, "--size=48", "--iterations=1");
        assertThat(ended.err()).isEmpty();
        assertThat(ended.code()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "--size=16, 'the shorter side of a painting is 32 to 4096 pixels, not 16'",
        "--pictures=0, 'at least 1 photograph is judged, not 0'",
        "--iterations=0, 'there is at least 1 iteration and 1 pair to remember, not 0 and 20'",
        "--style-weight=-1, 'a loss weight must be 0 or more, not -1.0'",
        "--graph=report.jpg, 'the graph''s name must end in .png, not be report.jpg'",
        "--from=both, 'Invalid value for option ''--from'': expected one of [CONTENT, NOISE] (case-insensitive) but was"
                + " ''both'''",
    })
    void wrongUsageIsOneSentenceAndWhereToFindHelp(String option, String sentence) {
        Ended ended = evaluate(option);
        assertThat(ended.err().lines()).containsExactly(sentence, "Try: brushstream-trainer evaluate --help");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource({"--json, report.json", "--graph, report.png"})
    void reportIsNotReplacedUnasked(String option, String name) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "mine");
        Ended ended = evaluate(option + "=" + file);
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err().lines())
                .containsExactly(file + " exists; add --overwrite to replace it or choose another " + option);
        assertThat(file).hasContent("mine");
        assertThat(folder.resolve("cache")).doesNotExist(); // nothing has begun

        assertThat(evaluate(option + "=" + file, "--overwrite", "--iterations=1")
                        .code())
                .isZero();
        assertThat(Files.readAllBytes(file)).hasSizeGreaterThan(100);
    }

    @ParameterizedTest
    @CsvSource({
        "--model, my.onnx, --json",
        "--style, my.png, --graph",
        "--style, my.png, --json",
        "--vgg, my.safetensors, --json",
    })
    void overwriteIsNoLeaveToReplaceAnInput(String input, String name, String output) throws IOException {
        Path usual = Map.of(
                        "--model", models.resolve("tiny.onnx"),
                        "--style", Golden.path("style.png"),
                        "--vgg", Golden.path("tiny_vgg.safetensors"))
                .get(input);
        Path mine = Files.copy(usual, folder.resolve(name));
        Path sameFile = Files.createDirectory(folder.resolve("inner")).resolve("../" + name);
        Ended ended = evaluate(input + "=" + mine, output + "=" + sameFile, "--overwrite");

        assertThat(ended.err().lines())
                .containsExactly(sameFile + " is the file that " + input + " reads; choose another " + output);
        assertThat(ended.code()).isEqualTo(1);
        assertThat(mine).hasSameBinaryContentAs(usual);
        assertThat(folder.resolve("cache")).doesNotExist(); // nothing has begun
    }

    @Test
    void photographIsNotReplacedByAGraph() throws IOException {
        Path photos = Files.createDirectory(folder.resolve("photos"));
        Files.copy(Golden.path("photos/a.png"), photos.resolve("a.png"));
        Files.copy(Golden.path("photos/b.png"), photos.resolve("b.png"));
        Path link = Files.createSymbolicLink(folder.resolve("graph.png"), photos.resolve("b.png"));
        Ended ended = evaluate("--content=" + photos, "--graph=" + link, "--overwrite");

        assertThat(ended.err().lines())
                .containsExactly(link + " is the file that --content reads; choose another --graph");
        assertThat(photos.resolve("b.png")).hasSameBinaryContentAs(Golden.path("photos/b.png"));
    }

    @Test
    void graphAndJsonAreTwoFiles() {
        Path file = folder.resolve("report.png"); // does not exist
        Path again = folder.resolve("inner/../report.png");
        Ended ended = evaluate("--json=" + file, "--graph=" + again);

        assertThat(ended.err().lines())
                .containsExactly(again + " is the file that --json writes; choose another --graph");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void helpShowsAnExampleAndWhatIsKept() {
        Ended help = Ended.of("evaluate", "--help");
        assertThat(help.code()).isZero();
        assertThat(help.out())
                .contains("--model=NAME|FILE", "--from=noise|content", "--overwrite", "--style-weight", "For example:")
                .contains("curves are kept");
        String words = help.out().replaceAll("\\s+", " ");
        for (String usual : List.of("default: 4", "default: 1", "default: 0.1", "default: relu3_3", "relu4_3")) {
            assertThat(words).contains(usual + "; evaluate: as the model learned)");
        }
    }
}
