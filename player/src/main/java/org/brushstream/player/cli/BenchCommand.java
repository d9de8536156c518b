package org.brushstream.player.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.brushstream.player.bench.Benchmark;
import org.brushstream.player.bench.BenchmarkFile;
import org.brushstream.player.bench.BenchmarkJob;
import org.brushstream.player.bench.Comparison;
import org.brushstream.player.bench.MarkdownTables;
import org.brushstream.player.bench.ReferenceProgram;
import org.brushstream.player.bench.SpeedGraph;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.infer.Device;
import org.brushstream.runtime.infer.Precision;
import org.brushstream.runtime.model.ModelCard;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.runtime.model.ModelStore;
import org.brushstream.runtime.model.StyleModel;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "bench",
        sortOptions = false,
        subcommands = ColdStartCommand.class,
        synopsisSubcommandLabel = "", // it is hidden
        description = {
            "Measures how fast this machine paints: each model at each size on each device, the net alone and the whole"
                    + " path of a frame, in turns, several rounds. Prints Markdown tables.",
            "Let nothing else run meanwhile. Ctrl-C ends it with the rounds there are."
        },
        footerHeading = "%nFor example:%n",
        footer = {
            "  brushstream bench",
            "  brushstream bench --models mine.onnx --against pytorch --json today.json",
            "  brushstream bench --compare today.json --plot speeds.png"
        })
final class BenchCommand implements Callable<Integer> {
    private static final List<String> PYTHONS = List.of("python3", "/usr/bin/python3"); // Debian's may be hidden

    @Option(
            names = "--models",
            split = ",",
            paramLabel = "NAME|FILE.onnx",
            description = "Models, see 'brushstream models' (default: the first of each architecture there).")
    private List<String> models = List.of();

    @Option(
            names = "--precision",
            defaultValue = "auto",
            paramLabel = "PRECISION",
            description = "int8, float32, or auto for what 'render' would take, of models that there are both ways"
                    + " (default: ${DEFAULT-VALUE}).")
    private Precision precision;

    @Option(
            names = "--sizes",
            split = ",",
            defaultValue = "640x360,1280x720,1920x1080",
            paramLabel = "WxH",
            converter = FrameSizeConverter.class,
            description = "Sizes of the frames, of even sides (default: ${DEFAULT-VALUE}).")
    private List<FrameSize> sizes;

    @Option(
            names = "--devices",
            split = ",",
            defaultValue = "cpu",
            paramLabel = "DEVICE",
            description = "cpu, cuda, or both (default: ${DEFAULT-VALUE}).")
    private List<Device> devices;

    @Mixin
    private RoundOptions rounds;

    @Option(
            names = "--rounds",
            defaultValue = "5",
            paramLabel = "N",
            description = "How often everything is measured (default: ${DEFAULT-VALUE}).")
    private int count;

    @Option(
            names = "--against",
            split = ",",
            paramLabel = "PROGRAM",
            description = "pytorch, opencv: the net of pytorch/examples there, in the same rounds, if Debian's"
                    + " python3-torch, or python3-opencv and python3-onnx, are installed.")
    private List<ReferenceProgram> against = List.of();

    @Option(
            names = "--against-sizes",
            split = ",",
            paramLabel = "WxH",
            converter = FrameSizeConverter.class,
            description = "At which of the sizes (default: the smallest; others take PyTorch many seconds a frame).")
    private List<FrameSize> againstSizes = List.of();

    @Option(
            names = "--python",
            paramLabel = "PYTHON",
            description = "The interpreter for these programs (default: python3, else /usr/bin/python3).")
    private @Nullable String python;

    @Option(names = "--json", paramLabel = "FILE", description = "Write all figures, those of each round as well.")
    private @Nullable Path json;

    @Option(
            names = "--compare",
            paramLabel = "OLD.json",
            description = "Print how many times as fast as in an older --json file everything is.")
    private @Nullable Path compare;

    @Option(names = "--plot", paramLabel = "FILE.png", description = "Draw the frames per second.")
    private @Nullable Path plot;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Benchmark old = compare == null ? null : BenchmarkFile.read(compare); // before minutes of measuring
        BenchmarkJob job = job();
        PrintWriter out = spec.commandLine().getOut();
        Benchmark benchmark;
        try (StopOnInterrupt stop = new StopOnInterrupt()) {
            try (BenchProgress progress = new BenchProgress(spec.commandLine().getErr())) {
                benchmark = job.run(progress, stop::goesOn);
            }
            if (benchmark.models().isEmpty()) {
                throw new ModelException("no round was finished, so there is nothing to show"
                        + String.join(
                                "",
                                benchmark.notices().stream()
                                        .map(notice -> "; " + notice)
                                        .toList()));
            }
            String tables = MarkdownTables.of(benchmark);
            if (old != null) {
                tables += "\n" + MarkdownTables.of(Comparison.of(benchmark, old), String.valueOf(compare));
            }
            out.print(tables);
            out.flush();
            write(benchmark);
        }
        return 0;
    }

    private void write(Benchmark benchmark) {
        if (json != null) {
            BenchmarkFile.write(benchmark, json);
        }
        if (plot != null) {
            SpeedGraph.write(benchmark, plot);
        }
    }

    private BenchmarkJob job() {
        requireFolders(json, plot);
        rounds.requireFilm();
        if (devices.contains(Device.AUTO)) {
            throw new ParameterException(spec.commandLine(), "--devices are cpu and cuda; auto could be either");
        }
        for (FrameSize size : sizes) {
            if (size.width() % 2 != 0 || size.height() % 2 != 0) {
                throw new ParameterException(
                        spec.commandLine(), "--sizes have even sides, since H.264 asks for them, not " + size);
            }
        }
        FrameSize smallest =
                sizes.stream().min(Comparator.comparing(FrameSize::pixels)).orElseThrow();
        try {
            return new BenchmarkJob(
                    models(),
                    precision,
                    distinct(sizes),
                    distinct(devices),
                    Optional.ofNullable(rounds.film),
                    rounds.length(RoundOptions.USUAL),
                    count,
                    rounds.threads(),
                    distinct(against),
                    distinct(againstSizes.isEmpty() ? List.of(smallest) : againstSizes),
                    python == null ? PYTHONS : List.of(python),
                    Brushstream.class.getName());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /** What cannot be written shall be known before minutes of measuring. */
    private void requireFolders(@Nullable Path... files) {
        for (@Nullable Path file : files) {
            @Nullable Path folder = file == null ? null : file.toAbsolutePath().getParent();
            if (folder != null && !Files.isDirectory(folder)) {
                throw new ModelException("there is no folder '" + folder + "' to write " + file + " to; make it first");
            }
        }
    }

    private static <T> List<T> distinct(List<T> all) {
        return all.stream().distinct().toList();
    }

    private List<StyleModel> models() {
        ModelStore store = new ModelStore();
        if (!models.isEmpty()) {
            return distinct(models).stream().map(store::require).toList();
        }
        // Models of one architecture are equally fast, whatever they paint.
        Map<String, StyleModel> byArchitecture = new LinkedHashMap<>();
        for (String name : store.list()) {
            try {
                StyleModel model = store.require(name);
                byArchitecture.putIfAbsent(
                        model.card().map(ModelCard::architecture).orElse(name), model);
            } catch (ModelException e) { // nobody asked for this one
                spec.commandLine().getErr().println("left out: " + e.getMessage());
            }
        }
        if (byArchitecture.isEmpty()) {
            throw new ModelException("there is no model to measure; name one with --models");
        }
        return List.copyOf(byArchitecture.values());
    }
}
