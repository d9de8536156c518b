package org.brushstream.player.cli;

import java.io.PrintWriter;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.brushstream.runtime.bench.LivePath;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.frame.FrameSource;
import org.brushstream.runtime.infer.Device;
import org.brushstream.runtime.infer.OrtStylizer;
import org.brushstream.runtime.infer.StylizerOptions;
import org.brushstream.runtime.machine.OwnProcess;
import org.brushstream.runtime.model.ModelStore;
import org.brushstream.runtime.model.StyleModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "cold-start",
        hidden = true,
        description =
                "Started by bench: prints the milliseconds from opening a model to the first frame, goes on for one"
                        + " measurement, and prints the bytes of memory at the peak, where the system tells.")
final class ColdStartCommand implements Callable<Integer> {
    @Option(names = "--models", required = true)
    private String model;

    @Option(names = "--sizes", required = true, converter = FrameSizeConverter.class)
    private FrameSize size;

    @Option(names = "--devices", required = true)
    private Device device;

    @Mixin
    private RoundOptions rounds;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        StyleModel style = new ModelStore().require(model);
        LivePath path = new LivePath(Objects.requireNonNull(rounds.film), size, rounds.length(RoundOptions.USUAL));
        FrameSource film =
                path.open(); // first, as when a film is rendered: the decoder starts while the model is opened
        long opening = System.nanoTime();
        try (OrtStylizer net = OrtStylizer.open(style, device, new StylizerOptions(null, 0, rounds.threads()))) {
            path.firstToScreen(film, net);
            out.println((System.nanoTime() - opening) / 1e6);
            out.flush();
            film.close();
            path.toScreen(net);
            OptionalLong peak = OwnProcess.peakMemoryBytes();
            out.println(peak.isPresent() ? Long.toString(peak.getAsLong()) : "");
            out.flush();
        } finally {
            film.close();
        }
        return 0;
    }
}
