package org.brushstream.player.cli;

import java.io.PrintWriter;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.brushstream.player.bench.BenchmarkJob;
import org.jspecify.annotations.Nullable;

/** A bar that says what is measured, and lines about what cannot be. */
final class BenchProgress implements BenchmarkJob.Listener, AutoCloseable {
    private static final int UPDATE_MILLIS = 1000; // it runs beside what is measured

    private final PrintWriter out;
    private @Nullable ProgressBar bar;
    private boolean first = true;

    BenchProgress(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void started(int steps) {
        bar = new ProgressBarBuilder()
                .setTaskName("measuring")
                .setInitialMax(steps)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(UPDATE_MILLIS)
                .build();
    }

    @Override
    public void measuring(String what) {
        if (bar != null) {
            if (!first) {
                bar.step();
            }
            first = false;
            bar.setExtraMessage(" " + what);
        }
    }

    @Override
    public void notice(String sentence) {
        out.println(sentence);
        out.flush();
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
