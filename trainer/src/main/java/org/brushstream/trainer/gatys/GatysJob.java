package org.brushstream.trainer.gatys;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.trainer.loss.Losses;
import org.brushstream.trainer.loss.Objective;
import org.brushstream.trainer.loss.PerceptualLoss;
import org.brushstream.trainer.loss.Pooling;
import org.brushstream.trainer.loss.StyleGrams;
import org.brushstream.trainer.loss.VggFeatures;
import org.brushstream.trainer.picture.Pictures;
import org.brushstream.trainer.plot.LossGraph;
import org.brushstream.trainer.script.Precision;
import org.jspecify.annotations.Nullable;

/**
 * From a photo and one or several style pictures to a painting.
 *
 * @param content the photo
 * @param styles at least one; several are averaged, see {@link StyleGrams}
 * @param vgg VGG-19 weights, {@code .safetensors}
 * @param pooling of VGG-19
 * @param objective its style size is that for the painting's full size: smaller ones are painted from smaller style
 *     pictures, so that strokes keep their share of the picture. A style picture is never enlarged.
 * @param precision {@code null} for whichever this machine is faster at
 * @param keepColors paint in black and white and put the photo's colours back
 * @param output the painting, {@code .png}, {@code .tif} or {@code .jpg}; an existing file is replaced
 * @param bits of each channel in {@code output}, 8 or 16
 * @param graph where to draw the losses, a {@code .png}, or nowhere
 * @param film where to show the painting forming, a {@code .mkv} or {@code .mp4} with one frame an iteration, or nowhere
 */
public record GatysJob(
        Path content,
        List<WeightedStyle> styles,
        Path vgg,
        Pooling pooling,
        Objective objective,
        GatysPlan plan,
        @Nullable Precision precision,
        boolean keepColors,
        Path output,
        int bits,
        @Nullable Path graph,
        @Nullable Path film) {
    /** Hears of the run. */
    public interface Listener {
        /**
         * Called once, before anything large is allocated.
         *
         * @param size of the painting in pixels
         * @param sizes shorter sides it is painted at, the last is its own
         * @param memoryBytes that the whole run will take at most, estimated
         */
        void beforeStart(FrameSize size, List<Integer> sizes, long memoryBytes);

        /**
         * Called after every iteration.
         *
         * @param shortSide the size that is being painted at
         * @param iteration from 1, at this size
         */
        void afterIteration(int shortSide, int iteration, Losses losses);
    }

    /**
     * What a job did.
     *
     * @param size of the painting in pixels: smaller than asked for if it was stopped at an earlier size
     * @param losses of the painting, unclamped
     * @param time from the first iteration to the last
     * @param finished false if it was stopped early
     * @param styles how far they are from their mean, nearest first
     */
    public record Report(
            FrameSize size,
            Losses losses,
            Duration time,
            boolean finished,
            Precision precision,
            List<StyleRanking.Distance> styles) {}

    public GatysJob {
        styles = List.copyOf(styles);
        if (styles.isEmpty()) {
            throw new IllegalArgumentException("a painting needs at least one style picture");
        }
        Pictures.requireWritableFormat(output, bits);
        if (graph != null && !graph.toString().endsWith(".png")) {
            throw new IllegalArgumentException("the graph's name must end in .png, not be " + graph);
        }
    }

    /**
     * Paints, and writes what the job asks for.
     *
     * @param goesOn asked before every iteration; at the first no the best picture so far is written
     * @throws ModelException if an input is absent or wrong, the loss diverges or an output cannot be written
     * @throws org.brushstream.runtime.media.MediaException if the film cannot be written
     */
    public Report run(Listener listener, BooleanSupplier goesOn) {
        FrameSize photo = Pictures.requireUsable(content);
        styles.forEach(style -> Pictures.requireUsable(style.picture()));
        VggFeatures.requireSafetensors(vgg);
        requireFolder(output);
        Precision chosen = precision == null ? Precision.fastest() : precision;
        FrameSize full = scaled(photo, plan.size());
        listener.beforeStart(full, plan.sizes(), plan.memoryBytes(full, chosen));
        try (NDManager manager = NDManager.newBaseManager();
                VggFeatures eye = VggFeatures.open(vgg, pooling, chosen, manager);
                FormingFilm forming = film == null ? null : new FormingFilm(film, full)) {
            List<Losses> curve = new ArrayList<>();
            long start = System.nanoTime();
            Stage stage = null;
            for (int shortSide : plan.sizes()) {
                NDArray smaller = stage == null ? null : stage.pixels();
                int side = shortSide;
                stage = paintAt(shortSide, smaller, eye, manager, goesOn, (iteration, losses, picture) -> {
                    curve.add(losses);
                    if (forming != null) {
                        forming.write(picture.get());
                    }
                    if (iteration > 0) {
                        listener.afterIteration(side, iteration, losses);
                    }
                });
                if (!stage.finished()) {
                    break;
                }
            }
            Duration time = Duration.ofNanos(System.nanoTime() - start);
            Stage last = Objects.requireNonNull(stage, "there is at least one size");
            NDArray painted = last.colours();
            Pictures.write(painted, output, bits);
            if (forming != null) {
                forming.finish();
            }
            if (graph != null) {
                LossGraph.write(curve, graph);
            }
            return new Report(last.size(), last.losses(), time, last.finished(), chosen, last.ranking());
        }
    }

    /** One size, from what a smaller one left behind. */
    private Stage paintAt(
            int shortSide,
            @Nullable NDArray smaller,
            VggFeatures eye,
            NDManager manager,
            BooleanSupplier goesOn,
            Observer observer) {
        try (NDManager scope = manager.newSubManager()) {
            NDArray photo = Pictures.read(content, shortSide, scope);
            NDArray target = keepColors ? Luminance.of(photo) : photo;
            List<NDArray> pictures = styles.stream()
                    .map(style -> stylePicture(style, shortSide, target, scope))
                    .toList();
            try (StyleGrams grams =
                            new StyleGrams(eye, objective.styleLayers(), pictures, WeightedStyle.weights(styles));
                    Gatys gatys = new Gatys(
                            new PerceptualLoss(eye, objective, grams), plan, target, start(target, smaller, scope))) {
                Supplier<NDArray> shown = () -> colours(gatys.pixels(), photo);
                observer.seen(0, gatys.losses(), shown);
                boolean finished = true;
                for (int iteration = 1; iteration <= plan.iterations(); iteration++) {
                    finished = goesOn.getAsBoolean();
                    if (!finished || !gatys.step()) {
                        break;
                    }
                    observer.seen(iteration, gatys.losses(), shown);
                }
                NDArray best = gatys.best().duplicate();
                NDArray colours = colours(best, photo);
                best.attach(manager);
                colours.attach(manager);
                return new Stage(best, colours, gatys.bestLosses(), finished, StyleRanking.ranked(styles, grams));
            }
        }
    }

    /** Hears of every picture on the way. */
    private interface Observer {
        /** @param iteration 0 for the start */
        void seen(int iteration, Losses losses, Supplier<NDArray> picture);
    }

    /** What one size ended with. */
    private record Stage(
            NDArray pixels, NDArray colours, Losses losses, boolean finished, List<StyleRanking.Distance> ranking) {
        FrameSize size() {
            return new FrameSize(
                    (int) colours.getShape().get(3), (int) colours.getShape().get(2));
        }
    }

    /** At this size strokes have the same share of the picture as at full size; nothing is made up by enlarging. */
    private NDArray stylePicture(WeightedStyle style, int shortSide, NDArray target, NDManager manager) {
        FrameSize stored = Pictures.requireUsable(style.picture());
        long wanted = Math.round((double) objective.styleSize() * shortSide / plan.size());
        int side = (int) Math.min(Math.max(wanted, Pictures.MIN_SIDE), Math.min(stored.width(), stored.height()));
        NDArray picture = Pictures.read(style.picture(), side, manager);
        return keepColors ? Gatys.coloured(Luminance.matched(Luminance.of(picture), target)) : picture;
    }

    private NDArray start(NDArray target, @Nullable NDArray smaller, NDManager manager) {
        if (smaller != null) {
            Shape shape = target.getShape();
            NDArray scaled = Pictures.scale(smaller, (int) shape.get(2), (int) shape.get(3));
            scaled.attach(manager);
            return scaled;
        }
        return plan.start() == GatysPlan.Start.CONTENT ? target : Gatys.noise(target.getShape(), plan.seed(), manager);
    }

    private NDArray colours(NDArray pixels, NDArray photo) {
        return keepColors ? Luminance.colours(photo, pixels) : pixels;
    }

    private static FrameSize scaled(FrameSize photo, int shortSide) {
        double factor = (double) shortSide / Math.min(photo.width(), photo.height());
        return new FrameSize((int) Math.round(photo.width() * factor), (int) Math.round(photo.height() * factor));
    }

    /** Hours of painting should not end at a folder that is not there. */
    private static void requireFolder(Path output) {
        Path folder = output.toAbsolutePath().getParent();
        if (folder == null || Files.isDirectory(output) || !Files.isWritable(folder)) {
            throw new ModelException("the painting cannot be written to " + output + "; choose another --output");
        }
    }
}
