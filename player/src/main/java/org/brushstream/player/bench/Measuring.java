package org.brushstream.player.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.brushstream.player.bench.Benchmark.ModelLine;
import org.brushstream.player.bench.Benchmark.ReferenceLine;
import org.brushstream.player.bench.Benchmark.Run;
import org.brushstream.runtime.bench.GeneratedFilm;
import org.brushstream.runtime.bench.IdleNet;
import org.brushstream.runtime.bench.LivePath;
import org.brushstream.runtime.bench.Machine;
import org.brushstream.runtime.bench.NetCost;
import org.brushstream.runtime.bench.PeakSpeed;
import org.brushstream.runtime.bench.Round;
import org.brushstream.runtime.bench.Stage;
import org.brushstream.runtime.bench.Timings;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.infer.Device;
import org.brushstream.runtime.infer.OrtStylizer;
import org.brushstream.runtime.infer.PrecisionChoice;
import org.brushstream.runtime.infer.StylizerOptions;
import org.brushstream.runtime.media.MediaException;
import org.brushstream.runtime.media.VideoInfo;
import org.brushstream.runtime.model.ModelCard;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.runtime.model.ModelStore;
import org.brushstream.runtime.model.StyleModel;
import org.jspecify.annotations.Nullable;

/** One run of a {@link BenchmarkJob}: owns the films it generated and the programs it started. */
final class Measuring implements AutoCloseable {
    private static final int RUNS_OF_A_CASE = 4; // cold start, alone, to the display, to a file
    private static final int RUNS_OF_A_BARE_PATH = 2; // decoding, and with a net that does nothing

    /** The file of a model for a device. */
    private record Choice(StyleModel file, Device device) {}

    /** A model at a size on a device, and what it gave so far. */
    private static final class Case {
        private final StyleModel model;
        private final FrameSize size;
        private final Device device;
        private final NetCost cost;
        private final List<ColdStart> starts = new ArrayList<>();
        private final List<Round> alone = new ArrayList<>();
        private final List<Round> display = new ArrayList<>();
        private final List<Round> file = new ArrayList<>();
        private boolean fails;

        Case(StyleModel model, FrameSize size, Device device, NetCost cost) {
            this.model = model;
            this.size = size;
            this.device = device;
            this.cost = cost;
        }

        Bare bare() {
            return new Bare(size, cost.takesBytes());
        }
    }

    /** The path without a model, which is the same for all models that take the same kind of numbers. */
    private record Bare(FrameSize size, boolean bytes) {}

    private record BareRounds(List<Round> decode, List<Round> idle) {}

    private record Reference(ReferenceNet net, FrameSize size, List<List<Double>> rounds) {}

    private final BenchmarkJob job;
    private final BenchmarkJob.Listener listener;
    private final BooleanSupplier goesOn;
    private final String date = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    private final Map<FrameSize, Path> films = new HashMap<>();
    private final List<Path> temporary = new ArrayList<>();
    private final List<ReferenceNet> programs = new ArrayList<>();
    private final List<Case> cases = new ArrayList<>();
    private final Map<Bare, BareRounds> bares = new LinkedHashMap<>();
    private final List<Reference> references = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();

    Measuring(BenchmarkJob job, BenchmarkJob.Listener listener, BooleanSupplier goesOn) {
        this.job = job;
        this.listener = listener;
        this.goesOn = goesOn;
    }

    Benchmark run() {
        job.film().ifPresent(VideoInfo::of); // one that is no film ends the job before anything is measured
        listener.measuring("the machine");
        Machine machine = Machine.here();
        PeakSpeed peak = PeakSpeed.measure(job.threads());
        prepare();
        listener.started(job.rounds()
                * (RUNS_OF_A_CASE * cases.size() + RUNS_OF_A_BARE_PATH * bares.size() + references.size()));
        for (int round = 1; round <= job.rounds() && goesOn.getAsBoolean(); round++) {
            String name = "round " + round + " of " + job.rounds() + ": ";
            bares.forEach((bare, rounds) -> measure(bare, rounds, name));
            for (FrameSize size : job.sizes()) { // a model and its reference nets within a minute or so
                cases.stream().filter(one -> one.size.equals(size)).forEach(one -> measure(one, name));
                references.stream().filter(one -> one.size().equals(size)).forEach(one -> measure(one, name));
            }
        }
        return new Benchmark(
                Benchmark.FORMAT,
                date,
                machine,
                peak,
                new Benchmark.Settings(
                        job.film()
                                .map(film -> String.valueOf(film.getFileName()))
                                .orElse(GeneratedFilm.DESCRIPTION),
                        job.threads(),
                        job.rounds(),
                        job.length().frames(),
                        job.length().seconds()),
                cases.stream()
                        .filter(this::isMeasured)
                        .map(one -> line(one, peak))
                        .toList(),
                references.stream()
                        .filter(one -> !one.rounds().isEmpty())
                        .map(Measuring::line)
                        .toList(),
                notices);
    }

    private void prepare() {
        List<Choice> choices = choices();
        for (FrameSize size : job.sizes()) {
            listener.measuring("the film and the nets at " + size);
            @Nullable Path film = attempt(() -> job.film().orElseGet(() -> generated(size)));
            if (film != null) {
                films.put(size, film);
                Map<String, NetCost> costs = new HashMap<>(); // the same on every device
                for (Choice choice : choices) {
                    attempt(() -> prepare(new Case(
                            choice.file(),
                            size,
                            choice.device(),
                            costs.computeIfAbsent(choice.file().toString(), name -> NetCost.of(choice.file(), size)))));
                }
            }
        }
        if (cases.isEmpty()) {
            throw new ModelException("nothing can be measured: " + String.join("; ", notices));
        }
        for (ReferenceProgram program : job.against()) {
            attempt(() -> {
                ReferenceNet net = ReferenceNet.start(program, job.threads(), job.pythons());
                programs.add(net);
                job.againstSizes().forEach(size -> references.add(new Reference(net, size, new ArrayList<>())));
                return net;
            });
        }
    }

    /** Which file paints on which device: found once, since two files may have to be timed for it. */
    private List<Choice> choices() {
        PrecisionChoice precisions = new PrecisionChoice(new ModelStore(), job.threads());
        List<Choice> choices = new ArrayList<>();
        for (StyleModel model : job.models()) {
            listener.measuring("which file of " + model.name() + " is faster");
            for (Device device : job.devices()) {
                attempt(() -> choices.add(new Choice(precisions.choose(model, job.precision(), device), device)));
            }
        }
        return choices;
    }

    /** Keeps a case that can be opened at all. */
    private Case prepare(Case one) {
        open(one).close();
        cases.add(one);
        bares.computeIfAbsent(one.bare(), bare -> new BareRounds(new ArrayList<>(), new ArrayList<>()));
        return one;
    }

    private Path generated(FrameSize size) {
        Path film;
        try {
            film = Files.createTempFile("brushstream-bench", ".mp4");
        } catch (IOException e) {
            throw new MediaException(
                    "no file can be made in '" + System.getProperty("java.io.tmpdir") + "' for a film to measure with: "
                            + e.getMessage() + "; give one with --input",
                    e);
        }
        temporary.add(film);
        GeneratedFilm.write(film, size);
        return film;
    }

    private void measure(Bare bare, BareRounds rounds, String round) {
        LivePath path = path(bare.size());
        if (!measure(round + "decoding " + bare.size(), rounds.decode(), path::decode)) {
            return;
        }
        measure(round + "the path without a net, " + bare.size(), rounds.idle(), () -> {
            try (OrtStylizer idle = OrtStylizer.open(IdleNet.model(bare.bytes()), Device.CPU, options())) {
                return path.toScreen(idle);
            }
        });
    }

    private void measure(Case one, String round) {
        if (one.fails || !goesOn.getAsBoolean()) {
            return;
        }
        String name = round + one.model.name() + " " + one.size + " " + one.device;
        one.fails = !measure(name + ", first frame", one.starts, () -> start(one)) || !paint(one, name);
    }

    /** The runs in this process, with the net opened once; false if one of them cannot be made. */
    private boolean paint(Case one, String name) {
        if (!goesOn.getAsBoolean()) {
            return true;
        }
        LivePath path = path(one.size);
        return Boolean.TRUE.equals(attempt(() -> {
            try (OrtStylizer net = open(one)) {
                return measure(name + ", alone", one.alone, () -> path.infer(net))
                        && measure(name + ", to the display", one.display, () -> path.toScreen(net))
                        && measure(name + ", to a file", one.file, () -> path.toFile(net));
            }
        }));
    }

    private void measure(Reference one, String round) {
        measure(round + one.net().version() + " " + one.size(), one.rounds(), () -> one.net()
                .paint(one.size(), job.length()));
    }

    /** One measurement, unless the job shall end; false if it cannot be made. */
    private <T> boolean measure(String what, List<T> results, Supplier<T> measurement) {
        if (!goesOn.getAsBoolean()) {
            return true;
        }
        listener.measuring(what);
        @Nullable T result = attempt(measurement);
        if (result != null) {
            results.add(result);
        }
        return result != null;
    }

    /** Null, and one notice, if there is something wrong with a model, a film, a device or a program; the rest goes on. */
    private <T> @Nullable T attempt(Supplier<T> measurement) {
        try {
            return measurement.get();
        } catch (CancellationException e) {
            return null; // the wish to end has not come here yet
        } catch (ModelException | MediaException e) {
            String sentence = String.valueOf(e.getMessage());
            if (!notices.contains(sentence)) {
                notices.add(sentence);
                listener.notice(sentence);
            }
            return null;
        }
    }

    private ColdStart start(Case one) {
        return ColdStart.of(
                job.mainClass(), one.model, one.size, one.device, job.threads(), film(one.size), job.length());
    }

    private OrtStylizer open(Case one) {
        return OrtStylizer.open(one.model, one.device, options());
    }

    private StylizerOptions options() {
        return new StylizerOptions(null, 0, job.threads());
    }

    private LivePath path(FrameSize size) {
        return new LivePath(film(size), size, job.length());
    }

    private Path film(FrameSize size) {
        Path film = films.get(size);
        if (film == null) {
            throw new IllegalStateException("no film was prepared for " + size);
        }
        return film;
    }

    private boolean isMeasured(Case one) {
        BareRounds bare = bares.get(one.bare());
        return !one.file.isEmpty() // the last of each round
                && bare != null
                && !bare.idle().isEmpty();
    }

    private ModelLine line(Case one, PeakSpeed peak) {
        BareRounds bare = bares.get(one.bare());
        if (bare == null) {
            throw new IllegalStateException("no path was measured for " + one.bare());
        }
        Run alone = run(one.alone);
        Figure decode = figure(bare.decode(), Round::cpuMillisPerFrame);
        Figure outside = less(figure(bare.idle(), Round::cpuMillisPerFrame), decode);
        Double share = one.device == Device.CPU
                ? peak.share(one.cost, 1000 / alone.framesPerSecond().median())
                : null;
        return new ModelLine(
                one.model.name(),
                one.model.card().map(ModelCard::architecture).orElse(""),
                one.size,
                one.device,
                one.cost,
                alone,
                run(one.display),
                run(one.file),
                share,
                decode,
                outside,
                alone.cpuMillis().lowest() > 0 ? outside.timesThatOf(alone.cpuMillis()) : null,
                figure(one.starts, ColdStart::openToFirstFrameMillis),
                figure(one.starts, ColdStart::startToFirstFrameMillis),
                peakMemory(one.starts));
    }

    private static @Nullable Figure peakMemory(List<ColdStart> starts) {
        List<Double> known = starts.stream()
                .flatMap(start -> Optional.ofNullable(start.peakMemoryBytes()).stream())
                .toList();
        return known.isEmpty() ? null : Figure.of(known);
    }

    private static ReferenceLine line(Reference one) {
        List<Double> perSecond = one.rounds().stream()
                .map(millis -> 1000
                        * millis.size()
                        / millis.stream().mapToDouble(Double::doubleValue).sum())
                .toList();
        return new ReferenceLine(
                one.net().version(),
                one.size(),
                Figure.of(perSecond),
                Timings.of(one.rounds().stream().flatMap(List::stream).toList()));
    }

    private static Run run(List<Round> rounds) {
        Map<Stage, Timings> stages = new EnumMap<>(Stage.class);
        for (Stage stage : Stage.values()) {
            List<Double> all = rounds.stream()
                    .flatMap(round -> round.millis(stage).stream())
                    .toList();
            if (!all.isEmpty()) {
                stages.put(stage, Timings.of(all));
            }
        }
        return new Run(figure(rounds, Round::framesPerSecond), figure(rounds, Round::cpuMillisPerFrame), stages);
    }

    private static <T> Figure figure(List<T> rounds, ToDoubleFunction<T> value) {
        return Figure.of(rounds.stream().map(value::applyAsDouble).toList());
    }

    private static Figure less(Figure all, Figure part) {
        List<Double> differences = new ArrayList<>();
        for (int round = 0; round < all.rounds().size(); round++) {
            differences.add(all.rounds().get(round) - part.rounds().get(round));
        }
        return Figure.of(differences);
    }

    @Override
    public void close() {
        programs.forEach(ReferenceNet::close);
        for (Path film : temporary) {
            try {
                Files.deleteIfExists(film);
            } catch (IOException e) {
                // it lies in the folder for temporary files
            }
        }
    }
}
