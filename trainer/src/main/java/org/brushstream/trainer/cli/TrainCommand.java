package org.brushstream.trainer.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.trainer.evaluate.Measure;
import org.brushstream.trainer.loss.Objective;
import org.brushstream.trainer.net.Norm;
import org.brushstream.trainer.style.Style;
import org.brushstream.trainer.style.StyleChoice;
import org.brushstream.trainer.train.Hardware;
import org.brushstream.trainer.train.Judging;
import org.brushstream.trainer.train.TrainingFolder;
import org.brushstream.trainer.train.TrainingJob;
import org.brushstream.trainer.train.TrainingSettings;
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
        optionListHeading = "%nFiles:%n",
        description = "Learns styles: from a picture each and a folder of photographs to a model that paints any film.",
        footerHeading = "%nFor example:%n",
        footer = {
            "  brushstream-trainer train --style great-wave.jpg --content photos \\",
            "      --output great-wave.onnx",
            "  brushstream-trainer train --styles paintings --content photos --photos 60000 \\",
            "      --output gallery.onnx",
            "",
            "Keep an eye on great-wave-training/, its previews and losses.png. An interrupted run goes on",
            "where it stopped when the same command is given again with --resume. Then:",
            "  brushstream render FILM --style great-wave.onnx"
        })
final class TrainCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(1); // a step takes seconds, opening VGG-19 as well
    private static final int NAMED_PHOTOS = 5;
    private static final int NEW_NET_PHOTOS = 10_000;
    private static final int ADDED_STYLE_PHOTOS = 2_000;
    private static final double RATE_OF_ONE = 0.003;
    private static final double SLOWER_RATE =
            0.001; // styles disturb each other: at 0.003 eleven fall apart; static nets too

    /** What a style that is added shares with the net it is added to. */
    private static final List<String> TAKEN_OVER = List.of(
            "--style",
            "--styles",
            "--no-none",
            "--style-scale",
            "--style-size",
            "--style-layers",
            "--content-layers",
            "--content-weight",
            "--variation-weight",
            "--width",
            "--stem",
            "--norm",
            "--teacher",
            "--begin-with",
            "--context",
            "--least-contrast",
            "--size",
            "--stability",
            "--stability-photos");

    @Option(
            names = "--content",
            required = true,
            paramLabel = "FOLDER",
            description = "Photographs of anything, some thousand of them; its folders are searched too.")
    private Path content;

    @Option(
            names = "--held-out",
            paramLabel = "FOLDER",
            description =
                    "Photographs that are not learned from, at least " + Measure.PHOTOS + ": the report says what the"
                            + " model's paintings of them are worth, in iterations of the optimizer once evaluate has"
                            + " painted these with the same style.")
    private @Nullable Path heldOut;

    @Mixin
    private VggOption vgg = new VggOption();

    @Option(names = "--output", required = true, paramLabel = "MODEL.onnx", description = "The model to write.")
    private Path output;

    @Option(
            names = "--single-files",
            description = "Write each style of a net of several as a model of its own too: MODEL-STYLE.onnx.")
    private boolean singleFiles;

    @Option(
            names = "--add-style",
            paramLabel = "[NAME=]PICTURE",
            description =
                    "Instead of a new net, teach the one of --to another style, in minutes: all that it paints already"
                            + " stays as it is. Its net, crops and losses are taken over.")
    private @Nullable String addStyle;

    @Option(names = "--to", paramLabel = "FOLDER", description = "The training folder of that net.")
    private @Nullable Path to;

    @Option(names = "--resume", description = "Go on with the interrupted run of this output.")
    private boolean resume;

    @Option(names = "--overwrite", description = "Replace the model, and forget its earlier run.")
    private boolean overwrite;

    @Mixin
    private StyleOptions style = new StyleOptions();

    @Mixin
    private NetOptions net = new NetOptions();

    @Mixin
    private LearningOptions learning = new LearningOptions();

    @Mixin
    private CardOptions card = new CardOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        TrainingJob job = job();
        TrainingJob.Earlier earlier = earlier();
        if (Files.exists(output) && !overwrite) {
            throw new ModelException(output + " exists; add --overwrite to replace it or choose another --output");
        }
        PrintWriter out = spec.commandLine().getOut();
        try (StopOnInterrupt stop = new StopOnInterrupt(PATIENCE)) {
            TrainingJob.Report report;
            try (TrainingProgress progress = new TrainingProgress(out)) {
                report = job.run(earlier, learning.every(), progress, stop::goesOn);
            }
            print(report, out);
        }
        return 0;
    }

    private TrainingJob.Earlier earlier() {
        if (resume && overwrite) {
            throw new ParameterException(spec.commandLine(), "--resume and --overwrite exclude each other");
        }
        if (resume) {
            return TrainingJob.Earlier.RESUME;
        }
        return overwrite ? TrainingJob.Earlier.OVERWRITE : TrainingJob.Earlier.REFUSE;
    }

    private static void print(TrainingJob.Report report, PrintWriter out) {
        out.println(
                report.finished()
                        ? "Wrote "
                                + report.models().stream().map(Path::toString).collect(Collectors.joining(", "))
                                + ", calculated in "
                                + report.precision()
                        : "Stopped and saved; the same command with --resume goes on from there");
        if (report.page() != null) {
            out.println("How it went: " + report.page());
        }
        out.printf("%.2f images/s", report.imagesPerSecond());
        Hardware.peakMemoryBytes().ifPresent(bytes -> out.printf(", at most %.1f GB of memory", bytes / 1e9));
        out.println();
        printUnusable(report.unusable(), out);
        out.flush(); // after Ctrl-C nobody else does
    }

    private static void printUnusable(Set<Path> photos, PrintWriter out) {
        if (photos.isEmpty()) {
            return;
        }
        String named = photos.stream().limit(NAMED_PHOTOS).map(Path::toString).collect(Collectors.joining(", "));
        int more = photos.size() - NAMED_PHOTOS;
        out.println("Nothing could be learned from " + named + (more > 0 ? " and " + more + " others" : ""));
    }

    private TrainingJob job() {
        try {
            return addStyle == null ? newNet() : addition(addStyle);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private TrainingJob newNet() {
        if (to != null) {
            throw new IllegalArgumentException("--to is for --add-style");
        }
        List<Style> styles = style.styles();
        TrainingSettings settings = new TrainingSettings(
                net.width(),
                net.stem(),
                net.norm(),
                learning.size(),
                learning.augmentation(net.norm()),
                style.over(Objective.DEFAULT.by(vgg.net())),
                style.strength(),
                learning.stability(),
                learning.moved(),
                learning.plan(
                        NEW_NET_PHOTOS,
                        styles.size() == 1 && net.norm() == Norm.INSTANCE ? RATE_OF_ONE : SLOWER_RATE,
                        net.norm()));
        return job(styles, settings, null);
    }

    private TrainingJob addition(String picture) {
        if (to == null) {
            throw new IllegalArgumentException("--add-style needs --to, the training folder of the net to add it to");
        }
        for (String option : TAKEN_OVER) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw new IllegalArgumentException("with --add-style there is nothing to choose by " + option);
            }
        }
        TrainingFolder folder = new TrainingFolder(to);
        TrainingSettings settings = TrainingSettings.like(
                folder, style.strength(), learning.plan(ADDED_STYLE_PHOTOS, SLOWER_RATE, Norm.INSTANCE));
        return job(List.of(StyleChoice.parse(picture)), settings, folder);
    }

    private TrainingJob job(List<Style> styles, TrainingSettings settings, @Nullable TrainingFolder addTo) {
        return new TrainingJob(
                styles,
                content,
                vgg.file(),
                settings,
                learning.processor(),
                learning.precision(),
                card.credits(styles.stream()
                        .filter(style -> !style.isNone())
                        .map(Style::name)
                        .collect(Collectors.joining(", "))),
                net.tutor(),
                net.beginWith(),
                addTo,
                Judging.usual(heldOut),
                singleFiles,
                output);
    }
}
