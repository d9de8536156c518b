package org.brushstream.player.bench;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.brushstream.player.bench.Benchmark.ModelLine;
import org.brushstream.player.bench.Benchmark.ReferenceLine;
import org.brushstream.player.bench.Benchmark.Run;
import org.brushstream.runtime.bench.Machine;
import org.brushstream.runtime.bench.Stage;
import org.brushstream.runtime.bench.Timings;
import org.brushstream.runtime.frame.FrameSize;

/** A benchmark as text for people, in the form in which the README shows it: Markdown, with points in numbers. */
public final class MarkdownTables {
    private static final double MEBI = 1024.0 * 1024;
    private static final double GIBI = 1024 * MEBI;

    private final StringBuilder text = new StringBuilder();

    private MarkdownTables() {}

    /** The machine, all tables, and what could not be measured. */
    public static String of(Benchmark benchmark) {
        MarkdownTables tables = new MarkdownTables();
        tables.preface(benchmark);
        if (!benchmark.models().isEmpty()) {
            tables.speeds(benchmark.models());
            tables.stages(benchmark.models());
            tables.costs(benchmark.models());
        }
        if (!benchmark.references().isEmpty()) {
            tables.references(benchmark);
        }
        for (String notice : benchmark.notices()) {
            tables.paragraph("Not measured: " + notice + ".");
        }
        return tables.text.toString();
    }

    /** How many times as fast as before each line is. */
    public static String of(Comparison comparison, String than) {
        MarkdownTables tables = new MarkdownTables();
        tables.paragraph("Times as fast as in " + than + ":");
        tables.row("", "net alone", "to the display", "to a file");
        tables.rule(4);
        if (comparison.lines().isEmpty()) {
            tables.row("nothing was measured in both", "", "", "");
        }
        for (Comparison.Line line : comparison.lines()) {
            tables.row(line.name(), ratio(line.alone()), ratio(line.display()), ratio(line.file()));
        }
        for (String warning : comparison.warnings()) {
            tables.paragraph("Not to be relied on: " + warning + ".");
        }
        return tables.text.toString();
    }

    private void preface(Benchmark benchmark) {
        Machine machine = benchmark.machine();
        Benchmark.Settings settings = benchmark.settings();
        String features = machine.features().isEmpty() ? "" : " (" + String.join(", ", machine.features()) + ")";
        String card = machine.card().isEmpty() ? "" : ", " + machine.card();
        paragraph(
                "%s%s, %d hardware threads, %s GiB%s, %s; Java %s; ONNX Runtime %s. Peak with %s: %s GFLOP/s fp32, %s GOP/s int8."
                        .formatted(
                                machine.processor(),
                                features,
                                machine.threads(),
                                number(machine.memoryBytes() / GIBI),
                                card,
                                machine.system(),
                                machine.java(),
                                machine.onnxRuntime(),
                                threads(settings.threads()),
                                number(benchmark.peak().floatGops()),
                                number(benchmark.peak().byteGops())));
        paragraph("%s, %s, %s. Median of %s of %s, everything in turns; in brackets the lowest and the highest."
                .formatted(
                        benchmark
                                .date()
                                .substring(0, Math.min(10, benchmark.date().length())),
                        threads(settings.threads()),
                        settings.film(),
                        rounds(benchmark),
                        settings.roundSeconds() > 0
                                ? number(settings.roundSeconds()) + " s"
                                : settings.roundFrames() + (settings.roundFrames() == 1 ? " frame" : " frames")));
    }

    /** As many as were asked for, unless the run was ended before. */
    private static String rounds(Benchmark benchmark) {
        int fewest = benchmark.settings().rounds();
        for (ModelLine line : benchmark.models()) {
            fewest = Math.min(fewest, line.file().framesPerSecond().rounds().size());
        }
        int most = benchmark.settings().rounds();
        if (fewest == most) {
            return most == 1 ? "1 round" : most + " rounds";
        }
        return "at least " + fewest + " of " + most + " rounds";
    }

    private static String threads(int threads) {
        return threads == 1 ? "1 thread" : threads + " threads";
    }

    private void speeds(List<ModelLine> lines) {
        paragraph("Frames per second:");
        row("model", "size", "device", "GMAC", "net alone", "share of peak", "to the display", "to a file (H.264)");
        rule(8);
        for (ModelLine line : lines) {
            row(
                    line,
                    number(line.cost().gmac()),
                    spread(line.alone().framesPerSecond()),
                    line.shareOfPeak() == null ? "" : percent(line.shareOfPeak()),
                    spread(line.display().framesPerSecond()),
                    spread(line.file().framesPerSecond()));
        }
    }

    private void stages(List<ModelLine> lines) {
        paragraph("Milliseconds of a frame in each stage, median / 99th percentile; the stages run side by side:");
        row("model", "size", "device", "net alone", "decode", "paint", "to the display", "encode");
        rule(8);
        for (ModelLine line : lines) {
            row(
                    line,
                    stage(line.alone(), Stage.INFER),
                    stage(line.display(), Stage.DECODE),
                    stage(line.display(), Stage.INFER),
                    stage(line.display(), Stage.HAND_OVER),
                    stage(line.file(), Stage.HAND_OVER));
        }
    }

    private void costs(List<ModelLine> lines) {
        paragraph("Processor time of a frame in ms, all threads added up; first frame and memory, in a fresh process:");
        row(
                "model",
                "size",
                "device",
                "decode",
                "net alone",
                "all else to the display",
                "of the net",
                "first frame, ms after opening the model",
                "ms after the start",
                "peak memory, MiB");
        rule(10);
        for (ModelLine line : lines) {
            row(
                    line,
                    number(line.decodeCpuMillis().median()),
                    number(line.alone().cpuMillis().median()),
                    number(line.outsideCpuMillis().median()),
                    line.outsideShare() == null
                            ? ""
                            : percent(line.outsideShare().median()),
                    number(line.openToFirstFrameMillis().median()),
                    number(line.startToFirstFrameMillis().median()),
                    line.peakMemoryBytes() == null
                            ? ""
                            : number(line.peakMemoryBytes().median() / MEBI));
        }
    }

    private void references(Benchmark benchmark) {
        String sizes = benchmark.references().stream()
                .map(ReferenceLine::size)
                .distinct()
                .map(FrameSize::toString)
                .collect(Collectors.joining(", "));
        paragraph(
                ("The net of pytorch/examples (TransformerNet, random weights) alone in other programs, on the processor,"
                                + " with as many threads, in the same rounds; measured at %s only:")
                        .formatted(sizes));
        row("program", "size", "frames/s", "ms, median / 99th percentile");
        rule(4);
        for (ReferenceLine line : benchmark.references()) {
            row(line.program(), line.size().toString(), spread(line.framesPerSecond()), timings(line.frame()));
        }
        paragraph("Times as fast as that:");
        row("model", "size", "device", "program", "net alone", "whole path to the display");
        rule(6);
        for (ModelLine model : benchmark.models()) {
            for (ReferenceLine reference : benchmark.references()) {
                if (reference.size().equals(model.size())) {
                    row(
                            model,
                            reference.program(),
                            ratio(model.alone().framesPerSecond().timesThatOf(reference.framesPerSecond())),
                            ratio(model.display().framesPerSecond().timesThatOf(reference.framesPerSecond())));
                }
            }
        }
    }

    private void paragraph(String sentence) {
        if (text.length() > 0 && !text.toString().endsWith("\n\n")) {
            text.append('\n');
        }
        text.append(sentence).append("\n\n");
    }

    private void row(String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    /** What is known of a model at a size on a device. */
    private void row(ModelLine line, String... figures) {
        row(Stream.concat(
                        Stream.of(
                                line.model(),
                                line.size().toString(),
                                line.device().toString()),
                        Arrays.stream(figures))
                .toArray(String[]::new));
    }

    private void rule(int columns) {
        text.append("| ")
                .append(String.join(" | ", Collections.nCopies(columns, "---")))
                .append(" |\n");
    }

    private static String stage(Run run, Stage stage) {
        return Optional.ofNullable(run.stages().get(stage))
                .map(MarkdownTables::timings)
                .orElse("");
    }

    private static String timings(Timings timings) {
        return number(timings.medianMillis()) + " / " + number(timings.p99Millis());
    }

    private static String spread(Figure figure) {
        return number(figure.median()) + " (" + number(figure.lowest()) + " to " + number(figure.highest()) + ")";
    }

    private static String ratio(Figure figure) {
        return ratio(figure.median()) + " (" + ratio(figure.lowest()) + " to " + ratio(figure.highest()) + ")";
    }

    private static String ratio(double value) {
        return number(value) + "x";
    }

    private static String percent(double share) {
        return number(100 * share) + " %";
    }

    /** Three digits, or all in front of the point. */
    private static String number(double value) {
        double size = Math.abs(value);
        String pattern = size >= 99.95 ? "%.0f" : size >= 9.995 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, pattern, value);
    }
}
