package org.brushstream.trainer.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.brushstream.runtime.model.StyleModel;
import org.brushstream.trainer.Shared;
import org.brushstream.trainer.loss.Losses;
import org.brushstream.trainer.loss.Objective;
import org.brushstream.trainer.loss.StyleStrength;
import org.brushstream.trainer.net.Norm;
import org.brushstream.trainer.net.Stem;
import org.brushstream.trainer.script.Precision;
import org.brushstream.trainer.script.Processor;
import org.brushstream.trainer.style.Style;
import org.brushstream.trainer.style.WeightedStyle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrainingJobTest {
    private static final TrainingPlan TWELVE_STEPS = new TrainingPlan(12, 2, 0.003, 1);

    private final Path folder;

    TrainingJobTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private TrainingJob job(Path style, Path photos, Path vgg, String title) {
        return new TrainingJob(
                List.of(new Style("wave", List.of(new WeightedStyle(style, 1)))),
                photos,
                vgg,
                settings(64),
                Processor.CPU,
                Precision.FLOAT32,
                new TrainingJob.Credits(title, Map.of(), "public domain", "photographs", "not stated"),
                null,
                null,
                null,
                Judging.usual(null),
                false,
                folder.resolve("wave.onnx"));
    }

    private static TrainingSettings settings(int size) {
        Objective objective = Objective.DEFAULT.withStyleSize(96);
        return new TrainingSettings(
                1.0 / 8,
                Stem.FULL,
                Norm.INSTANCE,
                size,
                Augmentation.NONE,
                objective,
                StyleStrength.of(1),
                0,
                2,
                TWELVE_STEPS);
    }

    @Test
    void lossFallsOnRealPhotosWithTheRealEye() throws IOException {
        Path photos = Shared.require("photos/eval");
        TrainingJob job = job(
                Shared.require("styles/great-wave.jpg"),
                photos,
                Shared.require("vgg/vgg19-features.safetensors"),
                "The Great Wave off Kanagawa, Katsushika Hokusai, 1831");
        List<Float> totals = new ArrayList<>();
        TrainingJob.Report report =
                job.run(TrainingJob.Earlier.REFUSE, 100, (step, losses) -> totals.add(losses.total()), () -> true);

        assertThat(totals).hasSize(12);
        assertThat(mean(totals.subList(9, 12))).isLessThan(0.8 * mean(totals.subList(0, 3)));
        assertThat(report.unusable()).isEmpty();
        assertThat(StyleModel.read(report.models().get(0)).card().orElseThrow().name())
                .isEqualTo("wave");
    }

    private static double mean(List<Float> values) {
        return values.stream().mapToDouble(Float::doubleValue).average().orElseThrow();
    }

    /** Four steps of three styles, the photo among them. */
    private TrainingJob threeStyles(String output) {
        return threeStyles(output, 2);
    }

    /** @param moved photos of a batch, which has two */
    private TrainingJob threeStyles(String output, int moved) {
        List<Style> styles = List.of(TinyTraining.noise(folder, "alpha"), TinyTraining.noise(folder, "beta"));
        return TinyTraining.job(styles, moved, Judging.usual(null), folder.resolve(output));
    }

    @Test
    void finishedRunLeavesPreviewsLossesAndAReport() throws IOException {
        TrainingJob job = threeStyles("three.onnx");
        Map<Integer, Losses> heard = new LinkedHashMap<>();
        List<Path> previews = new ArrayList<>();
        TrainingListener listener = new TrainingListener() {
            @Override
            public void afterStep(int step, Losses losses) {
                heard.put(step, losses);
            }

            @Override
            public void afterPreview(int step, Path picture) {
                previews.add(picture);
            }
        };
        TrainingJob.Report report = job.run(TrainingJob.Earlier.REFUSE, 2, listener, () -> true);

        Path training = job.folder().path();
        assertThat(losses(training)).isEqualTo(heard);
        assertThat(training.resolve("losses.png")).isNotEmptyFile();
        assertThat(previews)
                .containsExactly(training.resolve("preview-000002.png"), training.resolve("preview-000004.png"));
        BufferedImage preview = ImageIO.read(previews.get(1).toFile());
        assertThat(preview.getWidth()).isEqualTo(6 + 3 * (192 + 6)); // style, two photos
        assertThat(preview.getHeight()).isEqualTo(6 + 4 * (192 + 6) + 26); // photos, three styles, a line of text

        assertThat(report.page()).isEqualTo(training.resolve("training-report.html"));
        String page = Files.readString(training.resolve("training-report.html"));
        assertThat(page.split("<img ", -1)).hasSize(1 + 2 + 2 + 6); // photos, style pictures, paintings
        assertThat(page)
                .contains(
                        "<h1>three</h1>",
                        "Noise &amp; more",
                        "none (0.00), alpha (",
                        "<td class=\"number\">1 to 4</td>")
                .contains(
                        "evaluate --model " + job.output() + " --style-name beta --style " + folder.resolve("beta.png"))
                .contains("b as alpha");
    }

    /** The steps of the table on disk, in its order. */
    private static Map<Integer, Losses> losses(Path training) throws IOException {
        Map<Integer, Losses> losses = new LinkedHashMap<>();
        List<String> lines = Files.readAllLines(training.resolve("losses.csv"));
        assertThat(lines.get(0))
                .startsWith("step,images,seconds,content,style,variation,reproduction,stability,imitation,total,");
        for (String line : lines.subList(1, lines.size())) {
            float[] terms = new float[7];
            String[] cells = line.split(",", -1);
            for (int i = 0; i < terms.length; i++) {
                terms[i] = Float.parseFloat(cells[3 + i]);
            }
            assertThat(losses.put(
                            Integer.parseInt(cells[0]),
                            new Losses(terms[0], terms[1], terms[2], terms[3], terms[4], terms[5], terms[6])))
                    .as("an earlier row of this step")
                    .isNull();
        }
        return losses;
    }

    @Test
    void runThatWasStoppedAndKilledNotesEachStepOnce() throws IOException {
        TrainingJob whole = threeStyles("whole.onnx");
        whole.run(TrainingJob.Earlier.REFUSE, 4, (step, losses) -> {}, () -> true);

        TrainingJob parts = threeStyles("parts.onnx");
        List<Integer> steps = new ArrayList<>();
        TrainingJob.Report stopped =
                parts.run(TrainingJob.Earlier.REFUSE, 4, (step, losses) -> steps.add(step), () -> steps.isEmpty());
        assertThat(stopped.finished()).isFalse();
        assertThat(stopped.page()).isNull();
        Path training = parts.folder().path();
        assertThat(losses(training)).containsOnlyKeys(1);
        assertThat(training.resolve("training-report.html")).doesNotExist();

        TrainingListener plug = (step, losses) -> {
            if (step == 3) {
                throw new IllegalStateException("pulled the plug");
            }
        };
        assertThatThrownBy(() -> parts.run(TrainingJob.Earlier.RESUME, 2, plug, () -> true))
                .hasMessage("pulled the plug");
        assertThat(losses(training)).containsOnlyKeys(1, 2, 3); // the checkpoint is that of step 2

        TrainingJob.Report report =
                parts.run(TrainingJob.Earlier.RESUME, 2, (step, losses) -> steps.add(step), () -> true);
        assertThat(steps).containsExactly(1, 3, 4);
        assertThat(report.legs()).extracting(Checkpoint.Leg::toStep).containsExactly(1, 2, 4);
        assertThat(List.copyOf(losses(training).entrySet())) // bit for bit, and in this order
                .isEqualTo(List.copyOf(losses(whole.folder().path()).entrySet()));
        assertThat(training.resolve("training-report.html")).content().contains("3 to 4");

        parts.run(TrainingJob.Earlier.OVERWRITE, 4, (step, losses) -> {}, () -> true);
        assertThat(training.resolve("preview-000002.png")).doesNotExist();
    }

    @Test
    void runIsGoneOnWithByItsRecipeWhereTheOptionsLeaveItOpen() throws IOException {
        TrainingJob whole = threeStyles("whole.onnx", 1);
        whole.run(TrainingJob.Earlier.REFUSE, 4, (step, losses) -> {}, () -> true);

        TrainingJob begun = threeStyles("parts.onnx", 1);
        List<Integer> steps = new ArrayList<>();
        begun.run(TrainingJob.Earlier.REFUSE, 4, (step, losses) -> steps.add(step), () -> steps.size() < 2);
        TrainingJob all = threeStyles("parts.onnx", 2); // of a batch of two, which a recipe does not state
        all.run(TrainingJob.Earlier.RESUME, 4, (step, losses) -> steps.add(step), () -> true);

        assertThat(steps).containsExactly(1, 2, 3, 4); // photos are moved in the second half
        assertThat(losses(all.folder().path())).isEqualTo(losses(whole.folder().path())); // bit for bit
        assertThat(all.folder().path().resolve("recipe.json")).content().contains("\"stability_pictures\": 1");
        assertThat(all.folder().path().resolve("training-report.html"))
                .content()
                .contains("1 of a batch");
    }

    @Test
    void jobThatCouldNotWriteItsCardIsRefusedBeforeItBegins() {
        assertThatThrownBy(() -> job(folder, folder, folder, "two\nlines"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("title is one line of text");
    }

    @Test
    void cropsThatThePaintingWouldNotFitAreRefused() {
        assertThatThrownBy(() -> settings(66))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("multiples of 4 pixels, not in 66");
    }
}
