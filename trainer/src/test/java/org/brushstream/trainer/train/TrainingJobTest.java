package org.brushstream.trainer.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.brushstream.runtime.model.StyleModel;
import org.brushstream.trainer.Shared;
import org.brushstream.trainer.loss.Objective;
import org.brushstream.trainer.loss.StyleStrength;
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
                new TrainingJob.Credits(title, "public domain", "photographs", "not stated"),
                null,
                null,
                false,
                folder.resolve("wave.onnx"));
    }

    private static TrainingSettings settings(int size) {
        Objective objective = new Objective(1, 4, 0.1, List.of("relu3_3"), Objective.DEFAULT.styleLayers(), 96);
        return new TrainingSettings(1.0 / 8, Stem.FULL, size, objective, StyleStrength.of(1), 0, 2, TWELVE_STEPS);
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

        BufferedImage preview = ImageIO.read(job.folder().preview(12).toFile());
        BufferedImage photo = ImageIO.read(firstByName(photos).toFile());
        double scale = 64.0 / Math.min(photo.getWidth(), photo.getHeight());
        assertThat(preview.getWidth()).isEqualTo(roundedDown(photo.getWidth() * scale));
        assertThat(preview.getHeight()).isEqualTo(roundedDown(photo.getHeight() * scale));
    }

    private static double mean(List<Float> values) {
        return values.stream().mapToDouble(Float::doubleValue).average().orElseThrow();
    }

    private static Path firstByName(Path photos) throws IOException {
        try (Stream<Path> files = Files.list(photos)) {
            return files.sorted().findFirst().orElseThrow();
        }
    }

    /** To a multiple of four, as every stem takes it. */
    private static int roundedDown(double pixels) {
        return (int) Math.round(pixels) / 4 * 4;
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
