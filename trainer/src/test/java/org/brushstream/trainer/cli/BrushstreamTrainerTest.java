package org.brushstream.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.djl.engine.Engine;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.brushstream.runtime.model.CardStyle;
import org.brushstream.runtime.model.ModelCard;
import org.brushstream.runtime.model.Sha256;
import org.brushstream.runtime.model.StyleModel;
import org.brushstream.trainer.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BrushstreamTrainerTest {
    private final Path folder;
    private final Path output;
    private final Path style;

    BrushstreamTrainerTest(@TempDir Path folder, @TempDir Path pictures) throws IOException {
        this.folder = folder;
        this.style = pictures.resolve("noise.png");
        BufferedImage noise = new BufferedImage(80, 64, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(1);
        for (int i = 0; i < 80 * 64; i++) {
            noise.setRGB(i % 80, i / 80, random.nextInt());
        }
        ImageIO.write(noise, "png", style.toFile());
        this.output = folder.resolve("models/tiny.onnx");
    }

    /** Two steps with a small eye; options given replace these. */
    private Ended train(String... more) {
        return Ended.of(
                List.of(
                        "train",
                        "--style=" + style,
                        "--content=" + Golden.path("photos"),
                        "--vgg=" + Golden.path("tiny_vgg.safetensors"),
                        "--output=" + output,
                        "--photos=4",
                        "--batch=2",
                        "--size=32",
                        "--style-size=36",
                        "--width=0.0625",
                        "--precision=float32"),
                more);
    }

    @Test
    void trainsAModelThatSaysHowItWasMade() throws IOException {
        Ended ended =
                train("--title=Noise, nobody, 2026", "--licence=CC0-1.0", "--preview-every=1", "--style-weight=4");
        assertThat(ended.err()).isEmpty();
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("Wrote " + output + ", calculated in FLOAT32");

        ModelCard card = StyleModel.read(output).card().orElseThrow();
        assertThat(card.name()).isEqualTo("tiny");
        assertThat(card.title()).isEqualTo("Noise, nobody, 2026");
        assertThat(card.licence()).isEqualTo("CC0-1.0");
        assertThat(card.sizeMultiple()).isEqualTo(4);
        assertThat(card.recipe())
                .startsWith("4 photographs in crops of 32 px, batch 2, Adam 0.003 with warm-up")
                .contains("float32, judged by tiny_vgg.safetensors (SHA-256 "
                        + Sha256.of(Golden.path("tiny_vgg.safetensors")));
        assertThat(card.trainedBy().orElseThrow()).startsWith("java, 2 steps in ");
        assertThat(card.objective())
                .isEqualTo("VGG-19: 1 x content(relu3_3) + 4 x style(relu1_2 relu2_2 relu3_3 relu4_3 at 36 px)"
                        + " + 0.1 x variation + 25 x stability");
        Path training = folder.resolve("models/tiny-training");
        try (Stream<Path> files = Files.list(training)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "checkpoint.safetensors",
                            "recipe.json",
                            "preview-000001.png",
                            "preview-000002.png",
                            "losses.csv",
                            "losses.png",
                            "training-report.html");
        }
        assertThat(ended.out()).contains("How it went: " + training.resolve("training-report.html"));
    }

    @Test
    void heldOutPhotosAreJudgedInTheReport() throws IOException {
        Path heldOut = Files.createDirectory(folder.resolve("held out"));
        for (int i = 0; i < 4; i++) {
            Files.copy(Golden.path("photos/a.png"), heldOut.resolve(i + ".png"));
        }
        Ended ended = train("--held-out=" + heldOut);
        assertThat(ended.err()).isEmpty();
        assertThat(folder.resolve("models/tiny-training/training-report.html"))
                .content()
                .contains("Judged by 4 photographs of " + heldOut, "<td>3.png, unpainted</td>")
                .contains(" --content &#39;" + heldOut + "&#39;</code>");
    }

    @Test
    void runThatIsThereIsNeitherRepeatedNorForgottenUnasked() throws IOException {
        assertThat(train().code()).isZero();
        byte[] model = Files.readAllBytes(output);
        assertThat(train().err().lines())
                .containsExactly(output + " exists; add --overwrite to replace it or choose another --output");

        Files.delete(output);
        assertThat(train().err().lines())
                .containsExactly(
                        folder.resolve("models/tiny-training") + " holds a run already; add --resume to go on with"
                                + " it, --overwrite to start afresh, or choose another --output");
        assertThat(train("--resume").code()).isZero();
        assertThat(Files.readAllBytes(output)).isEqualTo(model); // from the checkpoint, no step taken

        Ended afresh = train("--overwrite");
        assertThat(afresh.code()).isZero();
        assertThat(afresh.out()).startsWith("Learning noise (");
    }

    @Test
    void runMayBeginWithTheWeightsOfAnotherOfTheSameNet() throws IOException {
        String[] staticNet = {"--norm=static", "--context=8", "--title=T"};
        assertThat(train(staticNet).code()).isZero();
        Path first = folder.resolve("models/tiny-training");
        Path elsewhere = folder.resolve("first-training");
        Files.move(first, elsewhere);
        Files.delete(output);

        Ended other = train("--begin-with=" + elsewhere);
        assertThat(other.code()).isEqualTo(1);
        assertThat(other.err().lines())
                .singleElement()
                .asString()
                .startsWith("the net in " + elsewhere + " is another: ")
                .endsWith("; give its --width, --stem, --norm and number of styles, or leave out --begin-with");

        assertThat(train("--norm=static", "--context=8", "--begin-with=" + elsewhere, "--overwrite")
                        .code())
                .isZero();
        assertThat(first.resolve("recipe.json")).content().contains("\"began_with\": \"" + elsewhere + "\"");
        assertThat(StyleModel.read(output).card().orElseThrow().recipe())
                .startsWith(
                        "4 photographs in crops of 32 px in 8 px more, half of them seen with down to 0.25 of their"
                                + " contrast, batch 2, Adam 0.001 with warm-up and cosine, running mean of the weights over 0.995,");
    }

    @Test
    void whatDiffersFromTheRunToGoOnWithIsNamed() throws IOException {
        assertThat(train().code()).isZero();
        Files.delete(output);

        Ended ended = train("--resume", "--strength=2", "--photos=8");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err().lines())
                .containsExactly(
                        "the run in " + folder.resolve("models/tiny-training") + " is another: steps is 2 there and"
                                + " 4 here, strength is 1.0 there and 2.0 here; give the options it was started with, --overwrite or"
                                + " another --output");
        assertThat(output).doesNotExist();
    }

    @Test
    void thereMustBeARunToGoOnWith() {
        Ended ended = train("--resume");
        assertThat(ended.err().lines())
                .containsExactly("there is no run in " + folder.resolve("models/tiny-training")
                        + " to go on with; leave out --resume");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void severalStylesBecomeOneModelAndOnRequestOneEach() throws IOException {
        Path other = Files.createDirectories(folder.resolve("styles/other"));
        Files.copy(style, other.resolve("a.png"));
        Files.copy(style, other.resolve("b.png"));
        Ended ended = train("--styles=" + folder.resolve("styles"), "--single-files");
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out())
                .startsWith("Learning none (0.00), noise (")
                .contains("other:", "Distance of each style picture to the mean of all");
        for (String name : List.of("tiny", "tiny-noise", "tiny-other")) {
            assertThat(StyleModel.read(folder.resolve("models/" + name + ".onnx"))
                            .card()
                            .orElseThrow()
                            .name())
                    .isEqualTo(name);
        }
        assertThat(folder.resolve("models/tiny-none.onnx")).doesNotExist();
        assertThat(StyleModel.read(output).card().orElseThrow().styles())
                .extracting(CardStyle::name, CardStyle::weight)
                .containsExactly(tuple("none", 0.0), tuple("noise", 0.5), tuple("other", 0.5));
    }

    @Test
    void styleIsAddedToANetThatHasLearned() throws IOException {
        assertThat(train().code()).isZero();
        Path more = folder.resolve("models/more.onnx");
        Ended ended = Ended.of(
                "train",
                "--add-style=other=" + style,
                "--to=" + folder.resolve("models/tiny-training"),
                "--content=" + Golden.path("photos"),
                "--vgg=" + Golden.path("tiny_vgg.safetensors"),
                "--output=" + more,
                "--photos=4",
                "--batch=2",
                "--precision=float32");
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out()).startsWith("Learning noise (").contains("for 2 styles", "Wrote " + more);
        assertThat(StyleModel.read(more).card().orElseThrow().objective()).contains(" noise, ", " other) x style(");
        assertThat(folder.resolve("models/more-training/training-report.html"))
                .content()
                .contains("<td>other</td><td>2 photos</td>")
                .doesNotContain("<td>noise</td>"); // its picture was not asked for
    }

    @Test
    void brokenPhotosAreCountedAtTheEnd() throws IOException {
        Path photos = Files.createDirectory(folder.resolve("photos"));
        Files.copy(Golden.path("photos/a.png"), photos.resolve("b.png"));
        Path broken = Files.writeString(photos.resolve("a.jpg"), "no photo");

        Ended ended = train("--content=" + photos);
        assertThat(ended.code()).isZero();
        assertThat(ended.out())
                .contains("Nothing could be learned from " + broken)
                .doesNotContain("but one photograph");
    }

    @Test
    void onePhotoIsLearnedFromWithAWarning() throws IOException {
        Path photos = Files.createDirectory(folder.resolve("photos"));
        Files.copy(Golden.path("photos/a.png"), photos.resolve("a.png"));
        Ended ended = train("--content=" + photos);
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("There is but one photograph to learn from");
    }

    @Test
    void stylePictureWithTooFewPixelsIsRefused() {
        Ended ended = train("--style=" + Golden.path("style.png"));
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err().lines())
                .containsExactly("the style picture " + Golden.path("style.png")
                        + " is 44x36; one of under 64 pixels has no texture to learn, give a larger one");
    }

    @Test
    void cardThatIsNotThereIsOneSentence() {
        assumeThat(Engine.getInstance().getGpuCount()).isZero();
        Ended ended = train("--device=cuda");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err().lines()).singleElement().asString().startsWith("libtorch finds no CUDA here");
    }

    @ParameterizedTest
    @CsvSource({
        "--style, absent.png, no picture can be read at {}; check the path",
        "--style, text.png, {} is not a picture that can be decoded; JPEG and PNG can",
        "--style, empty.png, {} is empty",
        "--vgg, none.safetensors, 'no VGG weights at {}; give a .safetensors file with --vgg, or get one with brushstream-trainer vgg fetch'",
        "--vgg, text.png, {} is not a readable .safetensors file (truncated?); fetch it again",
        "--vgg, cut.safetensors, {} is not a readable .safetensors file (truncated?); fetch it again",
        "--content, none, there is no folder {}; give one of photographs with --content",
        "--content, nothing, 'the folder {} holds no photographs (bmp, jpeg, jpg, png, tif, tiff, webp); give one that"
                + " does with --content'",
        "--content, broken, none of the 1 photographs in {} can be learned from; give JPEG or PNG files in colour with",
        "--held-out, none, there is no folder {}; give one of photographs with --held-out",
        "--held-out, nothing, the folder {} holds no photographs",
        "--held-out, broken, 'the folder {} holds 1 photographs, 4 are to be judged; give a folder of more with"
                + " --held-out'",
        "--output, folder.onnx, {} exists; add --overwrite to replace it or choose another --output",
        "--output, text.png/x.onnx, the folder {}-training for checkpoints cannot be written",
    })
    void wrongFileIsOneSentenceThatNamesIt(String option, String name, String sentence) throws IOException {
        makeWrongFiles();
        Path file = folder.resolve(name);
        Ended ended = train(option + "=" + file);

        assertThat(ended.err().lines()).hasSize(1);
        assertThat(ended.err())
                .startsWith(sentence.replace("{}-", "" + folder.resolve("text.png/x-"))
                        .replace("{}", file.toString()));
        assertThat(ended.code()).isEqualTo(1);
        assertThat(output).doesNotExist();
    }

    private void makeWrongFiles() throws IOException {
        Files.writeString(folder.resolve("text.png"), "neither a picture nor weights");
        Files.createFile(folder.resolve("empty.png"));
        byte[] vgg = Files.readAllBytes(Golden.path("tiny_vgg.safetensors"));
        Files.write(folder.resolve("cut.safetensors"), Arrays.copyOf(vgg, vgg.length / 2));
        Files.createDirectory(folder.resolve("nothing"));
        Files.createDirectory(folder.resolve("folder.onnx"));
        Files.createDirectory(folder.resolve("broken"));
        Files.writeString(folder.resolve("broken/photo.jpg"), "no photo");
    }

    @Test
    void modelThatCouldNotBeFoundAgainIsRefused() throws IOException {
        Ended ended = train("--output=" + folder.resolve("model.txt"));
        assertThat(ended.err()).contains("must end in .onnx");
        assertThat(ended.code()).isEqualTo(2);
    }

    @Test
    void folderIsNoModelEvenToBeReplaced() throws IOException {
        Path taken = Files.createDirectory(folder.resolve("folder.onnx"));
        Ended ended = train("--overwrite", "--output=" + taken);
        assertThat(ended.err().lines())
                .containsExactly("the model cannot be written to " + taken + ", a folder; choose another --output");
        assertThat(ended.code()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "--width=0, 'the width multiplier must lie between 1/32 and 4, not 0.0'",
        "--size=8, 'photos of under 32 pixels hold nothing to learn from: 8'",
        "--size=50, 'photos are painted and compared in multiples of 4 pixels, not in 50'",
        "--style-size=0, 'the shorter side of a style picture is 32 to 4096 pixels, not 0: under 32 there is no texture to learn'",
        "--batch=0, '--photos, --batch and --preview-every are at least 1, not 4, 0 and 100'",
        "--photos=0, '--photos, --batch and --preview-every are at least 1, not 0, 2 and 100'",
        "--preview-every=0, '--photos, --batch and --preview-every are at least 1, not 4, 2 and 0'",
        "--learning-rate=2, 'a training needs at least one step and one photo a step, and a learning rate above 0 and at"
                + " most 1: 2 steps of 2 at 2.0'",
        "--style-weight=-1, 'a style weight must be 0 or more, not -1.0'",
        "--strength=0.2, 'the strength lies between 0.25 and 4.0, not at 0.2'",
        "--style-scale=5, '--style-scale and --style-size exclude each other'",
        "--stability=-1, 'the weight of stability is 0 or more, not -1.0'",
        "--to=somewhere, '--to is for --add-style'",
        "--add-style=x.png, '--add-style needs --to, the training folder of the net to add it to'",
        "--title=, 'title is one line of text, not '''''",
        "--output=my wave.onnx, '''my wave'' is no model name: letters, digits, ''.'', ''-'', ''_'''",
        "--size=big, 'Invalid value for option ''--size'': ''big'' is not an int'",
        "--precision=float16, 'Invalid value for option ''--precision'': expected one of [FLOAT32, BFLOAT16]"
                + " (case-insensitive) but was ''float16'''",
    })
    void wrongUsageIsOneSentenceAndWhereToFindHelp(String option, String sentence) {
        Ended ended = train(option);
        assertThat(ended.err().lines()).containsExactly(sentence, "Try: brushstream-trainer train --help");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void unknownLayerIsAnsweredWithTheLayersThereAre() {
        Ended ended = train("--style-layers=relu1_1,relu9_9");
        assertThat(ended.err().lines())
                .singleElement()
                .asString()
                .startsWith("VGG-19 has no layer relu9_9; its layers are relu1_1, ");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void missingAndMistypedOptionsAreNamed() {
        Ended missing = Ended.of("train", "--style=a.png", "--content=b");
        assertThat(missing.err().lines())
                .containsExactly(
                        "Missing required option: '--output=MODEL.onnx'", "Try: brushstream-trainer train --help");
        assertThat(missing.code()).isEqualTo(2);

        Ended mistyped = train("--stile=a.png");
        assertThat(mistyped.err())
                .startsWith("Unknown option: '--stile=a.png'")
                .contains("Possible solutions: --style");
        assertThat(mistyped.code()).isEqualTo(2);
    }

    @Test
    void cheapChecksComeBeforeAnythingIsLoadedOrWritten() throws IOException {
        // The weights are cut off far behind their header: only loading them shows it.
        makeWrongFiles();
        String broken = "--vgg=" + folder.resolve("cut.safetensors");
        for (String wrong : new String[] {"--style", "--content"}) {
            Ended ended = train(broken, wrong + "=" + folder.resolve("absent"));
            assertThat(ended.err())
                    .contains(folder.resolve("absent").toString())
                    .doesNotContain("cut.safetensors");
        }
        assertThat(output.getParent()).doesNotExist();
    }

    @Test
    void stackTraceIsShownOnlyWhenAskedFor() {
        String wrong = "--style=" + folder.resolve("absent.png");
        assertThat(train(wrong).err()).doesNotContain("\tat ");
        assertThat(train(wrong, "--verbose").err())
                .contains("\tat org.brushstream.trainer.picture.Pictures")
                .contains("Caused by: java.nio.file.NoSuchFileException");
        assertThat(train("--width=0", "--verbose").err()).contains("\tat org.brushstream.trainer.net.TransformerNet");
    }

    @Test
    void helpShowsAllOptionsAndAnExample() {
        Ended help = Ended.of("train", "--help");
        assertThat(help.code()).isZero();
        assertThat(help.out())
                .contains(
                        "--style=[NAME=]PICTURE",
                        "The styles:",
                        "--style-layers",
                        "--verbose",
                        "For example:",
                        "great-wave.onnx");
        assertThat(Ended.of("--version").out()).startsWith("Brushstream ");
        assertThat(Ended.of("--help").out()).contains("train");
    }
}
