package org.brushstream.trainer.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.brushstream.trainer.train.ExportJob;
import org.brushstream.trainer.train.TrainingFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "export",
        sortOptions = false,
        description = "Writes what a training has learned as a model once more: one style of several, or in int8 for"
                + " processors that are faster with it.",
        footerHeading = "%nFor example:%n",
        footer = {"  brushstream-trainer export wave-training --output wave-int8.onnx --precision int8 --content photos"
        })
final class ExportCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "TRAINING_FOLDER",
            description = "The folder of a training: checkpoint.safetensors and recipe.json.")
    private Path folder;

    @Option(names = "--output", required = true, paramLabel = "MODEL.onnx", description = "The model to write.")
    private Path output;

    @Option(names = "--overwrite", description = "Replace the model if it exists.")
    private boolean overwrite;

    @Option(
            names = "--style-name",
            paramLabel = "NAME",
            description = "The only style to write, of a net that knows several.")
    private @Nullable String style;

    @Option(
            names = "--precision",
            paramLabel = "float32|int8",
            description =
                    "What the model calculates in (default: float32); int8 is for one style of a net that was trained"
                            + " with --norm static.")
    private ExportJob.Numbers precision = ExportJob.Numbers.FLOAT32;

    @Option(
            names = "--content",
            paramLabel = "FOLDER",
            description =
                    "Photographs of anything, some dozens of them: for int8, the values that occur are learned from"
                            + " 32, and 24 others tell how far its paintings are from those in floats.")
    private @Nullable Path content;

    @Mixin
    private CardOptions card = new CardOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        ExportJob job = job();
        OutputFile.requireWritable(List.of(new OutputFile("--output", output, overwrite)), Map.of());
        ExportJob.Report report = job.run();
        PrintWriter out = spec.commandLine().getOut();
        out.println("Wrote " + output + " in " + precision);
        ExportJob.Likeness likeness = report.likeness();
        if (likeness != null) {
            out.printf("Calibrated on %d photographs%n", report.calibrated());
            out.printf(
                    "Beside the same net in float32, on %d photographs: %.1f dB PSNR in the median, %.1f dB at worst%n",
                    likeness.photos(), likeness.median(), likeness.worst());
        }
        return 0;
    }

    private ExportJob job() {
        TrainingFolder training = new TrainingFolder(folder);
        String names = style == null ? String.join(", ", training.styles()) : style;
        try {
            return new ExportJob(training, style, precision, content, card.credits(names), output);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
