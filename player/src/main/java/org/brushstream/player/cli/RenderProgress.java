package org.brushstream.player.cli;

import java.io.PrintWriter;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.media.VideoInfo;
import org.brushstream.runtime.render.RenderJob;
import org.jspecify.annotations.Nullable;

/** A line that says what is painted where, and a bar with frames, frames/s and the time left. */
final class RenderProgress implements RenderJob.Listener, AutoCloseable {
    private static final int UPDATE_MILLIS = 500;

    private final PrintWriter out;
    private @Nullable ProgressBar bar;

    RenderProgress(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void started(VideoInfo video, String device) {
        out.printf(
                "Painting %s, %s at %s frames/s. %s%n",
                video.file(),
                video.size(),
                new DecimalFormat("0.###", DecimalFormatSymbols.getInstance(Locale.ROOT))
                        .format(video.frameRate().toDouble()),
                device);
        out.flush();
        bar = new ProgressBarBuilder()
                .setTaskName("painting")
                .setInitialMax(video.frames() > 0 ? video.frames() : -1)
                .setUnit(" frames", 1)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(UPDATE_MILLIS)
                .showSpeed()
                .build();
    }

    @Override
    public void noticed(String sentence) {
        out.println("Note: " + sentence);
    }

    @Override
    public void painted(Frame frame) {
        if (bar != null) {
            bar.step();
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
