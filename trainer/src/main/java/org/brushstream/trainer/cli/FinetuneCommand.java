package org.brushstream.trainer.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.brushstream.trainer.finetune.Confusion;
import org.brushstream.trainer.finetune.Epoch;
import org.brushstream.trainer.finetune.FineTuningJob;
import org.brushstream.trainer.finetune.FineTuningSettings;
import org.brushstream.trainer.script.Precision;
import org.brushstream.trainer.train.Hardware;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "finetune",
        sortOptions = false,
        description = "Has a VGG learn to tell a film's looks apart; its convolutions judge paintings afterwards.",
        footerHeading = "%nFor example:%n",
        footer = {
            "  brushstream-trainer frames --input film.mkv --every 1s --output looks",
            "  brushstream-trainer finetune --frames looks --output fine.safetensors",
            "  brushstream-trainer train --style poster.jpg --content photos --vgg fine.safetensors \\",
            "      --output poster.onnx",
            "",
            "Curves and the confusion matrix are in fine-tuning/ beside the weights. An interrupted run goes on where it",
            "stopped when the same command is given again with --resume."
        })
final class FinetuneCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(2); // a step takes seconds, saving as well

    @Option(
            names = "--frames",
            required = true,
            paramLabel = "FOLDER",
            description = "Labelled frames, as the frames command writes them.")
    private Path frames;

    @Mixin
    private VggOption vgg = new VggOption();

    @Option(
            names = "--output",
            required = true,
            paramLabel = "FINE.safetensors",
            description = "The weights to write; they load wherever --vgg does.")
    private Path output;

    @Option(
            names = "--freeze-to",
            paramLabel = "LAYER",
            description = "Leave the convolutions up to this layer as they are, as in relu2_2 (default: all learn).")
    private @Nullable String freezeTo;

    @Option(
            names = "--from-random",
            description = "Begin with random convolutions instead of those of --vgg, for comparison.")
    private boolean fromRandom;

    @Option(
            names = "--balance",
            defaultValue = "sampling",
            paramLabel = "sampling|weights",
            description =
                    "Take as many frames of each look as the smallest has, others in every epoch; or take all, and let"
                            + " those of small looks count more (default: ${DEFAULT-VALUE}).")
    private FineTuningSettings.Balance balance;

    @Option(
            names = "--epochs",
            defaultValue = "10",
            paramLabel = "N",
            description = "How often the frames are looked at, at most (default: ${DEFAULT-VALUE}).")
    private int epochs;

    @Option(
            names = "--patience",
            defaultValue = "3",
            paramLabel = "N",
            description =
                    "End after so many epochs that told the held-out frames no better (default: ${DEFAULT-VALUE}).")
    private int patience;

    @Option(
            names = "--batch",
            defaultValue = "16",
            paramLabel = "N",
            description = "Pictures a step (default: ${DEFAULT-VALUE}).")
    private int batch;

    @Option(
            names = "--learning-rate",
            defaultValue = "1e-5",
            paramLabel = "RATE",
            description = "Adam's, of the convolutions (default: ${DEFAULT-VALUE}).")
    private double learningRate;

    @Option(
            names = "--head-rate",
            defaultValue = "1e-3",
            paramLabel = "RATE",
            description = "Of the dense layers, which begin with random weights (default: ${DEFAULT-VALUE}).")
    private double headRate;

    @Option(
            names = "--size",
            defaultValue = "224",
            paramLabel = "PIXELS",
            description = "Side of the pictures, a multiple of 32 (default: ${DEFAULT-VALUE}).")
    private int size;

    @Option(
            names = "--variants",
            defaultValue = "3",
            paramLabel = "N",
            description =
                    "How many pictures of every frame an epoch has, each cropped, mirrored and coloured in another"
                            + " way (default: ${DEFAULT-VALUE}).")
    private int variants;

    @Option(
            names = "--held-out",
            defaultValue = "0.2",
            paramLabel = "SHARE",
            description =
                    "Share of each look's frames, in whole scenes, that is not learned from but tells how well the"
                            + " looks are told apart (default: ${DEFAULT-VALUE}).")
    private double heldOut;

    @Option(
            names = "--precision",
            paramLabel = "FORMAT",
            description = "float32 or bfloat16 (default: whichever this machine is faster at).")
    private @Nullable Precision precision;

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "N",
            description = "Of the split, the order, the variants and the first weights (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--resume", description = "Go on with the interrupted run of this output.")
    private boolean resume;

    @Option(names = "--overwrite", description = "Replace the weights, and forget their earlier run.")
    private boolean overwrite;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        FineTuningJob job = job();
        FineTuningJob.Earlier earlier = earlier();
        PrintWriter out = spec.commandLine().getOut();
        try (StopOnInterrupt stop = new StopOnInterrupt(PATIENCE)) {
            FineTuningJob.Report report;
            try (FinetuneProgress progress = new FinetuneProgress(out)) {
                report = job.run(earlier, progress, stop::goesOn);
            }
            print(report, out);
        }
        return 0;
    }

    private FineTuningJob job() {
        if (!output.toString().endsWith(".safetensors")) {
            throw new ParameterException(
                    spec.commandLine(), "the name of the weights must end in .safetensors, not be " + output);
        }
        try {
            FineTuningSettings settings = new FineTuningSettings(
                    freezeTo,
                    fromRandom,
                    balance,
                    epochs,
                    patience,
                    batch,
                    learningRate,
                    headRate,
                    size,
                    variants,
                    heldOut,
                    seed);
            return new FineTuningJob(frames, vgg.file(), settings, precision, output);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private FineTuningJob.Earlier earlier() {
        if (resume && overwrite) {
            throw new ParameterException(spec.commandLine(), "--resume and --overwrite exclude each other");
        }
        if (resume) {
            return FineTuningJob.Earlier.RESUME;
        }
        return overwrite ? FineTuningJob.Earlier.OVERWRITE : FineTuningJob.Earlier.REFUSE;
    }

    private void print(FineTuningJob.Report report, PrintWriter out) {
        Epoch best = report.best();
        if (best != null) {
            print(best.heldOut(), out);
            out.printf(
                    "Held-out frames told right: %.1f %% after epoch %d of %d%n",
                    100 * best.heldOut().accuracy(),
                    best.number(),
                    report.epochs().size());
            out.println("Curves: " + report.folder().curves() + ", matrix: "
                    + report.folder().confusion());
        }
        out.println(
                report.finished()
                        ? "Wrote " + output + ", calculated in " + report.precision()
                        : "Stopped and saved; the same command with --resume goes on from there");
        out.printf("%.2f images/s", report.imagesPerSecond());
        Hardware.peakMemoryBytes().ifPresent(bytes -> out.printf(", at most %.1f GB of memory", bytes / 1e9));
        out.println();
        out.flush(); // after Ctrl-C nobody else does
    }

    /** Looks down, what they were taken for across. */
    private static void print(Confusion confusion, PrintWriter out) {
        int widest = confusion.looks().stream().mapToInt(String::length).max().orElseThrow();
        String name = "%" + widest + "s";
        out.println("Held-out frames, each look's taken for:");
        for (int look = 0; look < confusion.looks().size(); look++) {
            out.printf(name, confusion.looks().get(look));
            confusion.counts().get(look).forEach(count -> out.printf("%6d", count));
            out.println();
        }
    }
}
