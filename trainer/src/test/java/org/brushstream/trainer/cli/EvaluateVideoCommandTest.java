package org.brushstream.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Percentage;
import org.brushstream.trainer.Golden;
import org.brushstream.trainer.TinyFilm;
import org.brushstream.trainer.TinyModel;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EvaluateVideoCommandTest {
    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    @BeforeAll
    static void makeModelAndClip() {
        TinyModel.write(shared);
        TinyModel.writeGallery(shared);
        TinyModel.write(shared.resolve("secretive.onnx"), 1, "not stated");
        TinyFilm.write(shared.resolve("clip.mkv"), 7);
    }

    /** Options given replace these. */
    private static Ended evaluate(String... more) {
        return Ended.of(
                List.of(
                        "evaluate-video",
                        "--model=" + shared.resolve("tiny.onnx"),
                        "--input=" + shared.resolve("clip.mkv"),
                        "--style=" + Golden.path("style.png"),
                        "--vgg=" + Golden.path("tiny_vgg.safetensors")),
                more);
    }

    @Test
    void measuresAFilmAndItsFirstFrameInEveryMotion() throws IOException {
        Path json = folder.resolve("figures.json");
        Ended ended = evaluate("--json=" + json, "--frames=6");
        assertThat(ended.err()).isEmpty();
        assertThat(ended.code()).isZero();
        assertThat(ended.out())
                .containsSubsequence(
                        "clip.mkv  film ",
                        "clip.mkv  none ",
                        "clip.mkv  shift ",
                        "clip.mkv  zoom ",
                        "clip.mkv  rotation ",
                        "Warping error");
        assertThat(ended.out())
                .contains(
                        "model 'tiny' (" + shared.resolve("tiny.onnx") + ")",
                        "style.png at 36 pixels by relu1_2, relu2_2 in ")
                .doesNotContain("left out");

        JsonObject report = JsonParser.parseString(Files.readString(json)).getAsJsonObject();
        assertThat(report.get("model").getAsString()).isEqualTo("tiny");
        assertThat(report.get("style_name").isJsonNull()).isTrue();
        assertThat(report.get("style_size").getAsInt()).isEqualTo(36);
        List<JsonObject> films = StreamSupport.stream(
                        report.get("films").getAsJsonArray().spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .toList();
        assertThat(films).hasSize(5);

        JsonObject film = films.get(0);
        assertThat(film.get("size").getAsString()).isEqualTo("96x64");
        assertThat(film.get("pairs").getAsInt()).isEqualTo(5);
        assertThat(film.get("pairs_left_out").getAsInt()).isZero();
        assertThat(film.get("frames_judged").getAsInt()).isEqualTo(2);
        // Without undoing a pixel's motion along the steeper wave it would be (0.23 * 45)^2 / 2 and more, 1e-3 of
        // white's.
        assertThat(film.get("source_error").getAsDouble()).isLessThan(1e-4);
        assertThat(film.get("painted_error").getAsDouble()).isPositive();
        assertThat(film.get("ratio").getAsDouble())
                .isCloseTo(
                        film.get("painted_error").getAsDouble()
                                / film.get("source_error").getAsDouble(),
                        within(1e-9));

        // Where nothing moves there is but the noise: 2 x (2^2 + 1/12), of 255^2; 84x56 pixels give it within 2 %.
        JsonObject none = films.get(1);
        assertThat(none.get("source_error").getAsDouble())
                .isCloseTo((8 + 2 / 12.0) / (255 * 255), Percentage.withPercentage(2));
        assertThat(none.get("masked_share").getAsDouble()).isZero();
        assertThat(none.get("frames").getAsInt()).isEqualTo(8);
        assertThat(films)
                .allSatisfy(row ->
                        assertThat(row.get("source_style_loss").getAsDouble()).isPositive());
    }

    @Test
    void styleOfSeveralIsNamedInTableAndJson() throws IOException {
        Path gallery = shared.resolve("gallery.onnx");
        Path json = folder.resolve("figures.json");
        Ended ended = evaluate("--model=" + gallery, "--style-name=bright", "--frames=2", "--json=" + json);
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out())
                .startsWith("model 'gallery' (" + gallery + "), style bright")
                .contains("style.png at 36 pixels by relu1_2, relu2_2 in ");
        JsonObject report = JsonParser.parseString(Files.readString(json)).getAsJsonObject();
        assertThat(report.get("model").getAsString()).isEqualTo("gallery");
        assertThat(report.get("style_name").getAsString()).isEqualTo("bright");

        Ended unnamed = evaluate("--model=" + gallery);
        assertThat(unnamed.err().lines())
                .containsExactly("model 'gallery' (" + gallery
                        + ") holds several styles; name one with --style-name: none, dark, bright");
        assertThat(unnamed.code()).isEqualTo(1);
    }

    @Test
    void cardThatCannotBeReadTakesAllThatTheStyleLossDependsOn() {
        String model = "--model=" + shared.resolve("secretive.onnx");
        Ended part = evaluate(model, "--style-size=40");
        assertThat(part.err().lines()).hasSize(1);
        assertThat(part.err()).contains("learned by 'not stated', which is no objective that can be judged by");
        assertThat(part.code()).isEqualTo(1);

        Ended whole = evaluate(model, "--style-size=40", "--style-layers=relu1_2", "--frames=2");
        assertThat(whole.err()).isEmpty();
        assertThat(whole.out()).contains("style.png at 40 pixels by relu1_2 in ");
    }

    @Test
    void sizeAndStillsCanBeChosen() {
        TinyFilm.write(folder.resolve("still.mkv"), 1);
        Ended ended = evaluate("--frames=2", "--size=64x40", "--still=" + folder.resolve("still.mkv"));
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out())
                .containsPattern("clip.mkv +film +64x40 +2 ")
                .containsPattern("still.mkv +shift +64x40 +8 ")
                .doesNotContainPattern("clip.mkv +shift");
    }

    @Test
    void filmOfCutsOnlyIsSaidSoAndTheOthersAreMeasured() throws IOException {
        Path cuts = folder.resolve("cuts.mkv");
        Path json = folder.resolve("figures.json");
        TinyFilm.writeCuts(cuts, 3);
        Path clip = shared.resolve("clip.mkv");
        Ended ended = Ended.of(
                "evaluate-video",
                "--model=" + shared.resolve("tiny.onnx"),
                "--input=" + cuts,
                "--input=" + clip,
                "--still=" + clip,
                "--style=" + Golden.path("style.png"),
                "--vgg=" + Golden.path("tiny_vgg.safetensors"),
                "--frames=3",
                "--json=" + json);

        assertThat(ended.err()).isEmpty();
        assertThat(ended.code()).isZero();
        assertThat(ended.out())
                .containsPattern("cuts.mkv +film +96x64 +3 +- +- +- +- +\\d")
                .containsPattern("clip.mkv +film +96x64 +3 +\\d+ % +\\d")
                .contains("cuts.mkv: no two neighbours of its 3 frames have enough in common")
                .doesNotContain("left out");
        JsonObject film = JsonParser.parseString(Files.readString(json))
                .getAsJsonObject()
                .getAsJsonArray("films")
                .get(0)
                .getAsJsonObject();
        for (String figure : List.of("masked_share", "source_error", "painted_error", "ratio")) {
            assertThat(film.get(figure).isJsonNull()).as(figure).isTrue();
        }
        assertThat(film.get("pairs").getAsInt()).isZero();
        assertThat(film.get("painted_style_loss").getAsDouble()).isPositive();
    }

    @Test
    void stillTooSmallToBeMovedAboutIsRefused() {
        Ended ended = evaluate("--still=" + Golden.path("cmyk.jpg"));
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err().lines())
                .containsExactly("a still of 32x32 pixels is too small to be moved about in frames of 32x32;"
                        + " give a larger one with --still");
    }

    @Test
    void figuresAreNotReplacedUnasked() throws IOException {
        Path json = Files.writeString(folder.resolve("figures.json"), "mine");
        Ended ended = evaluate("--json=" + json);
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err().lines())
                .containsExactly(json + " exists; add --overwrite to replace it or choose another --json");
        assertThat(json).hasContent("mine");

        assertThat(evaluate("--json=" + json, "--overwrite", "--frames=2").code())
                .isZero();
        assertThat(Files.readString(json)).startsWith("{");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--model", "--input", "--still", "--style", "--vgg"})
    void overwriteIsNoLeaveToReplaceAnInput(String input) throws IOException {
        Path usual = Map.of(
                        "--model", shared.resolve("tiny.onnx"),
                        "--input", shared.resolve("clip.mkv"),
                        "--still", shared.resolve("clip.mkv"),
                        "--style", Golden.path("style.png"),
                        "--vgg", Golden.path("tiny_vgg.safetensors"))
                .get(input);
        Path mine = Files.copy(usual, folder.resolve("my.onnx")); // a model's name ends so, the others do not matter
        Ended ended = evaluate(input + "=" + mine, "--json=" + mine, "--overwrite");

        assertThat(ended.err().lines())
                .containsExactly(mine + " is the file that " + input + " reads; choose another --json");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(mine).hasSameBinaryContentAs(usual);
    }

    @ParameterizedTest
    @CsvSource({
        "--input, none.mp4, '{}'",
        "--input, text.png, '{}'",
        "--input, one.mkv, '{} holds one picture, and flicker needs two or more; give a film with --input'",
        "--input, photo.png, '{} holds one picture, and flicker needs two or more; give a film with --input'",
        "--still, none.png, '{}'",
        "--style, none.png, no picture can be read at {}; check the path",
        "--style, text.png, {} is not a picture that can be decoded; JPEG and PNG can",
        "--vgg, none.safetensors, 'no VGG weights at {}; give a .safetensors file with --vgg, or get one with brushstream-trainer vgg fetch'",
        "--model, none.onnx, there is no model file '{}'; check the path",
        "--model, text.onnx, 'model ''text'' ({}) is no ONNX model, or only a part of one; fetch or export it again'",
        "--json, none/figures.json, '{} cannot be written: there is no folder '",
    })
    void wrongFileIsOneSentenceThatNamesIt(String option, String name, String sentence) throws IOException {
        Files.writeString(folder.resolve("text.png"), "no picture");
        Files.writeString(folder.resolve("text.onnx"), "no model");
        Files.copy(Golden.path("style.png"), folder.resolve("photo.png"));
        TinyFilm.write(folder.resolve("one.mkv"), 1);
        Path file = folder.resolve(name);
        Ended ended = evaluate(option + "=" + file);

        assertThat(ended.err().lines()).hasSize(1);
        assertThat(ended.err()).contains(file.toString()).contains(sentence.replace("{}", file.toString()));
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).isEmpty();
    }

    @Test
    void bundledModelsAreKnownByNameAndUnknownOnesAnsweredWithTheirNames() {
        Ended ended = evaluate("--model=graet-wave");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err())
                .startsWith("there is no model 'graet-wave'; did you mean 'great-wave'?")
                .contains("starry-night");
    }

    @Test
    void wrongNumbersAreUsageErrors() {
        for (Map.Entry<String, String> wrong : Map.of(
                        "--frames=1", "flicker needs 2 frames or more, not 1",
                        "--style-size=5",
                                "the shorter side of a style picture is 32 to 4096 pixels, not 5: under 32 there is no texture to learn",
                        "--size=16x90", "frames of under 32 pixels hold too little to measure: 16x90",
                        "--size=large", "Invalid value for option '--size': 'large' is no size; write it like 640x360")
                .entrySet()) {
            Ended ended = evaluate(wrong.getKey());
            assertThat(ended.err().lines())
                    .containsExactly(wrong.getValue(), "Try: brushstream-trainer evaluate-video --help");
            assertThat(ended.code()).isEqualTo(2);
        }
    }

    @Test
    void helpSaysHowToReadTheFigures() {
        Ended help = Ended.of("evaluate-video", "--help");
        assertThat(help.code()).isZero();
        assertThat(help.out()).contains("--input=CLIP...", "--still", "beside the style loss", "For example:");
    }
}
