package org.brushstream.trainer.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.brushstream.runtime.model.ModelStore;
import org.brushstream.runtime.model.StyleModel;
import org.brushstream.trainer.evaluate.EvaluationJob;
import org.brushstream.trainer.evaluate.GatysCurve;
import org.brushstream.trainer.evaluate.Measure;
import org.brushstream.trainer.gatys.GatysPlan;
import org.brushstream.trainer.loss.JudgedStyle;
import org.brushstream.trainer.loss.Losses;
import org.brushstream.trainer.script.Precision;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "evaluate",
        sortOptions = false,
        description = "Tells how many iterations of the optimizer one pass of a model is worth.",
        footerHeading = "%nFor example:%n",
        footer = {
            "  brushstream-trainer evaluate --model great-wave --style great-wave.jpg \\",
            "      --content held-out-photos --json report.json --graph report.png",
            "",
            "Of a model of several styles, --style-name says which is judged.",
            "Give photographs that the model has not learned from. The optimizer's curves are kept, so that a second",
            "model of the same style is judged in seconds; Ctrl-C loses the one in progress only."
        })
final class EvaluateCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(1); // an iteration takes a second or some

    @Option(
            names = "--model",
            required = true,
            paramLabel = "NAME|FILE",
            description = "A bundled model's name, or an .onnx file.")
    private String model;

    @Option(
            names = "--style-name",
            paramLabel = "STYLE",
            description = "Which of the model's styles, if it holds several.")
    private @Nullable String styleName;

    @Option(
            names = "--style",
            required = true,
            paramLabel = "IMAGE",
            description = "The picture that the style was learned from.")
    private Path style;

    @Option(
            names = "--content",
            required = true,
            paramLabel = "FOLDER",
            description = "Photographs that the model has never seen.")
    private Path content;

    @Mixin
    private VggOption vgg = new VggOption();

    @Option(
            names = "--pictures",
            defaultValue = "" + Measure.PHOTOS,
            paramLabel = "N",
            description = "How many of the photographs, evenly spread over their names (default: ${DEFAULT-VALUE}).")
    private int pictures;

    @Option(
            names = "--size",
            defaultValue = "" + Measure.SIZE,
            paramLabel = "PIXELS",
            description = "Side of the square in the middle of each that is painted (default: ${DEFAULT-VALUE}).")
    private int size;

    @Option(
            names = "--iterations",
            defaultValue = "" + Measure.ITERATIONS,
            paramLabel = "N",
            description = "How far the optimizer goes (default: ${DEFAULT-VALUE}).")
    private int iterations;

    @Option(
            names = "--from",
            defaultValue = "noise",
            paramLabel = "noise|content",
            description = "What the optimizer begins with (default: ${DEFAULT-VALUE}); content is stricter.")
    private GatysPlan.Start start;

    @Option(
            names = "--seed",
            defaultValue = "" + Measure.SEED,
            paramLabel = "N",
            description = "Of the noise (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Mixin
    private ObjectiveOptions objective = new ObjectiveOptions();

    @Option(
            names = "--precision",
            defaultValue = "float32",
            paramLabel = "FORMAT",
            description = "float32 or bfloat16, which is faster on some processors (default: ${DEFAULT-VALUE}).")
    private Precision precision;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the report as JSON too.")
    private @Nullable Path json;

    @Option(names = "--graph", paramLabel = "FILE.png", description = "Draw the optimizer's curves and the model.")
    private @Nullable Path graph;

    @Option(names = "--overwrite", description = "Replace the files of --json and --graph if they exist.")
    private boolean overwrite;

    @Option(
            names = "--cache",
            paramLabel = "FOLDER",
            description = "Where the optimizer's curves are kept (default: ~/.brushstream/gatys-curves).")
    private @Nullable Path cache;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        EvaluationJob job = job();
        OutputFile.requireWritable(outputs(), inputs(job));
        try (StopOnInterrupt stop = new StopOnInterrupt(PATIENCE)) {
            Progress progress = new Progress(job);
            Optional<EvaluationJob.Result> result;
            try (progress) {
                result = job.run(progress, stop::goesOn);
            }
            if (result.isEmpty()) {
                print(progress.kept, spec.commandLine().getOut());
                return 1;
            }
            write(result.get());
        }
        return 0;
    }

    private EvaluationJob job() {
        StyleModel judged = new ModelStore().require(model);
        try {
            JudgedStyle painter = JudgedStyle.of(judged, styleName);
            return new EvaluationJob(
                    painter,
                    style,
                    content,
                    vgg.file(judged),
                    objective.isGiven() ? objective.over(vgg.objective(painter, objective.isComplete())) : null,
                    new Measure(
                            pictures,
                            Measure.plan(iterations, start, seed, size),
                            precision,
                            cache == null ? Measure.usualCache() : cache));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private Map<String, List<Path>> inputs(EvaluationJob job) {
        StyleModel judged = job.painter().model();
        // A bundled model is no file that could be replaced.
        Optional<Path> modelFile = judged.folder().map(folder -> Path.of(judged.origin()));
        return Map.of(
                "--model", modelFile.stream().toList(),
                "--style", List.of(style),
                "--content", job.candidates(),
                "--vgg", List.of(job.vgg()));
    }

    private List<OutputFile> outputs() {
        List<OutputFile> outputs = new ArrayList<>();
        if (json != null) {
            outputs.add(new OutputFile("--json", json, overwrite));
        }
        if (graph != null) {
            if (!graph.toString().toLowerCase(Locale.ROOT).endsWith(".png")) {
                throw new ParameterException(spec.commandLine(), "the graph's name must end in .png, not be " + graph);
            }
            outputs.add(new OutputFile("--graph", graph, overwrite));
        }
        return outputs;
    }

    private void write(EvaluationJob.Result result) {
        EvaluationTable.print(result.evaluation(), spec.commandLine().getOut());
        if (json != null) {
            new OutputFile("--json", json, overwrite).write(result.evaluation().toJson());
        }
        if (graph != null) {
            result.writeGraph(graph);
        }
    }

    private static void print(List<String> kept, PrintWriter out) {
        out.println(
                kept.isEmpty()
                        ? "Stopped before the first curve of the optimizer was complete; nothing is kept."
                        : "Stopped. The optimizer's curves of these photographs are kept, and the same command goes on with"
                                + " the others: " + String.join(", ", kept));
        out.flush(); // after Ctrl-C nobody else does
    }

    /** Shows iterations and remembers of which photos there are curves. */
    private static final class Progress implements EvaluationJob.Listener, AutoCloseable {
        private final int iterations;
        private final LossProgress bar;
        private final List<String> kept = new ArrayList<>();

        Progress(EvaluationJob job) {
            this.iterations = job.measure().iterations();
            this.bar =
                    new LossProgress("optimizing", " iterations", job.measure().photos() * iterations, 1);
        }

        @Override
        public void afterIteration(int photo, int iteration, Losses losses) {
            bar.show((photo - 1) * iterations + iteration, losses);
        }

        @Override
        public void afterCurve(int photo, String file, GatysCurve curve) {
            bar.show(photo * iterations, curve.at(iterations)); // all of them at once if an earlier run painted it
            kept.add(file);
        }

        @Override
        public void close() {
            bar.close();
        }
    }
}
