package org.brushstream.trainer.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.trainer.gatys.GatysJob;
import org.brushstream.trainer.gatys.GatysPlan;
import org.brushstream.trainer.loss.Losses;
import org.brushstream.trainer.loss.Objective;
import org.brushstream.trainer.loss.Pooling;
import org.brushstream.trainer.script.Precision;
import org.brushstream.trainer.style.StyleRanking;
import org.brushstream.trainer.style.WeightedStyle;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "gatys",
        sortOptions = false,
        description = "Paints one picture by optimising its pixels: slow, beautiful, and the judge of the nets.",
        footerHeading = "%nFor example:%n",
        footer = {
            "  brushstream-trainer gatys --content photo.jpg --style great-wave.jpg \\",
            "      --output painting.png",
            "",
            "Ctrl-C ends the painting early and writes the best picture so far. Several style pictures are averaged;",
            "whether they belong together tells"
                    + " brushstream-trainer gatys --explain-styles --style a.jpg b.jpg c.jpg"
        })
final class GatysCommand implements Callable<Integer> {
    /** An iteration at a large size takes minutes where a line search tries several pictures. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @Option(names = "--content", paramLabel = "IMAGE", description = "The photograph to paint.")
    private @Nullable Path content;

    @Option(
            names = "--style",
            required = true,
            arity = "1..*",
            paramLabel = "IMAGE",
            description = "The picture to paint like; several are averaged.")
    private List<Path> styles = List.of();

    @Option(
            names = "--style-weights",
            split = ",",
            paramLabel = "W",
            description = "How much each of several style pictures counts, as in 2,1,1 (default: all the same).")
    private List<Double> styleWeights = List.of();

    @Mixin
    private VggOption vgg = new VggOption();

    @Option(names = "--output", paramLabel = "PICTURE", description = "The painting to write: .png, .tif or .jpg.")
    private @Nullable Path output;

    @Option(names = "--overwrite", description = "Replace the painting, graph and film if they exist.")
    private boolean overwrite;

    @Option(
            names = "--explain-styles",
            description = "Only print how far each style picture is from the mean of all, layer by layer.")
    private boolean explainStyles;

    @Option(
            names = "--size",
            defaultValue = "512",
            paramLabel = "PIXELS",
            description = "Shorter side of the painting (default: ${DEFAULT-VALUE}).")
    private int size;

    @Option(
            names = "--min-size",
            defaultValue = "128",
            paramLabel = "PIXELS",
            description = "Paint at half the size first, at half of that before, and so on down to this"
                    + " (default: ${DEFAULT-VALUE}); as large as --size to paint at that only.")
    private int coarsest;

    @Option(
            names = "--iterations",
            defaultValue = "300",
            paramLabel = "N",
            description = "At each size (default: ${DEFAULT-VALUE}).")
    private int iterations;

    @Option(
            names = "--start",
            defaultValue = "content",
            paramLabel = "content|noise",
            description = "What the pixels are in the beginning (default: ${DEFAULT-VALUE}).")
    private GatysPlan.Start start;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "N", description = "Of the noise (default: 1).")
    private long seed;

    @Mixin
    private ObjectiveOptions objective = new ObjectiveOptions();

    @Option(names = "--keep-colors", description = "Paint in black and white and put the photograph's colours back.")
    private boolean keepColors;

    @Option(
            names = "--method",
            defaultValue = "lbfgs",
            paramLabel = "lbfgs|adam",
            description = "What moves the pixels (default: ${DEFAULT-VALUE}); adam needs less memory.")
    private GatysPlan.Method method;

    @Option(
            names = "--history",
            defaultValue = "20",
            paramLabel = "N",
            description = "Steps that lbfgs remembers (default: ${DEFAULT-VALUE}); fewer need less memory.")
    private int history;

    @Option(
            names = "--learning-rate",
            defaultValue = "5",
            paramLabel = "LEVELS",
            description = "Of adam: how many grey levels of 255 a pixel moves at once (default: ${DEFAULT-VALUE}).")
    private double learningRate;

    @Option(
            names = "--pooling",
            defaultValue = "max",
            paramLabel = "max|average",
            description = "How VGG shrinks its maps (default: ${DEFAULT-VALUE}); average is smoother.")
    private Pooling pooling;

    @Option(
            names = "--precision",
            paramLabel = "FORMAT",
            description = "float32 or bfloat16 (default: whichever this machine is faster at).")
    private @Nullable Precision precision;

    @Option(
            names = "--bits",
            defaultValue = "8",
            paramLabel = "8|16",
            description = "Of each colour in a .png or .tif (default: ${DEFAULT-VALUE}).")
    private int bits;

    @Option(names = "--graph", paramLabel = "FILE.png", description = "Draw the losses.")
    private @Nullable Path graph;

    @Option(
            names = "--film",
            paramLabel = "FILE",
            description = "Show the painting forming, a frame an iteration: .mp4 or .mkv.")
    private @Nullable Path film;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (explainStyles) {
            RankingTable.print(StyleRanking.of(weighted(), vgg.file(), pooling, objective()), out);
            return 0;
        }
        GatysJob job = job();
        for (Path file : job.outputs()) {
            if (Files.exists(file) && !overwrite) {
                throw new ModelException(file + " exists; add --overwrite to replace it or choose another name");
            }
        }
        try (StopOnInterrupt stop = new StopOnInterrupt(PATIENCE)) {
            GatysJob.Report report;
            try (Progress progress = new Progress(out, job.plan())) {
                report = job.run(progress, stop::goesOn);
            }
            if (styles.size() > 1) {
                RankingTable.print(report.styles(), out);
            }
            print(report);
        }
        return 0;
    }

    private void print(GatysJob.Report report) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                "%s %s, %s, after %d iterations in %.1f s: content %.3f, style %.4f, total %.3f, calculated in %s%n",
                report.finished() ? "Wrote" : "Stopped and wrote",
                output,
                report.size(),
                report.iterations(),
                report.time().toMillis() / 1e3,
                report.losses().content(),
                report.losses().style(),
                report.losses().total(),
                report.precision());
        out.flush(); // after Ctrl-C nobody else does
    }

    private GatysJob job() {
        if (content == null || output == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Missing required option: '" + (content == null ? "--content" : "--output")
                            + "'; only --explain-styles does without");
        }
        try {
            // First, for --size says how large the style pictures are too.
            GatysPlan plan = new GatysPlan(method, history, learningRate, iterations, start, seed, size, coarsest);
            return new GatysJob(
                    content,
                    weighted(),
                    vgg.file(),
                    pooling,
                    objective(),
                    plan,
                    precision,
                    keepColors,
                    output,
                    bits,
                    graph,
                    film);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private List<WeightedStyle> weighted() {
        if (!styleWeights.isEmpty() && styleWeights.size() != styles.size()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "there are %d style pictures and %d --style-weights; give each picture one"
                            .formatted(styles.size(), styleWeights.size()));
        }
        try {
            List<WeightedStyle> weighted = new ArrayList<>();
            for (int i = 0; i < styles.size(); i++) {
                weighted.add(new WeightedStyle(styles.get(i), styleWeights.isEmpty() ? 1 : styleWeights.get(i)));
            }
            return weighted;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /** Style pictures as large as the painting, unless it is said otherwise. */
    private Objective objective() {
        try {
            return objective.over(Objective.DEFAULT.by(vgg.net()).withStyleSize(size));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private static final class Progress implements GatysJob.Listener, AutoCloseable {
        private static final double GIGA = 1e9;

        private final PrintWriter out;
        private final GatysPlan plan;
        private final LossProgress bar;

        Progress(PrintWriter out, GatysPlan plan) {
            this.out = out;
            this.plan = plan;
            this.bar = new LossProgress("painting", " iterations", plan.sizes().size() * plan.iterations(), 1);
        }

        @Override
        public void beforeStart(FrameSize painting, List<Integer> sizes, long memoryBytes) {
            out.printf(
                    "Painting %s, %d iterations at each of %s pixels; this takes up to %.1f GB of memory.%n",
                    painting,
                    plan.iterations(),
                    sizes.stream().map(String::valueOf).collect(Collectors.joining(", ")),
                    memoryBytes / GIGA);
            out.flush();
        }

        @Override
        public void afterIteration(int shortSide, int iteration, Losses losses) {
            // A size that is done before its last iteration moves the bar on to the next.
            bar.show(plan.sizes().indexOf(shortSide) * plan.iterations() + iteration, losses);
        }

        @Override
        public void close() {
            bar.close();
        }
    }
}
