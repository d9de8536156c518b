package org.brushstream.player.bench;

import java.util.List;
import java.util.Map;
import org.brushstream.runtime.bench.Machine;
import org.brushstream.runtime.bench.NetCost;
import org.brushstream.runtime.bench.PeakSpeed;
import org.brushstream.runtime.bench.Stage;
import org.brushstream.runtime.bench.Timings;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.infer.Device;
import org.jspecify.annotations.Nullable;

/**
 * All that a run of the benchmark found out.
 *
 * @param format version of these records in a file
 * @param date when it began, as in 2026-11-21T20:15:00Z
 * @param machine it ran on
 * @param peak of that machine's processors, with as many threads
 * @param settings it ran with
 * @param models one line for each model, size and device that could be measured
 * @param references one line for each reference net and size that could be measured
 * @param notices what could not be measured and why, a sentence each
 */
public record Benchmark(
        int format,
        String date,
        Machine machine,
        PeakSpeed peak,
        Settings settings,
        List<ModelLine> models,
        List<ReferenceLine> references,
        List<String> notices) {
    /** The version that this code writes and reads. */
    public static final int FORMAT = 1;

    public Benchmark {
        models = List.copyOf(models);
        references = List.copyOf(references);
        notices = List.copyOf(notices);
    }

    /**
     * What was asked for.
     *
     * @param film what was painted: the name of the file, or what was generated
     * @param threads of the nets on the processor
     * @param rounds of which each figure is the median
     * @param roundFrames that were timed in a round at least
     * @param roundSeconds that a round took at least
     */
    public record Settings(String film, int threads, int rounds, int roundFrames, double roundSeconds) {}

    /**
     * A model at one size on one device.
     *
     * @param model its name
     * @param architecture as its card says; empty without one
     * @param size of the frames
     * @param device it ran on
     * @param cost of its net for one frame
     * @param alone only painting, again and again
     * @param display decoded, painted, and handed over to the display
     * @param file decoded, painted, and encoded as H.264
     * @param shareOfPeak which share of {@link Benchmark#peak} the net alone reaches, 0 to about 1; null on a card, whose
     *     peak is not measured
     * @param decodeCpuMillis processor time of decoding one frame, all threads added up
     * @param outsideCpuMillis processor time of all else that is not inside of ONNX Runtime, to the display: of the whole
     *     path with a net that does nothing, less decoding
     * @param outsideShare {@code outsideCpuMillis} over the processor time of the net alone; null where the rounds were too
     *     short to measure processor time, which counts in steps of 10 ms on Linux
     * @param openToFirstFrameMillis from opening the model to the first frame handed over, in a fresh process
     * @param startToFirstFrameMillis from starting that process
     * @param peakMemoryBytes of that process, which goes on to the display for one round; null where the system does not tell
     */
    public record ModelLine(
            String model,
            String architecture,
            FrameSize size,
            Device device,
            NetCost cost,
            Run alone,
            Run display,
            Run file,
            @Nullable Double shareOfPeak,
            Figure decodeCpuMillis,
            Figure outsideCpuMillis,
            @Nullable Figure outsideShare,
            Figure openToFirstFrameMillis,
            Figure startToFirstFrameMillis,
            @Nullable Figure peakMemoryBytes) {
        /** What tells it from the others, also from one run to the next. */
        public String name() {
            return model + " " + size + " " + device;
        }
    }

    /**
     * One way of running a model.
     *
     * @param framesPerSecond of wall-clock time
     * @param cpuMillis processor time of one frame, all threads of the process added up
     * @param stages wall-clock time of each frame of all rounds in each stage that there was
     */
    public record Run(Figure framesPerSecond, Figure cpuMillis, Map<Stage, Timings> stages) {
        public Run {
            stages = Map.copyOf(stages);
        }
    }

    /**
     * The usual net in another program, alone.
     *
     * @param program name and version
     * @param size of the frames
     * @param framesPerSecond of wall-clock time
     * @param frame wall-clock time of each frame of all rounds
     */
    public record ReferenceLine(String program, FrameSize size, Figure framesPerSecond, Timings frame) {
        /** What tells it from the others. */
        public String name() {
            return program + " " + size;
        }
    }
}
