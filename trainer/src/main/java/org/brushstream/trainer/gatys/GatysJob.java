package org.brushstream.trainer.gatys;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.trainer.loss.Losses;
import org.brushstream.trainer.loss.Objective;
import org.brushstream.trainer.loss.Pooling;
import org.brushstream.trainer.loss.StyleGrams;
import org.brushstream.trainer.loss.VggFeatures;
import org.brushstream.trainer.picture.Pictures;
import org.brushstream.trainer.script.Precision;
import org.brushstream.trainer.style.StyleRanking;
import org.brushstream.trainer.style.WeightedStyle;
import org.jspecify.annotations.Nullable;

/**
 * From a photo and one or several style pictures to a painting.
 *
 * @param content the photo
 * @param styles at least one; several are averaged, see {@link StyleGrams}
 * @param vgg VGG weights, {@code .safetensors}
 * @param pooling of VGG
 * @param objective its style size is that for the painting's full size: smaller ones are painted from smaller style
 *     pictures, so that strokes keep their share of the picture. A style picture is never enlarged.
 * @param precision {@code null} for whichever this machine is faster at
 * @param keepColors paint in black and white and put the photo's colours back
 * @param output the painting, {@code .png}, {@code .tif} or {@code .jpg}; an existing file is replaced
 * @param bits of each channel in {@code output}, 8 or 16
 * @param graph where to draw the losses, a {@code .png}, or nowhere; an existing file is replaced
 * @param film where to show the painting forming, a {@code .mkv} or {@code .mp4} with one frame for the start and one for
 *     each iteration, or nowhere; an existing file is replaced
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
         * Called after every iteration. A size may have fewer than planned, where no better picture is found.
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
     * @param iterations at all sizes together
     * @param time from the first iteration to the last
     * @param finished false if it was stopped early
     * @param precision in which it calculated
     * @param styles how far they are from their mean, nearest first
     */
    public record Report(
            FrameSize size,
            Losses losses,
            int iterations,
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
        if (graph != null && !graph.toString().toLowerCase(Locale.ROOT).endsWith(".png")) {
            throw new IllegalArgumentException("the graph's name must end in .png, not be " + graph);
        }
        if (film != null) {
            FormingFilm.requireFilmName(film);
        }
        List<Path> outputs = outputs(output, graph, film);
        Set<Path> places = new HashSet<>();
        outputs.forEach(file -> places.add(file.toAbsolutePath().normalize()));
        if (places.size() < outputs.size()) {
            throw new IllegalArgumentException("the painting, the graph and the film need different names");
        }
    }

    private static List<Path> outputs(Path output, @Nullable Path graph, @Nullable Path film) {
        List<Path> outputs = new ArrayList<>(List.of(output));
        if (graph != null) {
            outputs.add(graph);
        }
        if (film != null) {
            outputs.add(film);
        }
        return List.copyOf(outputs);
    }

    /** The files that the job writes, the painting first. */
    public List<Path> outputs() {
        return outputs(output, graph, film);
    }

    /**
     * Paints, and writes what the job asks for. All that can be checked is checked before anything is calculated; should an
     * iteration fail all the same, the best picture so far is written before that is said.
     *
     * @param goesOn asked before every iteration; at the first no the best picture so far is written
     * @throws ModelException if an input is absent or wrong, the machine has too little memory, the loss diverges, an output
     *     cannot be written or would replace an input, or {@code goesOn} stopped the first iteration
     * @throws org.brushstream.runtime.media.MediaException if the film cannot be written
     */
    public Report run(Listener listener, BooleanSupplier goesOn) {
        FrameSize size = requireInputs();
        for (Path file : outputs()) {
            requireWritable(file);
        }
        Precision chosen = precision == null ? Precision.fastest() : precision;
        long memoryBytes = plan.memoryBytes(size);
        requireMemory(memoryBytes, machineMemoryBytes());
        listener.beforeStart(size, plan.sizes(), memoryBytes);
        try (NDManager manager = NDManager.newBaseManager();
                VggFeatures eye = VggFeatures.open(vgg, pooling, chosen, manager);
                Chronicle chronicle = new Chronicle(listener, graph, film, size)) {
            CoarseToFine painting = new CoarseToFine(this, eye, manager);
            long start = System.nanoTime();
            boolean finished = paint(painting, goesOn, chronicle);
            Duration time = Duration.ofNanos(System.nanoTime() - start);
            if (!finished && chronicle.iterations() == 0) {
                throw new ModelException("stopped before the first iteration: " + output + " was not written");
            }
            CoarseToFine.Best best = Objects.requireNonNull(painting.best(), "there is at least one size");
            Pictures.write(best.picture(), output, bits);
            chronicle.finish();
            return new Report(
                    best.size(), best.losses(), chronicle.iterations(), time, finished, chosen, best.styles());
        }
    }

    /** Hours of work are not to be lost because one iteration failed, or the disk is full of film. */
    private boolean paint(CoarseToFine painting, BooleanSupplier goesOn, Chronicle chronicle) {
        try {
            return painting.paint(goesOn, chronicle);
        } catch (RuntimeException e) {
            CoarseToFine.Best best = painting.best();
            if (best == null || chronicle.iterations() == 0) {
                throw e;
            }
            Pictures.write(best.picture(), output, bits);
            throw new ModelException(e.getMessage() + "; the best picture so far is in " + output, e);
        }
    }

    /** @return the painting's size in the end */
    private FrameSize requireInputs() {
        FrameSize photo = Pictures.requireUsable(content);
        styles.forEach(style -> Pictures.requireUsable(style.picture()));
        VggFeatures.requireWeights(vgg, objective.net());
        double factor = (double) plan.size() / Math.min(photo.width(), photo.height());
        return new FrameSize((int) Math.round(photo.width() * factor), (int) Math.round(photo.height() * factor));
    }

    private void requireWritable(Path file) {
        List<Path> inputs = new ArrayList<>(List.of(content, vgg));
        styles.forEach(style -> inputs.add(style.picture()));
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new ModelException("cannot write " + file + ": there is no folder " + folder + "; make it first");
        }
        if (Files.isDirectory(file)) {
            throw new ModelException(file + " is a folder; name a file to write");
        }
        try {
            for (Path input : inputs) {
                if (Files.exists(file) && Files.isSameFile(file, input)) {
                    throw new ModelException(file + " is read for the painting; write to another name");
                }
            }
        } catch (IOException e) {
            throw new ModelException("cannot compare " + file + " with what is read: " + e.getMessage(), e);
        }
        if (!Files.isWritable(folder) || (Files.exists(file) && !Files.isWritable(file))) {
            throw new ModelException("cannot write " + file + "; check its permissions or choose another name");
        }
    }

    /** The largest size comes last: without this check the system would end the run there, after hours. */
    static void requireMemory(long neededBytes, long machineBytes) {
        if (neededBytes > machineBytes) {
            throw new ModelException(
                    ("the painting would take up to %.1f GB of memory, this machine has %.1f; choose a smaller"
                                    + " --size, or --method adam, which needs less")
                            .formatted(neededBytes / 1e9, machineBytes / 1e9));
        }
    }

    /** Of memory and swap together; unbounded where the virtual machine does not say. */
    private static long machineMemoryBytes() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean machine
                ? machine.getTotalMemorySize() + machine.getTotalSwapSpaceSize()
                : Long.MAX_VALUE;
    }
}
