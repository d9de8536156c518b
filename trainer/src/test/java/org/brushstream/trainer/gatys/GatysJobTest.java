package org.brushstream.trainer.gatys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.media.FfmpegSource;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.trainer.Golden;
import org.brushstream.trainer.Shared;
import org.brushstream.trainer.loss.Losses;
import org.brushstream.trainer.loss.Objective;
import org.brushstream.trainer.loss.Pooling;
import org.brushstream.trainer.script.Precision;
import org.brushstream.trainer.style.WeightedStyle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GatysJobTest {
    private static final int ITERATIONS = 4;

    /** 44 x 36 pixels, painted at 44x36 and 88x72. */
    private static final Path PHOTO = Golden.path("style.png");

    private static final Path STYLE = Golden.path("photos/a.png");
    private static final Path VGG = Golden.path("tiny_vgg.safetensors");

    private final Path folder;
    private final Path output;
    private final List<String> heard = new ArrayList<>();

    GatysJobTest(@TempDir Path folder) {
        this.folder = folder;
        this.output = folder.resolve("painting.png");
    }

    private static GatysPlan plan(GatysPlan.Start start, long seed) {
        return new GatysPlan(GatysPlan.Method.LBFGS, 5, 5, ITERATIONS, start, seed, 72, 36);
    }

    private static GatysJob job(Path output, boolean keepColors, int bits, @Nullable Path graph, @Nullable Path film) {
        return job(plan(GatysPlan.Start.CONTENT, 1), output, keepColors, bits, graph, film);
    }

    private static GatysJob job(
            GatysPlan plan, Path output, boolean keepColors, int bits, @Nullable Path graph, @Nullable Path film) {
        Objective objective = Objective.DEFAULT.withStyleSize(36);
        return new GatysJob(
                PHOTO,
                List.of(new WeightedStyle(STYLE, 1)),
                VGG,
                Pooling.MAX,
                objective,
                plan,
                Precision.FLOAT32,
                keepColors,
                output,
                bits,
                graph,
                film);
    }

    private GatysJob.Report run(GatysJob job, BooleanSupplier goesOn) {
        return job.run(
                new GatysJob.Listener() {
                    @Override
                    public void beforeStart(FrameSize size, List<Integer> sizes, long memoryBytes) {
                        heard.add("start " + size + " " + sizes);
                        assertThat(memoryBytes).isBetween(1_000_000_000L, 1_100_000_000L); // libtorch, and little more
                    }

                    @Override
                    public void afterIteration(int shortSide, int iteration, Losses losses) {
                        heard.add(shortSide + " " + iteration);
                    }
                },
                goesOn);
    }

    /** Says no from the given time on. */
    private static BooleanSupplier times(int yes) {
        int[] left = {yes};
        return () -> left[0]-- > 0;
    }

    @Test
    void paintsCoarseToFineInTheShapeOfThePhoto() throws IOException {
        GatysJob.Report report = run(job(output, false, 8, null, null), () -> true);

        assertThat(heard)
                .containsExactly(
                        "start 88x72 [36, 72]", "36 1", "36 2", "36 3", "36 4", "72 1", "72 2", "72 3", "72 4");
        assertThat(report.size()).isEqualTo(new FrameSize(88, 72));
        assertThat(report.iterations()).isEqualTo(8);
        assertThat(report.finished()).isTrue();
        assertThat(report.precision()).isEqualTo(Precision.FLOAT32);
        assertThat(report.styles()).singleElement().satisfies(style -> {
            assertThat(style.picture()).isEqualTo(STYLE);
            assertThat(style.mean()).isZero();
        });
        BufferedImage painting = ImageIO.read(output.toFile());
        assertThat(painting.getWidth()).isEqualTo(88);
        assertThat(painting.getHeight()).isEqualTo(72);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(output); // nothing that was not asked for
        }
    }

    @Test
    void filmShowsTheStartAndEveryIterationAtOneSize() {
        Path film = folder.resolve("forming.mkv");
        run(job(output, false, 8, null, film), () -> true);

        List<Frame> frames = frames(film);
        assertThat(frames).hasSize(1 + 2 * ITERATIONS);
        assertThat(frames).extracting(Frame::size).containsOnly(new FrameSize(88, 72));
        assertThat(frames.get(1).timestampMicros()).isEqualTo(40_000);
        assertThat(frames.get(8)).isNotEqualTo(frames.get(7));
    }

    @Test
    void lastFrameOfTheFilmIsThePainting() throws IOException {
        Path film = folder.resolve("forming.mkv");
        run(job(output, false, 8, null, film), () -> true); // L-BFGS: the last is the best

        Frame last = frames(film).get(2 * ITERATIONS);
        byte[] rgb = new byte[3 * 88 * 72];
        last.rgb().get(rgb);
        BufferedImage painting = ImageIO.read(output.toFile());
        for (int i = 0; i < 88 * 72; i++) {
            int pixel = (rgb[3 * i] & 0xFF) << 16 | (rgb[3 * i + 1] & 0xFF) << 8 | (rgb[3 * i + 2] & 0xFF);
            assertThat(painting.getRGB(i % 88, i / 88) & 0xFFFFFF).isEqualTo(pixel);
        }
    }

    private static List<Frame> frames(Path film) {
        List<Frame> frames = new ArrayList<>();
        try (FfmpegSource source = FfmpegSource.open(film)) {
            for (Frame frame = source.read(); frame != null; frame = source.read()) {
                frames.add(frame);
            }
        }
        return frames;
    }

    @Test
    void graphIsWritten() throws IOException {
        Path graph = folder.resolve("losses.PNG");
        run(job(output, false, 8, graph, null), () -> true);
        assertThat(ImageIO.read(graph.toFile()).getWidth()).isEqualTo(960);
    }

    @ParameterizedTest
    @CsvSource({"painting.png, 8, 8", "painting.png, 16, 16", "painting.tif, 16, 16", "painting.jpg, 8, 8"})
    void channelsHaveTheBitsAskedFor(String name, int bits, int found) throws IOException {
        Path file = folder.resolve(name);
        run(job(file, false, bits, null, null), () -> true);
        BufferedImage painting = ImageIO.read(file.toFile());
        assertThat(painting.getSampleModel().getSampleSize(0)).isEqualTo(found);
        assertThat(painting.getWidth()).isEqualTo(88);
    }

    @Test
    void stoppedPaintingIsWholeAndOfTheSizeItWasPaintedAt() throws IOException {
        Path film = folder.resolve("forming.mkv");
        Path graph = folder.resolve("losses.png");
        GatysJob.Report early = run(job(output, false, 8, graph, film), times(2));
        assertThat(early.finished()).isFalse();
        assertThat(early.iterations()).isEqualTo(2);
        assertThat(early.size()).isEqualTo(new FrameSize(44, 36));
        assertThat(ImageIO.read(output.toFile()).getWidth()).isEqualTo(44);
        assertThat(frames(film)).hasSize(3);
        assertThat(graph).exists();

        GatysJob.Report late = run(job(output, false, 8, graph, film), times(ITERATIONS + 1));
        assertThat(late.finished()).isFalse();
        assertThat(ImageIO.read(output.toFile()).getWidth()).isEqualTo(88);
        assertThat(frames(film)).hasSize(1 + ITERATIONS + 1);
    }

    @Test
    void paintingThatIsStoppedBeforeItBeginsReplacesNothing() throws IOException {
        Files.writeString(output, "an earlier painting");
        assertThatThrownBy(() -> run(job(output, false, 8, null, folder.resolve("film.mp4")), () -> false))
                .isInstanceOf(ModelException.class)
                .hasMessage("stopped before the first iteration: " + output + " was not written");
        assertThat(output).hasContent("an earlier painting");
        assertThat(folder).isDirectoryNotContaining("glob:**film*"); // nor is a part of it left
    }

    @Test
    void failureInTheMiddleSavesWhatWasPainted() throws IOException {
        GatysJob.Listener fullDisk = new GatysJob.Listener() {
            @Override
            public void beforeStart(FrameSize size, List<Integer> sizes, long memoryBytes) {}

            @Override
            public void afterIteration(int shortSide, int iteration, Losses losses) {
                if (shortSide == 72 && iteration == 2) {
                    throw new IllegalStateException("the disk is full");
                }
            }
        };
        assertThatThrownBy(() -> job(output, false, 8, null, null).run(fullDisk, () -> true))
                .isInstanceOf(ModelException.class)
                .hasMessage("the disk is full; the best picture so far is in " + output)
                .hasCauseInstanceOf(IllegalStateException.class);
        assertThat(ImageIO.read(output.toFile()).getWidth()).isEqualTo(88);
    }

    @Test
    void keptColoursAreThoseOfThePhoto() throws IOException {
        // At the photo's own size: nothing is scaled.
        GatysPlan plan = new GatysPlan(GatysPlan.Method.ADAM, 5, 5, ITERATIONS, GatysPlan.Start.CONTENT, 1, 36, 36);
        run(job(plan, output, true, 8, null, null), () -> true);

        BufferedImage painting = ImageIO.read(output.toFile());
        BufferedImage photo = ImageIO.read(PHOTO.toFile());
        int moved = 0;
        for (int i = 0; i < 44 * 36; i++) {
            int[] painted = rgb(painting, i);
            int[] original = rgb(photo, i);
            if (Arrays.stream(painted).anyMatch(value -> value == 0 || value == 255)) {
                continue; // clamped, which fades colours
            }
            // One number was added to all three, and each rounded.
            int red = painted[0] - original[0];
            assertThat(painted[1] - original[1]).isBetween(red - 1, red + 1);
            assertThat(painted[2] - original[2]).isBetween(red - 1, red + 1);
            moved += Math.abs(red) > 3 ? 1 : 0;
        }
        assertThat(moved).isGreaterThan(44 * 36 / 4); // painted it was
    }

    private static int[] rgb(BufferedImage image, int pixel) {
        int rgb = image.getRGB(pixel % image.getWidth(), pixel / image.getWidth());
        return new int[] {rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF};
    }

    @Test
    void noiseOfOneSeedAlwaysBecomesTheSamePainting() throws IOException {
        List<byte[]> paintings = new ArrayList<>();
        for (long seed : new long[] {1, 1, 2}) {
            run(job(plan(GatysPlan.Start.NOISE, seed), output, false, 8, null, null), () -> true);
            paintings.add(Files.readAllBytes(output));
        }
        assertThat(paintings.get(1)).isEqualTo(paintings.get(0));
        assertThat(paintings.get(2)).isNotEqualTo(paintings.get(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"output", "graph", "film"})
    void folderThatIsNotThereIsSaidBeforeAnythingIsCalculated(String which) {
        Path none = folder.resolve("none");
        GatysJob job = job(
                which.equals("output") ? none.resolve("a.png") : output,
                false,
                8,
                which.equals("graph") ? none.resolve("b.png") : null,
                which.equals("film") ? none.resolve("c.mp4") : null);
        assertThatThrownBy(() -> run(job, () -> true))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("cannot write " + none)
                .hasMessageEndingWith(": there is no folder " + none + "; make it first");
        assertThat(heard).isEmpty();
    }

    @Test
    void whatIsReadIsNeverReplaced() throws IOException {
        Path photo = Files.copy(PHOTO, folder.resolve("photo.png"));
        Path style = Files.copy(STYLE, folder.resolve("style.png"));
        for (Path output : List.of(photo, style, folder.resolve("../" + folder.getFileName() + "/photo.png"))) {
            GatysJob job = new GatysJob(
                    photo,
                    List.of(new WeightedStyle(style, 1)),
                    VGG,
                    Pooling.MAX,
                    Objective.DEFAULT,
                    plan(GatysPlan.Start.CONTENT, 1),
                    Precision.FLOAT32,
                    false,
                    output,
                    8,
                    null,
                    null);
            assertThatThrownBy(() -> run(job, () -> true))
                    .isInstanceOf(ModelException.class)
                    .hasMessage(output + " is read for the painting; write to another name");
        }
        assertThat(photo).hasSameBinaryContentAs(PHOTO);
        assertThat(heard).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "a.png, a.png, , 'the painting, the graph and the film need different names'",
        "a.png, b.jpg, , 'the graph''s name must end in .png, not be b.jpg'",
        "a.png, , c.gif, 'the film''s name must end in .mp4 or .mkv, not be c.gif'",
        "a.png, , c.png, 'the film''s name must end in .mp4 or .mkv, not be c.png'",
        "a.gif, , , 'pictures are written as .png, .tif or .jpg, not as ''a.gif'''",
    })
    void namesThatCannotBeWrittenAreRefused(Path output, @Nullable Path graph, @Nullable Path film, String sentence) {
        assertThatThrownBy(() -> job(output, false, 8, graph, film))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence);
    }

    @Test
    void paintingThatNoMemoryWouldHoldIsRefused() {
        GatysJob.requireMemory(16_000_000_000L, 16_000_000_000L);
        assertThatThrownBy(() -> GatysJob.requireMemory(20_400_000_000L, 16_000_000_000L))
                .isInstanceOf(ModelException.class)
                .hasMessage("the painting would take up to 20.4 GB of memory, this machine has 16.0; choose a smaller"
                        + " --size, or --method adam, which needs less");
    }

    @Test
    void lossFallsOnARealPhotoWithTheRealEye() {
        GatysJob job = new GatysJob(
                Shared.require("styles/starry-night.jpg"),
                List.of(new WeightedStyle(Shared.require("styles/great-wave.jpg"), 1)),
                Shared.require("vgg/vgg19-features.safetensors"),
                Pooling.MAX,
                Objective.DEFAULT,
                new GatysPlan(GatysPlan.Method.LBFGS, 10, 5, 12, GatysPlan.Start.CONTENT, 1, 64, 64),
                Precision.FLOAT32,
                false,
                output,
                8,
                null,
                null);
        List<Losses> losses = new ArrayList<>();
        job.run(
                new GatysJob.Listener() {
                    @Override
                    public void beforeStart(FrameSize size, List<Integer> sizes, long memoryBytes) {}

                    @Override
                    public void afterIteration(int shortSide, int iteration, Losses found) {
                        losses.add(found);
                    }
                },
                () -> true);
        assertThat(losses).hasSize(12);
        assertThat(losses.get(11).total()).isLessThan(0.8f * losses.get(0).total());
        assertThat(losses.get(11).style()).isLessThan(losses.get(0).style());
        assertThat(losses.get(11).content()).isGreaterThan(losses.get(0).content()); // the price
    }
}
