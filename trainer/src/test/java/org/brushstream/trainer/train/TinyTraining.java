package org.brushstream.trainer.train;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.brushstream.trainer.Golden;
import org.brushstream.trainer.loss.Objective;
import org.brushstream.trainer.loss.StyleStrength;
import org.brushstream.trainer.net.Norm;
import org.brushstream.trainer.net.Stem;
import org.brushstream.trainer.script.Precision;
import org.brushstream.trainer.script.Processor;
import org.brushstream.trainer.style.Style;
import org.brushstream.trainer.style.WeightedStyle;

/** Trainings of four steps with a small eye, done in a moment. */
final class TinyTraining {
    static final Path VGG = Golden.path("tiny_vgg.safetensors");

    /** Of the golden photos, and of the style pictures as they are looked at, in pixels. */
    static final int SIDE = 32;

    private TinyTraining() {}

    /** A style whose picture, {@code NAME.png} in the folder, is noise of its own. */
    static Style noise(Path folder, String name) {
        BufferedImage noise = new BufferedImage(80, 64, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(name.hashCode());
        for (int i = 0; i < 80 * 64; i++) {
            noise.setRGB(i % 80, i / 80, random.nextInt());
        }
        Path file = folder.resolve(name + ".png");
        try {
            ImageIO.write(noise, "png", file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Style(name, List.of(new WeightedStyle(file, 1)));
    }

    /**
     * A job on two photos, which are squares.
     *
     * @param styles without the one that gives the photo back; several get it besides
     * @param moved photos of a batch, which has two
     */
    static TrainingJob job(List<Style> styles, int moved, Judging judging, Path output) {
        Objective objective = Objective.DEFAULT.withStyleSize(SIDE);
        return new TrainingJob(
                TrainingJob.withNone(styles),
                Golden.path("photos"),
                VGG,
                new TrainingSettings(
                        1.0 / 16,
                        Stem.FULL,
                        Norm.INSTANCE,
                        SIDE,
                        Augmentation.NONE,
                        objective,
                        StyleStrength.of(1),
                        100,
                        moved,
                        new TrainingPlan(4, 2, 0.003, 1)),
                Processor.CPU,
                Precision.FLOAT32,
                new TrainingJob.Credits("Noise & more", Map.of(), "CC0-1.0", "photographs", "CC0-1.0"),
                null,
                null,
                null,
                judging,
                false,
                output);
    }
}
