package org.brushstream.trainer.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.brushstream.trainer.fetch.VggFetch;
import org.brushstream.trainer.fetch.VggSource;
import org.brushstream.trainer.loss.Vgg;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "fetch",
        sortOptions = false,
        description =
                "Gets VGG-19's convolutions from the model hub: 80 MB, once. Every other command finds them then.",
        footerHeading = "%nFor example:%n",
        footer = {
            "  brushstream-trainer vgg fetch",
            "",
            "Ctrl-C, a cut connection or a full disk loses nothing: the same command goes on where it stopped."
        })
final class VggFetchCommand implements Callable<Integer> {
    @Option(
            names = "--net",
            defaultValue = "vgg19",
            paramLabel = "vgg19|vgg16",
            description = "Which net (default: ${DEFAULT-VALUE}).")
    private Vgg net;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Where to (default: ~/.brushstream/vgg/vgg19-features.safetensors, or vgg16-...).")
    private @Nullable Path output;

    @Option(
            names = "--from",
            paramLabel = "URL",
            description = "Another .safetensors file with torchvision's names, at a server that gives ranges of bytes"
                    + " (default: torchvision's weights as timm publishes them on huggingface.co).")
    private @Nullable URI from;

    @Option(
            names = "--sha256",
            paramLabel = "HEX",
            description = "What the file that is written must have, as an earlier run printed it.")
    private @Nullable String sha256;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        VggFetch fetch = fetch();
        VggFetch.Report report;
        try (Progress progress = new Progress(out, fetch.source())) {
            report = fetch.run(progress);
        }
        print(report, out);
        out.flush();
        return 0;
    }

    private VggFetch fetch() {
        try {
            return new VggFetch(
                    from == null ? VggSource.usual(net) : VggSource.at(from, net),
                    output == null ? VggOption.fetched(net) : output,
                    Optional.ofNullable(sha256).map(digits -> digits.toLowerCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private void print(VggFetch.Report report, PrintWriter out) {
        if (report.alreadyThere()) {
            out.printf("%s is there, unchanged since it was fetched: SHA-256 %s%n", report.file(), report.sha256());
            return;
        }
        out.printf("Wrote %s, SHA-256 %s%n", report.file(), report.sha256());
        out.println("Checked: all layers are there, of the right shapes and of finite numbers"
                + (report.stated() ? "; the server states the SHA-256 that its file is known by." : "."));
        out.println(
                switch (report.origin()) {
                    case OXFORD -> "These are the original weights of Oxford's Visual Geometry Group (CC BY 4.0).";
                    case OTHER_TRAINING ->
                        "These are not the original weights of Oxford, but of another training: losses by"
                                + " them are not to be compared with losses by Oxford's.";
                    case UNKNOWN -> "No values of " + net + " are known here to compare them with.";
                });
        if (output != null) {
            out.println("Use them with --vgg " + report.file());
        }
    }

    /** Says what is fetched before it is, and shows how much of it has arrived. */
    private static final class Progress implements VggFetch.Listener, AutoCloseable {
        private static final double MEGA = 1e6;

        private final PrintWriter out;
        private final VggSource source;
        private @Nullable ProgressBar bar;

        Progress(PrintWriter out, VggSource source) {
            this.out = out;
            this.source = source;
        }

        @Override
        public void begins(long bytes, long fileBytes, long arrived) {
            close();
            out.printf(
                    "Fetching %s: %.1f MB of a file of %.1f MB%s, %s%n%s%n",
                    source.net(),
                    bytes / MEGA,
                    fileBytes / MEGA,
                    arrived == 0 ? "" : ", of which %.1f MB are here already".formatted(arrived / MEGA),
                    source.address(),
                    source.licence());
            out.flush();
            bar = new ProgressBarBuilder()
                    .setTaskName("fetching")
                    .setInitialMax(bytes)
                    .startsFrom(arrived, Duration.ZERO)
                    .setUnit(" MB", (long) MEGA)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(1000)
                    .showSpeed()
                    .build();
        }

        @Override
        public void arrived(long bytes) {
            if (bar != null) {
                bar.stepTo(bytes);
            }
        }

        @Override
        public void cut(int time, String why) {
            if (bar != null) {
                bar.setExtraMessage(" cut " + time + " times: " + why);
            }
        }

        @Override
        public void startsAnew() {
            out.println("What was fetched before came from another file than the server has now; starting anew.");
        }

        @Override
        public void close() {
            if (bar != null) {
                bar.close();
                bar = null;
            }
        }
    }
}
