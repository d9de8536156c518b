package org.brushstream.trainer.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.trainer.loss.Objective;
import org.brushstream.trainer.net.TransformerNet;
import org.brushstream.trainer.script.Precision;
import org.brushstream.trainer.train.TrainingJob;
import org.brushstream.trainer.train.TrainingPlan;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "train",
        sortOptions = false,
        description = "Learns a style: from one picture and a folder of photographs to a model that paints any film.",
        footerHeading = "%nFor example:%n",
        footer = {
            "  brushstream-trainer train --style great-wave.jpg --content photos \\",
            "      --vgg vgg19-features.safetensors --output great-wave.onnx",
            "",
            "Keep an eye on the previews in great-wave-training/. An interrupted run goes on where it",
            "stopped when the same command is given again. Then: brushstream render FILM --style great-wave.onnx"
        })
final class TrainCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(1); // a step takes seconds, opening VGG-19 as well

    @Option(names = "--style", required = true, paramLabel = "IMAGE", description = "The picture to learn from.")
    private Path style;

    @Option(
            names = "--content",
            required = true,
            paramLabel = "FOLDER",
            description = "Photographs of anything, some thousand of them; its folders are searched too.")
    private Path content;

    @Mixin
    private VggOption vgg = new VggOption();

    @Option(names = "--output", required = true, paramLabel = "MODEL.onnx", description = "The model to write.")
    private Path output;

    @Option(names = "--overwrite", description = "Replace the model if it exists.")
    private boolean overwrite;

    @Option(
            names = "--photos",
            defaultValue = "10000",
            paramLabel = "N",
            description =
                    "How many photographs to look at, repeats counted (default: ${DEFAULT-VALUE}, which takes about"
                            + " 40 minutes on two cores at the default size and width).")
    private int photos;

    @Option(
            names = "--size",
            defaultValue = "192",
            paramLabel = "PIXELS",
            description =
                    "Side of the crops to learn from (default: ${DEFAULT-VALUE}); 256 is better and half as fast.")
    private int size;

    @Option(
            names = "--width",
            defaultValue = "0.5",
            paramLabel = "FACTOR",
            description =
                    "Multiplies the net's channels (default: ${DEFAULT-VALUE}): 1 paints a little better, at a third"
                            + " of the speed.")
    private double width;

    @Mixin
    private ObjectiveOptions objective = new ObjectiveOptions();

    @Option(
            names = "--batch",
            defaultValue = "4",
            paramLabel = "N",
            description = "Photographs in one step (default: ${DEFAULT-VALUE}).")
    private int batch;

    @Option(
            names = "--learning-rate",
            defaultValue = "0.001",
            paramLabel = "RATE",
            description = "Adam's (default: ${DEFAULT-VALUE}); lower it if the loss diverges.")
    private double learningRate;

    @Option(
            names = "--precision",
            paramLabel = "FORMAT",
            description = "float32 or bfloat16 (default: whichever this machine is faster at).")
    private @Nullable Precision precision;

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "N",
            description = "Of the first weights and the crops (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--preview-every",
            defaultValue = "100",
            paramLabel = "STEPS",
            description = "Steps from one checkpoint and preview to the next (default: ${DEFAULT-VALUE}).")
    private int every;

    @Option(
            names = "--title",
            paramLabel = "TEXT",
            description = "Style picture, painter and year, for the model's card (default: the file's name).")
    private @Nullable String title;

    @Option(
            names = "--style-licence",
            defaultValue = "not stated",
            paramLabel = "TEXT",
            description = "Licence of the style picture, for the card.")
    private String styleLicence;

    @Option(
            names = "--data",
            defaultValue = "not stated",
            paramLabel = "TEXT",
            description = "Where the photographs come from, for the card.")
    private String data;

    @Option(
            names = "--licence",
            defaultValue = "not stated",
            paramLabel = "TEXT",
            description = "Licence of the model, for the card.")
    private String licence;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        TrainingJob job = job();
        if (Files.exists(output) && !overwrite) {
            throw new ModelException(output + " exists; add --overwrite to replace it or choose another --output");
        }
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                "Learning %s from %s, %s. Checkpoints and previews: %s%n",
                job.credits().title(), content, job.net().description(), job.folder());
        TrainingJob.Report report;
        try (StopOnInterrupt stop = new StopOnInterrupt(PATIENCE)) {
            try (LossProgress progress =
                    new LossProgress("training", " steps", job.plan().steps(), 50)) {
                report = job.run(every, progress::show, stop::goesOn);
            }
            out.println(
                    report.finished()
                            ? "Wrote " + report.model() + ", calculated in " + report.precision()
                            : "Stopped and saved; the same command goes on from there");
        }
        if (!report.unreadable().isEmpty()) {
            out.printf(
                    "%d photographs could not be decoded, the first is %s%n",
                    report.unreadable().size(), report.unreadable().iterator().next());
        }
        return 0;
    }

    private TrainingJob job() {
        if (every < 1 || photos < 1 || batch < 1) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--photos, --batch and --preview-every are at least 1, not %d, %d and %d"
                            .formatted(photos, batch, every));
        }
        try {
            return new TrainingJob(
                    style,
                    content,
                    size,
                    vgg.file(),
                    new TransformerNet(width),
                    objective.over(Objective.DEFAULT.by(vgg.net())),
                    new TrainingPlan((photos - 1) / batch + 1, batch, learningRate, seed),
                    precision,
                    new TrainingJob.Credits(
                            title == null ? String.valueOf(style.getFileName()) : title, styleLicence, data, licence),
                    output);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
