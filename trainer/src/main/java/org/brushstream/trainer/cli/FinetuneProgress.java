package org.brushstream.trainer.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.brushstream.trainer.finetune.Epoch;
import org.brushstream.trainer.finetune.FineTuningJob;
import org.jspecify.annotations.Nullable;

/** Says what is learned, then shows a bar of steps with speed, time left and how many looks are told right. */
final class FinetuneProgress implements FineTuningJob.Listener, AutoCloseable {
    private static final int NAMED_FRAMES = 5;

    private final PrintWriter out;
    private @Nullable ProgressBar bar;

    FinetuneProgress(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void beforeStart(
            List<String> looks, int learned, int heldOut, List<Path> unusable, int stepsBefore, int steps) {
        out.printf(
                "%s %s from %d frames; %d more, of other scenes, are held out.%n",
                stepsBefore == 0 ? "Learning" : "Going on to learn", String.join(", ", looks), learned, heldOut);
        if (!unusable.isEmpty()) {
            String named =
                    unusable.stream().limit(NAMED_FRAMES).map(Path::toString).collect(Collectors.joining(", "));
            int more = unusable.size() - NAMED_FRAMES;
            out.println("Cannot be read: " + named + (more > 0 ? " and " + more + " others" : ""));
        }
        out.flush();
        bar = new ProgressBarBuilder()
                .setTaskName("Fine-tuning")
                .setInitialMax(steps)
                .startsFrom(stepsBefore, Duration.ZERO)
                .setUnit(" steps", 1)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(1000)
                .showSpeed(new DecimalFormat("0.00"))
                .build();
    }

    @Override
    public void afterStep(int step, double loss, double accuracy) {
        if (bar != null) {
            bar.setExtraMessage(" loss %.3f, right %.0f %%".formatted(loss, 100 * accuracy));
            bar.stepTo(step);
        }
    }

    @Override
    public void afterEpoch(Epoch epoch) {
        out.printf(
                "epoch %d: loss %.3f, right %.1f %%; held out: loss %.3f, right %.1f %%%n",
                epoch.number(),
                epoch.learnedLoss(),
                100 * epoch.learnedAccuracy(),
                epoch.heldOutLoss(),
                100 * epoch.heldOut().accuracy());
        out.flush();
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
