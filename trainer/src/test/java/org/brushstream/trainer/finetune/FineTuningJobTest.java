package org.brushstream.trainer.finetune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.BooleanSupplier;
import javax.imageio.ImageIO;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.runtime.model.Sha256;
import org.brushstream.trainer.Golden;
import org.brushstream.trainer.finetune.FineTuningJob.Earlier;
import org.brushstream.trainer.finetune.FineTuningSettings.Balance;
import org.brushstream.trainer.loss.VggFeatures;
import org.brushstream.trainer.script.Precision;
import org.brushstream.trainer.tensors.Safetensors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FineTuningJobTest {
    private static final Path VGG = Golden.path("tiny_vgg.safetensors");

    private final Path folder;
    private final Path frames;
    private final List<String> heard = new ArrayList<>();

    FineTuningJobTest(@TempDir Path folder) {
        this.folder = folder;
        this.frames = folder.resolve("looks");
    }

    /** Hears of everything. */
    private final class Ear implements FineTuningJob.Listener {
        private int steps;

        @Override
        public void beforeStart(
                List<String> looks, int learned, int heldOut, List<Path> unusable, int stepsBefore, int steps) {
            heard.add("%s %d %d %s %d of %d"
                    .formatted(
                            looks,
                            learned,
                            heldOut,
                            unusable.stream().map(Path::getFileName).toList(),
                            stepsBefore,
                            steps));
        }

        @Override
        public void afterStep(int step, double loss, double accuracy) {
            steps++;
        }

        @Override
        public void afterEpoch(Epoch epoch) {
            heard.add("epoch " + epoch.number());
        }
    }

    /** Two looks, dark stripes and bright noise, in four scenes of three frames each. */
    @BeforeEach
    void drawFrames() throws IOException {
        StringBuilder manifest = new StringBuilder("file,label,film,scene,seconds,hash\n");
        Random random = new Random(5);
        for (String look : List.of("stripes", "noise")) {
            Files.createDirectories(frames.resolve(look));
            for (int number = 0; number < 12; number++) {
                BufferedImage picture = new BufferedImage(48, 40, BufferedImage.TYPE_INT_RGB);
                for (int i = 0; i < 48 * 40; i++) {
                    int grey = look.equals("noise") ? 120 + random.nextInt(136) : (i % 48 / 4 % 2) * (60 + number);
                    picture.setRGB(i % 48, i / 48, grey * 0x10101);
                }
                String name = look + "/" + number + ".png";
                ImageIO.write(picture, "png", frames.resolve(name).toFile());
                manifest.append(
                        "%s,%s,film.mp4,%d,%d.000,%016x\n".formatted(name, look, 1 + number / 3, number, number));
            }
        }
        Files.writeString(frames.resolve("frames.csv"), manifest);
    }

    private static FineTuningSettings settings(
            int epochs, int patience, @Nullable String freezeTo, boolean fromRandom) {
        return new FineTuningSettings(
                freezeTo, fromRandom, Balance.SAMPLING, epochs, patience, 4, 0.002, 0.01, 32, 2, 0.25, 1);
    }

    private FineTuningJob job(String output, FineTuningSettings settings) {
        return new FineTuningJob(frames, VGG, settings, Precision.FLOAT32, folder.resolve(output));
    }

    private FineTuningJob.Report run(FineTuningJob job) {
        return job.run(Earlier.REFUSE, new Ear(), () -> true);
    }

    private static float[] tensor(Path weights, String name) {
        try (NDManager manager = NDManager.newBaseManager()) {
            return Golden.array(Safetensors.read(weights, manager).tensors(), name)
                    .toFloatArray();
        }
    }

    @Test
    void looksAreLearnedAndTheWeightsJudgeLikeAnyOthers() {
        FineTuningJob job = job("fine.safetensors", settings(6, 6, null, false));
        FineTuningJob.Report report = run(job);

        assertThat(report.finished()).isTrue();
        assertThat(report.epochs()).hasSize(6);
        Epoch best = Objects.requireNonNull(report.best());
        assertThat(best.heldOut().accuracy()).isEqualTo(1); // whoever sees brightness tells all six right
        assertThat(best.heldOut().counts()).containsExactly(List.of(3, 0), List.of(0, 3));
        assertThat(heard.get(0)).isEqualTo("[noise, stripes] 18 6 [] 0 of 54"); // 18 frames x 2 in fours, six times
        assertThat(heard).contains("epoch 1", "epoch 6");

        assertThat(tensor(job.output(), "features.0.weight")).isNotEqualTo(tensor(VGG, "features.0.weight"));
        try (NDManager manager = NDManager.newBaseManager();
                VggFeatures eye = VggFeatures.open(job.output(), Precision.FLOAT32, manager)) {
            assertThat(eye.weights().keySet())
                    .containsExactlyElementsOf(
                            Safetensors.read(job.output(), manager).tensors().keySet());
            Map<String, String> metadata =
                    Safetensors.read(job.output(), manager).metadata();
            assertThat(metadata)
                    .containsEntry("classes", "noise, stripes")
                    .containsEntry("held_out_accuracy", "1.0000")
                    .containsEntry("fine_tuned_from", "tiny_vgg.safetensors, SHA-256 " + Sha256.of(VGG));
        }
        FineTuningFolder left = report.folder();
        assertThat(left.curves()).isNotEmptyFile();
        assertThat(left.confusion()).isNotEmptyFile();
        assertThat(left.path().resolve("split.csv")).content().hasLineCount(25).containsPattern("true,.*looks/noise/");
        assertThat(left.path().resolve("epochs.csv"))
                .content()
                .startsWith("epoch,loss,")
                .hasLineCount(7);
    }

    @Test
    void interruptedRunGoesOnAsIfNothingHadHappened() throws IOException {
        FineTuningJob whole = job("whole.safetensors", settings(3, 3, null, false));
        run(whole);

        FineTuningJob parts = job("parts.safetensors", settings(3, 3, null, false));
        for (int stop : new int[] {4, 11}) { // in the first epoch and in the second
            Ear ear = new Ear();
            BooleanSupplier goesOn = () -> ear.steps < stop;
            assertThat(parts.run(stop == 4 ? Earlier.REFUSE : Earlier.RESUME, ear, goesOn)
                            .finished())
                    .isFalse();
            assertThat(parts.output()).doesNotExist();
        }
        heard.clear();
        assertThat(parts.run(Earlier.RESUME, new Ear(), () -> true).finished()).isTrue();
        assertThat(heard.get(0)).endsWith("15 of 27");
        assertThat(parts.output()).hasSameBinaryContentAs(whole.output()); // bit for bit, metadata and all
    }

    @Test
    void anotherRunIsNotGoneOnWith() {
        FineTuningJob job = job("fine.safetensors", settings(3, 3, null, false));
        job.run(Earlier.REFUSE, new Ear(), () -> false);
        assertThatThrownBy(() ->
                        job("fine.safetensors", settings(4, 3, null, false)).run(Earlier.RESUME, new Ear(), () -> true))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("was started with --epochs 3; give the same, --overwrite or another --output");
        assertThatThrownBy(() ->
                        job("none.safetensors", settings(4, 3, null, false)).run(Earlier.RESUME, new Ear(), () -> true))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("leave --resume out");
        assertThatThrownBy(() -> run(job)).hasMessageContaining("go on with it with --resume");
    }

    @Test
    void otherPicturesOfTheSameNamesAreOtherFrames() throws IOException {
        FineTuningJob job = job("fine.safetensors", settings(3, 3, null, false));
        job.run(Earlier.REFUSE, new Ear(), () -> false);
        drawFrames();
        job.run(Earlier.RESUME, new Ear(), () -> false); // the same again
        Files.copy(frames.resolve("noise/1.png"), frames.resolve("noise/0.png"), StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(frames.resolve("noise/0.png"), "more", StandardOpenOption.APPEND);
        assertThatThrownBy(() -> job.run(Earlier.RESUME, new Ear(), () -> false))
                .hasMessageContaining("was started with other --frames;");
    }

    @Test
    void checkpointOfAnotherKindIsRefusedBeforeAnythingIsLost() throws IOException {
        FineTuningJob job = job("fine.safetensors", settings(3, 3, null, false));
        Ear ear = new Ear();
        job.run(Earlier.REFUSE, ear, () -> ear.steps < 2);
        Path checkpoint = FineTuningFolder.of(job.output()).path().resolve("checkpoint.safetensors");
        try (NDManager manager = NDManager.newBaseManager()) {
            Safetensors stored = Safetensors.read(checkpoint, manager);
            Map<String, NDArray> tensors = new LinkedHashMap<>(stored.tensors());
            tensors.remove("adam.variance.head.1.bias");
            Safetensors.write(checkpoint, tensors, stored.metadata());
        }
        assertThatThrownBy(() -> job.run(Earlier.RESUME, new Ear(), () -> true))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("adam.variance.head.1.bias is absent or of another shape; start afresh");
        Files.writeString(checkpoint, "no checkpoint");
        assertThatThrownBy(() -> job.run(Earlier.RESUME, new Ear(), () -> true))
                .hasMessageContaining("is no checkpoint of a fine-tuning; start afresh with --overwrite");
        assertThat(checkpoint).exists();
    }

    @Test
    void frozenConvolutionsStayBitForBit() {
        FineTuningJob job = job("fine.safetensors", settings(1, 1, "relu4_4", false));
        run(job);
        for (int index : new int[] {0, 12, 25}) { // relu4_4 is features.25
            assertThat(tensor(job.output(), "features." + index + ".weight"))
                    .isEqualTo(tensor(VGG, "features." + index + ".weight"));
        }
        assertThat(tensor(job.output(), "features.28.weight")).isNotEqualTo(tensor(VGG, "features.28.weight"));
        assertThatThrownBy(() -> run(job("fine2.safetensors", settings(1, 1, "relu9_1", false))))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("VGG-19 has no layer relu9_1");
    }

    @Test
    void randomWeightsRememberNothing() {
        FineTuningJob job = job("random.safetensors", settings(1, 1, null, true));
        run(job);
        float[] weights = tensor(job.output(), "features.2.weight"); // 6 x 6 x 3 x 3
        double square = 0;
        for (float weight : weights) {
            square += weight * weight;
        }
        assertThat(Math.sqrt(square / weights.length)).isBetween(0.8 * 0.192, 1.2 * 0.192); // root of 2 / 54
        float[] old = tensor(VGG, "features.2.weight");
        double product = 0;
        double oldSquare = 0;
        for (int i = 0; i < old.length; i++) {
            product += weights[i] * old[i];
            oldSquare += old[i] * old[i];
        }
        assertThat(Math.abs(product / Math.sqrt(square * oldSquare))).isLessThan(0.2); // of 324 values: 3 deviations
    }

    @Test
    void itEndsWhenTheHeldOutFramesAreToldNoBetter() {
        FineTuningJob.Report report = run(job("fine.safetensors", settings(60, 2, null, false)));
        assertThat(report.finished()).isTrue();
        int best = Objects.requireNonNull(report.best()).number();
        assertThat(report.epochs()).hasSizeLessThan(60).hasSize(best + 2);
    }

    @Test
    void aLookOfNothingButBrokenFramesIsNotPassedOverInSilence() throws IOException {
        for (int number = 0; number < 12; number++) {
            Files.writeString(frames.resolve("noise/" + number + ".png"), "no picture");
        }
        assertThatThrownBy(() -> run(job("fine.safetensors", settings(1, 1, null, false))))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("no frame of the look 'noise' in " + frames + " can be read");
    }

    @Test
    void framesThatCannotBeReadAreNamedAndLeftOut() throws IOException {
        Files.writeString(frames.resolve("noise/4.png"), "no picture");
        Files.delete(frames.resolve("noise/5.png"));
        run(job("fine.safetensors", settings(1, 1, null, false)));
        assertThat(heard.get(0))
                .isEqualTo("[noise, stripes] 16 6 [4.png] 0 of 7"); // whoever deletes a frame knows of it
    }
}
