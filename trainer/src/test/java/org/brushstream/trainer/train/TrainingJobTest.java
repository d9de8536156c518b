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
import org.brushstream.trainer.net.TransformerNet;
import org.brushstream.trainer.script.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrainingJobTest {
    private static final TrainingPlan TWELVE_STEPS = new TrainingPlan(12, 2, 0.003, 1);

    private final Path folder;

    TrainingJobTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private TrainingJob job(Path style, Path photos, Path vgg, int size, String title) {
        return new TrainingJob(
                style,
                photos,
                size,
                vgg,
                new TransformerNet(1.0 / 8),
                new Objective(1, 4, 0.1, List.of("relu3_3"), Objective.DEFAULT.styleLayers(), 96),
                TWELVE_STEPS,
                Precision.FLOAT32,
                new TrainingJob.Credits(title, "public domain", "photographs", "not stated"),
                folder.resolve("wave.onnx"));
    }

    @Test
    void lossFallsOnRealPhotosWithTheRealEye() throws IOException {
        Path photos = Shared.require("photos/eval");
        TrainingJob job = job(
                Shared.require("styles/great-wave.jpg"),
                photos,
                Shared.require("vgg/vgg19-features.safetensors"),
                64,
                "The Great Wave off Kanagawa, Katsushika Hokusai, 1831");
        List<Float> totals = new ArrayList<>();
        TrainingJob.Report report = job.run(100, (step, losses) -> totals.add(losses.total()), () -> true);

        assertThat(totals).hasSize(12);
        assertThat(mean(totals.subList(9, 12))).isLessThan(0.8 * mean(totals.subList(0, 3)));
        assertThat(report.unreadable()).isEmpty();
        assertThat(StyleModel.read(report.model()).card().orElseThrow().name()).isEqualTo("wave");

        BufferedImage preview =
                ImageIO.read(job.folder().resolve("preview-000012.png").toFile());
        BufferedImage photo = ImageIO.read(firstByName(photos).toFile());
        double scale = 64.0 / Math.min(photo.getWidth(), photo.getHeight());
        assertThat(preview.getWidth()).isEqualTo(roundedUp(photo.getWidth() * scale));
        assertThat(preview.getHeight()).isEqualTo(roundedUp(photo.getHeight() * scale));
    }

    private static double mean(List<Float> values) {
        return values.stream().mapToDouble(Float::doubleValue).average().orElseThrow();
    }

    private static Path firstByName(Path photos) throws IOException {
        try (Stream<Path> files = Files.list(photos)) {
            return files.sorted().findFirst().orElseThrow();
        }
    }

    /** Up to a multiple of four, as the net paints. */
    private static int roundedUp(double pixels) {
        return (int) (Math.round(pixels) + 3) / 4 * 4;
    }

    @Test
    void jobThatCouldNotWriteItsCardIsRefusedBeforeItBegins() {
        assertThatThrownBy(() -> job(folder, folder, folder, 64, "two\nlines"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("title is one line of text");
    }

    @Test
    void cropsThatThePaintingWouldNotFitAreRefused() {
        assertThatThrownBy(() -> job(folder, folder, folder, 66, "title"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("multiples of 4 pixels, not in 66");
    }
}
