package org.brushstream.trainer.cli;

import java.io.PrintWriter;
import java.text.DecimalFormat;
import java.time.Duration;
import java.util.stream.Collectors;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.brushstream.trainer.loss.Losses;
import org.brushstream.trainer.train.TrainingListener;
import org.jspecify.annotations.Nullable;

/** Says how a training begins, then shows a bar of photographs with speed, time left and what the paintings lack. */
final class TrainingProgress implements TrainingListener, AutoCloseable {
    /** Losses of single steps jump about: shown is their mean over about as many. */
    private static final float WINDOW = 50;

    private final PrintWriter out;
    private @Nullable ProgressBar bar;
    private int batch = 1;
    private int heard;
    private float content;
    private float style;
    private float stability;
    private int compared;
    private double multiple;
    private int iterations;

    TrainingProgress(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void beforeStart(Beginning beginning) {
        batch = beginning.batch();
        out.printf(
                "%s %s with a %s. Checkpoints and previews: %s%n",
                beginning.stepsBefore() == 0 ? "Learning" : "Going on to learn",
                beginning.styleWeights().entrySet().stream()
                        .map(style -> "%s (%.2f)".formatted(style.getKey(), style.getValue()))
                        .collect(Collectors.joining(", ")),
                beginning.net().description(),
                beginning.folder().path());
        beginning.rankings().forEach((style, ranking) -> {
            out.println(style + ":");
            RankingTable.print(ranking, out);
        });
        if (beginning.photos() == 1) {
            out.println("There is but one photograph to learn from: the model will paint no other well.");
        }
        out.flush();
        bar = new ProgressBarBuilder()
                .setTaskName("photos") // and no unit: in 80 columns there is hardly room for the losses
                .setInitialMax((long) beginning.steps() * batch)
                .startsFrom((long) beginning.stepsBefore() * batch, Duration.ZERO)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(1000)
                .showSpeed(new DecimalFormat("0.0"))
                .build();
    }

    @Override
    public void afterComparison(double multipleOfStep, int iterationsOfOptimizer) {
        compared++;
        multiple += (multipleOfStep - multiple) / Math.min(compared, WINDOW);
        iterations = iterationsOfOptimizer;
    }

    @Override
    public void afterStep(int step, Losses losses) {
        heard++;
        float share = 1 / Math.min(heard, WINDOW);
        content += share * (losses.content() - content);
        style += share * (losses.style() - style);
        stability += share * (losses.stability() - stability);
        if (bar != null) {
            bar.setExtraMessage(" " + standing());
            bar.stepTo((long) step * batch);
        }
    }

    /** What the paintings lack, by the optimizer's where that is known. */
    String standing() {
        String lack = compared == 0
                ? "off the photo %.3f, off the style %.4f".formatted(content, style)
                : "%.1f x Gatys-%d".formatted(multiple, iterations);
        return lack + ", unsteady %.1f %%".formatted(100 * Math.sqrt(stability));
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
