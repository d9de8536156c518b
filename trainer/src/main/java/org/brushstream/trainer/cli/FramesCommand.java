package org.brushstream.trainer.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.brushstream.trainer.frames.FrameSampling;
import org.brushstream.trainer.frames.Labelling;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "frames",
        sortOptions = false,
        description = "Takes frames from films at regular intervals, sorted by label, to learn a film's looks from.",
        footerHeading = "%nFor example:%n",
        footer = {
            "  brushstream-trainer frames --input film.mkv --output frames",
            "  brushstream-trainer frames --input film.mp4 --scenes scenes.csv --output frames",
            "  brushstream-trainer frames --input comic=a.mp4 ink=b.mp4 --output frames",
            "",
            "Labels are the titles of the film's chapters, or stand in a file such as",
            "  label,start,end",
            "  comic,0:00,1:30",
            "  ink,1:30,2:05.5",
            "with a fourth column, film, if there are several, or before each film.",
            "The output holds a folder for each label, and frames.csv, which tells where every",
            "frame comes from."
        })
final class FramesCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(1); // for one frame, from key picture to key picture

    @Option(
            names = "--input",
            required = true,
            arity = "1..*",
            paramLabel = "[LABEL=]FILM",
            description = "Films: anything FFmpeg reads; with a label each, if each has one look.")
    private List<String> inputs;

    @Option(
            names = "--scenes",
            paramLabel = "SCENES.csv",
            description = "Which parts of the films have which label (default: their chapters).")
    private @Nullable Path scenes;

    @Option(
            names = "--every",
            paramLabel = "TIME",
            converter = IntervalConverter.class,
            description = "From one frame to the next: 1s, 500ms, 0.5min (default: 1s).")
    private Duration every = FrameSampling.Settings.defaults().every();

    @Option(names = "--output", required = true, paramLabel = "FOLDER", description = "The folder to make.")
    private Path output;

    @Option(names = "--overwrite", description = "Replace the frames that lie in the folder.")
    private boolean overwrite;

    @Option(
            names = "--size",
            paramLabel = "PIXELS",
            description = "Shorter side of the frames (default: 320); smaller films keep theirs.")
    private int size = FrameSampling.Settings.defaults().shortSide();

    @Option(
            names = "--distinct",
            paramLabel = "BITS",
            description = "Drop a frame whose perceptual hash differs in at most so many of 64 bits from one already"
                    + " kept of the same label (default: ${DEFAULT-VALUE}); -1 keeps all.")
    private int distinct = FrameSampling.Settings.defaults().distinctBits();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        FrameSampling job = job();
        PrintWriter out = spec.commandLine().getOut();
        Optional<FrameSampling.Report> report;
        try (StopOnInterrupt stop = new StopOnInterrupt(PATIENCE)) {
            try (Progress progress = new Progress()) {
                report = job.run(progress, stop::goesOn);
            }
            if (report.isEmpty()) {
                out.println("Stopped before every film was watched; nothing is kept.");
                out.flush(); // after Ctrl-C nobody else does
                return 1;
            }
        }
        print(report.get(), out);
        report.get().damages().forEach(spec.commandLine().getErr()::println);
        return report.get().damages().isEmpty() ? 0 : 1;
    }

    private FrameSampling job() {
        try {
            return new FrameSampling(
                    Labelling.parse(inputs, Optional.ofNullable(scenes)),
                    output,
                    new FrameSampling.Settings(every, size, distinct, overwrite));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private void print(FrameSampling.Report report, PrintWriter out) {
        int widest = report.counts().stream()
                .mapToInt(count -> count.label().length())
                .max()
                .orElse(0);
        String row = "%-" + Math.max(5, widest) + "s  %8s  %15s  %8s%n";
        out.printf(row, "label", "frames", "near-duplicates", "scenes");
        for (FrameSampling.Count count : report.counts()) {
            out.printf(row, count.label(), count.frames(), count.nearDuplicates(), count.scenes());
        }
        report.incompleteScenes().forEach(out::println);
        if (report.counts().size() == 1) {
            out.println("There is but one label, " + report.counts().get(0).label()
                    + ": to tell looks apart takes two; sample the films of all labels together.");
        }
        out.println("Wrote " + output);
    }

    /** Appears with the first frame, so that nothing stands in front of what is wrong with a run that cannot begin. */
    private static final class Progress implements FrameSampling.Listener, AutoCloseable {
        private @Nullable ProgressBar bar;

        @Override
        public void watched(Duration done, Duration all) {
            ProgressBar shown = bar == null ? show(all) : bar;
            bar = shown;
            shown.stepTo(done.toSeconds());
        }

        private static ProgressBar show(Duration all) {
            return new ProgressBarBuilder()
                    .setTaskName("watching")
                    .setInitialMax(all.isZero() ? -1 : all.toSeconds()) // below zero: nobody knows
                    .setUnit(" s of film", 1)
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
