package org.brushstream.player.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.brushstream.player.bench.Benchmark.ModelLine;
import org.brushstream.player.bench.Benchmark.ReferenceLine;

/**
 * How many times as fast as in an older run each line is now.
 *
 * @param lines those that both runs have
 * @param warnings why they should not be compared, a sentence each; empty if nothing speaks against it
 */
public record Comparison(List<Line> lines, List<String> warnings) {
    /**
     * Frames per second now over those then; medians of the rounds.
     *
     * @param name of the line
     * @param alone the net alone
     * @param display the whole path to the display; as {@code alone} for a reference net, which has no other
     * @param file the whole path to a file; likewise
     */
    public record Line(String name, double alone, double display, double file) {}

    public Comparison {
        lines = List.copyOf(lines);
        warnings = List.copyOf(warnings);
    }

    /** Compares what both have. */
    public static Comparison of(Benchmark now, Benchmark then) {
        List<Line> lines = new ArrayList<>();
        Map<String, ModelLine> models = byName(then.models(), ModelLine::name);
        for (ModelLine line : now.models()) {
            ModelLine old = models.get(line.name());
            if (old != null) {
                lines.add(new Line(
                        line.name(),
                        ratio(line.alone().framesPerSecond(), old.alone().framesPerSecond()),
                        ratio(line.display().framesPerSecond(), old.display().framesPerSecond()),
                        ratio(line.file().framesPerSecond(), old.file().framesPerSecond())));
            }
        }
        Map<String, ReferenceLine> references = byName(then.references(), ReferenceLine::name);
        for (ReferenceLine line : now.references()) {
            ReferenceLine old = references.get(line.name());
            if (old != null) {
                double ratio = ratio(line.framesPerSecond(), old.framesPerSecond());
                lines.add(new Line(line.name(), ratio, ratio, ratio));
            }
        }
        List<String> warnings = new ArrayList<>();
        warn("processor", now.machine().processor(), then.machine().processor(), warnings);
        warn("processor features", now.machine().features(), then.machine().features(), warnings);
        warn(
                "number of hardware threads",
                now.machine().threads(),
                then.machine().threads(),
                warnings);
        warn("graphics card", now.machine().card(), then.machine().card(), warnings);
        warn("operating system", now.machine().system(), then.machine().system(), warnings);
        warn("Java", now.machine().java(), then.machine().java(), warnings);
        warn("ONNX Runtime", now.machine().onnxRuntime(), then.machine().onnxRuntime(), warnings);
        warn("number of threads", now.settings().threads(), then.settings().threads(), warnings);
        warn("film", now.settings().film(), then.settings().film(), warnings);
        return new Comparison(lines, warnings);
    }

    private static <T> Map<String, T> byName(List<T> lines, Function<T, String> name) {
        return lines.stream().collect(Collectors.toMap(name, Function.identity(), (first, second) -> first));
    }

    private static double ratio(Figure now, Figure then) {
        return now.median() / then.median();
    }

    private static void warn(String what, Object now, Object then, List<String> warnings) {
        if (!Objects.equals(now, then)) {
            warnings.add("the " + what + " differs: " + now + " now, " + then + " then");
        }
    }
}
