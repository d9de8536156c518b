package org.brushstream.trainer.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.brushstream.runtime.model.ModelStore;
import org.brushstream.runtime.model.StyleModel;
import org.brushstream.trainer.evaluate.Evaluation;
import org.brushstream.trainer.evaluate.EvaluationJob;
import org.brushstream.trainer.gatys.GatysPlan;
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
            "      --content held-out-photos --vgg vgg19-features.safetensors --json report.json --graph report.png",
            "",
            "Give photographs that the model has not learned from. The optimizer's curves are kept, so that a second",
            "model of the same style is judged in seconds."
        })
final class EvaluateCommand implements Callable<Integer> {
    @Option(
            names = "--model",
            required = true,
            paramLabel = "NAME|FILE",
            description = "A bundled model's name, or an .onnx file.")
    private String model;

    @Option(
            names = "--style",
            required = true,
            paramLabel = "IMAGE",
            description = "The picture that the model paints like.")
    private Path style;

    @Option(
            names = "--content",
            required = true,
            paramLabel = "FOLDER",
            description = "Photographs that the model has never seen.")
    private Path content;

    @Option(
            names = "--vgg",
            required = true,
            paramLabel = "FILE",
            description = "VGG-19 weights as .safetensors with torchvision's names.")
    private Path vgg;

    @Option(
            names = "--pictures",
            defaultValue = "4",
            paramLabel = "N",
            description = "How many of the photographs, evenly spread over their names (default: ${DEFAULT-VALUE}).")
    private int pictures;

    @Option(
            names = "--size",
            defaultValue = "256",
            paramLabel = "PIXELS",
            description = "Side of the square in the middle of each that is painted (default: ${DEFAULT-VALUE}).")
    private int size;

    @Option(
            names = "--iterations",
            defaultValue = "200",
            paramLabel = "N",
            description = "How far the optimizer goes (default: ${DEFAULT-VALUE}).")
    private int iterations;

    @Option(
            names = "--from",
            defaultValue = "noise",
            paramLabel = "noise|content",
            description = "What the optimizer begins with (default: ${DEFAULT-VALUE}); content is stricter.")
    private GatysPlan.Start start;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "N", description = "Of the noise (default: 1).")
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
        EvaluationJob.Result result;
        try (LossProgress bar = new LossProgress("optimizing", " iterations", pictures * iterations, 1)) {
            result = job.run((photo, iteration, losses) -> bar.show((photo - 1) * iterations + iteration, losses));
        }
        print(result.evaluation());
        if (json != null) {
            result.evaluation().writeJson(json);
        }
        if (graph != null) {
            result.writeGraph(graph);
        }
        return 0;
    }

    private EvaluationJob job() {
        StyleModel judged = new ModelStore().require(model);
        try {
            return new EvaluationJob(
                    judged,
                    style,
                    content,
                    vgg,
                    objective.isGiven() ? objective.over(EvaluationJob.objectiveOf(judged)) : null,
                    pictures,
                    new GatysPlan(GatysPlan.Method.LBFGS, 20, 1, iterations, start, seed, size, size),
                    precision,
                    cache == null ? Path.of(System.getProperty("user.home"), ".brushstream", "gatys-curves") : cache);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private void print(Evaluation evaluation) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                "%s, %s (%s), style picture %s, squares of %d px, optimizer: L-BFGS from %s, %s%n",
                evaluation.model(),
                evaluation.objective(),
                evaluation.objectiveFrom(),
                evaluation.style(),
                evaluation.size(),
                evaluation.start(),
                evaluation.precision());
        evaluation.photos().forEach(photo -> print(photo, evaluation.model(), out));
        print(evaluation.median(), evaluation.model(), out);
        out.flush();
    }

    private static void print(Evaluation.Photo photo, String model, PrintWriter out) {
        out.printf("%n%-28s%9s%9s%9s%9s%n", photo.file(), "content", "style", "total", "seconds");
        row("the photograph itself", photo.photo(), "", out);
        row("the style picture itself", photo.stylePicture(), "", out);
        photo.gatys()
                .forEach(mark -> row(
                        "optimizer, " + mark.iterations() + " iterations",
                        mark.losses(),
                        "%.1f".formatted(mark.seconds()),
                        out));
        row(model, photo.model(), "%.3f".formatted(photo.modelSeconds()), out);
        out.println(equals(photo, model));
    }

    private static void row(String name, Losses losses, String seconds, PrintWriter out) {
        out.printf("%-28s%9.3f%9.4f%9.3f%9s%n", name, losses.content(), losses.style(), losses.total(), seconds);
    }

    private static String equals(Evaluation.Photo photo, String model) {
        Double iterations = photo.equalsIterations();
        Double seconds = photo.secondsToEqual();
        if (iterations == null || seconds == null) {
            int most = photo.gatys().get(photo.gatys().size() - 1).iterations();
            return "%s equals more than %d iterations".formatted(model, most);
        }
        return "%s equals %.0f iterations, which took %.1f s: %.0f times as long"
                .formatted(model, iterations, seconds, seconds / photo.modelSeconds());
    }
}
