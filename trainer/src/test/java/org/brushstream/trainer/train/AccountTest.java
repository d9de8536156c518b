package org.brushstream.trainer.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.trainer.Golden;
import org.brushstream.trainer.loss.Objective;
import org.brushstream.trainer.loss.StyleStrength;
import org.brushstream.trainer.net.Norm;
import org.brushstream.trainer.net.Stem;
import org.brushstream.trainer.net.TransformerNet;
import org.brushstream.trainer.picture.ContactSheet;
import org.brushstream.trainer.picture.Paint;
import org.brushstream.trainer.picture.PhotoFolder;
import org.brushstream.trainer.report.TrainingReport;
import org.brushstream.trainer.report.TrainingReport.Fact;
import org.brushstream.trainer.script.Precision;
import org.brushstream.trainer.script.Processor;
import org.brushstream.trainer.style.Style;
import org.brushstream.trainer.style.WeightedStyle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AccountTest {
    private static final Style WAVE = new Style(
            "wave",
            List.of(new WeightedStyle(Path.of("calm.jpg"), 1), new WeightedStyle(Path.of("great wave.jpg"), 2)));

    private static final TrainingReport.Judgement JUDGEMENT = new TrainingReport.Judgement("Judged.", List.of());

    /** Of recipes as {@link RecipeTest} has them: 1,500 steps of 4 photographs. */
    private static TrainingReport report(
            List<Style> styles, Recipe recipe, PhotoFolder photos, List<Checkpoint.Leg> legs) {
        return report(styles, recipe, photos, null, legs);
    }

    private static TrainingReport report(
            List<Style> styles, Recipe recipe, PhotoFolder photos, @Nullable Path heldOut, List<Checkpoint.Leg> legs) {
        TrainingJob job = new TrainingJob(
                styles,
                Path.of("photos"),
                Path.of("vgg.safetensors"),
                new TrainingSettings(
                        1,
                        Stem.FULL,
                        Norm.INSTANCE,
                        192,
                        Augmentation.NONE,
                        Objective.DEFAULT,
                        StyleStrength.of(1),
                        100,
                        4,
                        new TrainingPlan(1500, 4, 0.001, 1)),
                Processor.CPU,
                null,
                new TrainingJob.Credits("The <Wave>", Map.of(), "public domain", "photographs", "CC0-1.0"),
                null,
                null,
                null,
                Judging.usual(heldOut),
                false,
                Path.of("out/wave.onnx"));
        Frame grey = Paint.flat(0x808080, 8, 8);
        ContactSheet sheet = new ContactSheet(
                List.of(new ContactSheet.Picture("photo", grey)),
                List.of(new ContactSheet.Row("wave", null, List.of(grey))));
        return new Account(job, recipe, photos, Precision.FLOAT32).report(sheet, JUDGEMENT, List.of(), legs);
    }

    private static PhotoFolder twoPhotos() {
        return PhotoFolder.open(Golden.path("photos"), 32, 1);
    }

    @Test
    void reportOfOneStyleSaysWhatItWasMadeFromAndHowToJudgeIt() {
        Recipe recipe = RecipeTest.recipe(new TransformerNet(0.5, Stem.HALF, 1), List.of("wave"));
        List<Checkpoint.Leg> legs = List.of(
                new Checkpoint.Leg("pytorch", 0, 1000, "one card", 2.5),
                new Checkpoint.Leg("java", 1000, 1500, "2 cores", 9));
        TrainingReport report = report(List.of(WAVE), recipe, twoPhotos(), legs);

        assertThat(report.model()).isEqualTo("wave");
        assertThat(report.recipe())
                .contains(
                        new Fact("title", "The <Wave>"), // the page escapes it
                        new Fact("styles and their weights", "wave (1.00)"),
                        new Fact("style pictures", "wave: pictures/wave.jpg; their shorter side at 384 px"),
                        new Fact("photographs", "2 in photos"),
                        new Fact("crops", "128 px in the first half of the steps, then 192 px"),
                        new Fact("moved photographs", "in the second half of the steps all of a batch"),
                        new Fact("steps", "1500 of 4 photographs each"),
                        new Fact("judge", "VGG-19, weights abc (SHA-256)"),
                        new Fact("calculated in", "float32"))
                .extracting(Fact::name)
                .doesNotContain("teacher", "added to the net of");
        assertThat(report.evaluation())
                .isEqualTo("brushstream-trainer evaluate --model out/wave.onnx --style 'great wave.jpg'"
                        + " --vgg vgg.safetensors --content HELD-OUT-PHOTOS");
        assertThat(report.judgement()).isEqualTo(JUDGEMENT);
        assertThat(report.history())
                .containsExactly(
                        new TrainingReport.Stint("pytorch", 0, 1000, "one card", 2.5),
                        new TrainingReport.Stint("java", 1000, 1500, "2 cores", 9));
        assertThat(report.unreadable()).isEmpty();
    }

    @Test
    void everyStyleThatWasLearnedIsJudgedByItsName() {
        Style calm = new Style("calm", List.of(new WeightedStyle(Path.of("calm.jpg"), 1)));
        Recipe recipe = RecipeTest.recipe(new TransformerNet(0.5, Stem.HALF, 3), List.of("none", "wave", "calm"));

        assertThat(report(List.of(Style.NONE, WAVE, calm), recipe, twoPhotos(), List.of())
                        .evaluation()
                        .lines())
                .containsExactly(
                        "brushstream-trainer evaluate --model out/wave.onnx --style-name wave --style 'great wave.jpg'"
                                + " --vgg vgg.safetensors --content HELD-OUT-PHOTOS",
                        "brushstream-trainer evaluate --model out/wave.onnx --style-name calm --style calm.jpg"
                                + " --vgg vgg.safetensors --content HELD-OUT-PHOTOS");
    }

    @Test
    void heldOutPhotosThatWereGivenAreThoseToJudgeBy() {
        Recipe recipe = RecipeTest.recipe(new TransformerNet(0.5, Stem.HALF, 1), List.of("wave"));
        assertThat(report(List.of(WAVE), recipe, twoPhotos(), Path.of("my eval"), List.of())
                        .evaluation())
                .endsWith(" --vgg vgg.safetensors --content 'my eval'");
    }

    @Test
    void runOfWhichNothingElseIsKnownTookItsSteps() {
        Recipe recipe = RecipeTest.recipe(new TransformerNet(0.5, Stem.HALF, 1), List.of("wave"));
        assertThat(report(List.of(WAVE), recipe, twoPhotos(), List.of()).history())
                .containsExactly(new TrainingReport.Stint("not stated", 0, 1500, "not stated", 0));
    }

    @Test
    void photosThatWereLeftOutAreNamed(@TempDir Path folder) throws Exception {
        Path broken = Files.writeString(folder.resolve("a.jpg"), "no photo");
        Files.copy(Golden.path("photos/a.png"), folder.resolve("b.png"));
        PhotoFolder photos = PhotoFolder.open(folder, 32, 1);
        photos.first(3);
        Recipe recipe = RecipeTest.recipe(new TransformerNet(0.5, Stem.HALF, 1), List.of("wave"));

        assertThat(report(List.of(WAVE), recipe, photos, List.of()).unreadable())
                .containsExactly(broken + ": broken, tiny, grey or CMYK");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {"out/wave-2.onnx | out/wave-2.onnx", "my wave.onnx | 'my wave.onnx'", "it's.onnx | 'it'\\''s.onnx'"
            })
    void pathsAreWordsOfACommandLine(Path file, String word) {
        assertThat(Account.quoted(file)).isEqualTo(word);
    }
}
