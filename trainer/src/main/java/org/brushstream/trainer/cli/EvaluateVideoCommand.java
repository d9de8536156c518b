package org.brushstream.trainer.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.model.ModelStore;
import org.brushstream.runtime.model.StyleModel;
import org.brushstream.trainer.loss.JudgedStyle;
import org.brushstream.trainer.loss.Objective;
import org.brushstream.trainer.stability.StabilityJob;
import org.brushstream.trainer.stability.StabilityReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "evaluate-video",
        sortOptions = false,
        description = "Measures how much films flicker that a model paints, and what they flickered before.",
        footerHeading = "%nFor example:%n",
        footer = {
            "  brushstream-trainer evaluate-video --model great-wave --input street.mp4 \\",
            "      --style great-wave.jpg",
            "",
            "Of a model of several styles, --style-name says which is measured.",
            "A film is measured twice: as it is, its motion estimated, and by its first frame,",
            "moved about in a known way under a camera's noise. Blur flickers little too: read",
            "the errors beside the style loss."
        })
final class EvaluateVideoCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(1); // a frame takes a second or some

    @Option(
            names = "--model",
            required = true,
            paramLabel = "NAME|FILE.onnx",
            description = "A model's name, as in brushstream models, or the path of one.")
    private String model;

    @Option(
            names = "--input",
            required = true,
            arity = "1..*",
            paramLabel = "CLIP",
            description = "Films: anything FFmpeg reads.")
    private List<Path> clips;

    @Option(
            names = "--style-name",
            paramLabel = "STYLE",
            description = "Which of the model's styles, if it holds several.")
    private @Nullable String styleName;

    @Option(
            names = "--style",
            required = true,
            paramLabel = "IMAGE",
            description = "The picture the style was learned from.")
    private Path style;

    @Mixin
    private VggOption vgg = new VggOption();

    @Option(names = "--frames", paramLabel = "N", description = "How many of each film, from its start (default: 60).")
    private int frames = StabilityJob.Settings.defaults().frames();

    @Option(
            names = "--size",
            paramLabel = "WxH",
            converter = FrameSizeConverter.class,
            description = "Scale the films to this size (default: their own, or what fits into 640x360).")
    private @Nullable FrameSize size;

    @Option(
            names = "--still",
            arity = "1..*",
            paramLabel = "IMAGE",
            description = "Pictures to move about (default: the first frame of each film).")
    private List<Path> stills = List.of();

    @Option(
            names = "--style-size",
            paramLabel = "PIXELS",
            description = "Shorter side of the style picture (default: as the model was trained, else 384).")
    private @Nullable Integer styleSize;

    @Option(
            names = "--style-layers",
            split = ",",
            paramLabel = "LAYER",
            description = "VGG layers of the style (default: as the model was trained, else"
                    + " relu1_2,relu2_2,relu3_3,relu4_3).")
    private @Nullable List<String> styleLayers;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures to this file too.")
    private @Nullable Path json;

    @Option(names = "--overwrite", description = "Replace the file of --json if it exists.")
    private boolean overwrite;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        StyleModel found = new ModelStore().require(model);
        StabilityJob job = job(found);
        OutputFile figures = json == null ? null : new OutputFile("--json", json, overwrite);
        if (figures != null) {
            OutputFile.requireWritable(List.of(figures), inputs(found));
        }
        PrintWriter out = spec.commandLine().getOut();
        try (StopOnInterrupt stop = new StopOnInterrupt(PATIENCE)) {
            Optional<StabilityReport> report;
            try (Progress progress = new Progress()) {
                report = job.run(progress, stop::goesOn);
            }
            if (report.isEmpty()) {
                out.println("Stopped before every film was measured; nothing is kept.");
                out.flush(); // after Ctrl-C nobody else does
                return 1;
            }
            FlickerTable.print(job.painter(), report.get(), out);
            if (figures != null) {
                figures.write(report.get().toJson());
            }
        }
        return 0;
    }

    private Map<String, List<Path>> inputs(StyleModel found) {
        // A bundled model is no file that could be replaced.
        Optional<Path> modelFile = found.folder().map(folder -> Path.of(found.origin()));
        return Map.of(
                "--model", modelFile.stream().toList(),
                "--input", clips,
                "--still", stills,
                "--style", List.of(style),
                "--vgg", List.of(vgg.file(found)));
    }

    private StabilityJob job(StyleModel found) {
        try {
            JudgedStyle painter = JudgedStyle.of(found, styleName);
            StabilityJob.Settings settings =
                    new StabilityJob.Settings(stills, frames, Optional.ofNullable(size), objective(painter));
            return new StabilityJob(painter, clips, style, vgg.file(found), settings);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /** What the model learned by, but for what is given; of its weights the style loss depends on none. */
    private Objective objective(JudgedStyle painter) {
        Objective known = vgg.objective(painter, styleSize != null && styleLayers != null);
        Objective sized = styleSize == null ? known : known.withStyleSize(styleSize);
        return styleLayers == null ? sized : sized.withStyleLayers(styleLayers);
    }

    /** Appears with the first frame, so that nothing stands in front of what is wrong with a run that cannot begin. */
    private static final class Progress implements StabilityJob.Listener, AutoCloseable {
        private @Nullable ProgressBar bar;

        @Override
        public void painted(int done, int all) {
            ProgressBar shown = bar == null ? show(all) : bar;
            bar = shown;
            shown.stepTo(done);
        }

        private static ProgressBar show(int all) {
            return new ProgressBarBuilder()
                    .setTaskName("painting")
                    .setInitialMax(all)
                    .setUnit(" frames", 1)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(1000)
                    .build();
        }

        @Override
        public void close() {
            if (bar != null) {
                bar.close();
            }
        }
    }
}
