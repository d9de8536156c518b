package org.brushstream.trainer.cli;

import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.brushstream.trainer.loss.Losses;
import org.jspecify.annotations.Nullable;

/**
 * A progress bar with both losses, as their mean over the last steps where those of single ones jump about. It appears
 * with the first step, so that nothing stands in front of what is wrong with a run that cannot begin.
 */
final class LossProgress implements AutoCloseable {
    private final String task;
    private final String unit;
    private final int steps;
    private final float window;
    private @Nullable ProgressBar bar;
    private float content;
    private float style;
    private int heard;

    /**
     * @param unit of the steps, as in " steps"
     * @param window how many steps to average the losses over, about; 1 for the last one's own
     */
    LossProgress(String task, String unit, int steps, float window) {
        this.task = task;
        this.unit = unit;
        this.steps = steps;
        this.window = window;
    }

    /** @param step from 1; the first may be a later one, when a run goes on */
    void show(int step, Losses losses) {
        ProgressBar shown = bar == null ? open(step - 1) : bar;
        bar = shown;
        heard++;
        float share = 1 / Math.min(heard, window);
        content += share * (losses.content() - content);
        style += share * (losses.style() - style);
        shown.setExtraMessage(" content %.3f style %.4f".formatted(content, style));
        shown.stepTo(step);
    }

    private ProgressBar open(int stepsBefore) {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(steps)
                .startsFrom(stepsBefore, Duration.ZERO)
                .setUnit(unit, 1)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(1000)
                .showSpeed()
                .build();
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
