package org.brushstream.player.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.brushstream.runtime.bench.RoundLength;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.infer.Device;
import org.brushstream.runtime.infer.Precision;
import org.brushstream.runtime.media.MediaException;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.runtime.model.StyleModel;

/**
 * Measures models, sizes and devices in turns, A B C A B C, since machines are faster at one time than at another: what is
 * compared is measured within the same minute, and every figure has a spread.
 *
 * @param models at least one
 * @param precision which file of a model that there is in bytes and in floats
 * @param sizes at least one
 * @param devices {@link Device#CPU} and {@link Device#CUDA}; at least one
 * @param film to paint; empty for one that is generated at each size
 * @param length of one measurement
 * @param rounds at least 1
 * @param threads of the nets on the processor, at least 1
 * @param against programs to measure beside; their net alone
 * @param againstSizes at which sizes, of those above
 * @param pythons interpreters to try in turn for these programs
 * @param mainClass of this program, to start it afresh
 */
public record BenchmarkJob(
        List<StyleModel> models,
        Precision precision,
        List<FrameSize> sizes,
        List<Device> devices,
        Optional<Path> film,
        RoundLength length,
        int rounds,
        int threads,
        List<ReferenceProgram> against,
        List<FrameSize> againstSizes,
        List<String> pythons,
        String mainClass) {

    public BenchmarkJob {
        if (models.isEmpty() || sizes.isEmpty() || devices.isEmpty()) {
            throw new IllegalArgumentException("a benchmark has at least one model, one size and one device, not "
                    + models + ", " + sizes + " and " + devices);
        }
        if (rounds < 1 || threads < 1) {
            throw new IllegalArgumentException("rounds and threads are at least 1, not " + rounds + " and " + threads);
        }
        if (!sizes.containsAll(againstSizes)) {
            throw new IllegalArgumentException(
                    "other programs are measured at some of the sizes " + sizes + ", not at " + againstSizes);
        }
        models = List.copyOf(models);
        sizes = List.copyOf(sizes);
        devices = List.copyOf(devices);
        against = List.copyOf(against);
        againstSizes = List.copyOf(againstSizes);
        pythons = List.copyOf(pythons);
    }

    /** Hears how the job goes on, on the thread that runs it. */
    public interface Listener {
        /** Called once, before the rounds: so many measurements there will be. */
        void started(int steps);

        /** Called before each measurement. */
        void measuring(String what);

        /** Something cannot be measured; a sentence that says why. The rest goes on. */
        void notice(String sentence);
    }

    /**
     * Runs all rounds.
     *
     * @param goesOn asked between measurements; once it says no the job ends with the rounds there are
     * @throws ModelException if no model can be measured at all
     * @throws MediaException if the film that was given cannot be read
     */
    public Benchmark run(Listener listener, BooleanSupplier goesOn) {
        try (Measuring measuring = new Measuring(this, listener, goesOn)) {
            return measuring.run();
        }
    }
}
