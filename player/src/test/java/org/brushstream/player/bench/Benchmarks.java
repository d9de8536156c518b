package org.brushstream.player.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.brushstream.player.bench.Benchmark.ModelLine;
import org.brushstream.player.bench.Benchmark.ReferenceLine;
import org.brushstream.player.bench.Benchmark.Run;
import org.brushstream.runtime.bench.Machine;
import org.brushstream.runtime.bench.NetCost;
import org.brushstream.runtime.bench.PeakSpeed;
import org.brushstream.runtime.bench.Stage;
import org.brushstream.runtime.bench.Timings;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.infer.Device;

/** Results that nobody measured, with numbers that are easy to reckon with. */
final class Benchmarks {
    private static final FrameSize SIZE = new FrameSize(640, 360);

    private Benchmarks() {}

    /** One model on both devices, and PyTorch, each in two rounds. */
    static Benchmark of(double aloneOne, double aloneTwo, String processor) {
        return new Benchmark(
                Benchmark.FORMAT,
                "2026-11-21T20:15:00Z",
                new Machine(processor, List.of("avx2"), 2, 8L << 30, "Linux 6 amd64", "17, Debian", "1.29.0", ""),
                new PeakSpeed(300, 3000),
                new Benchmark.Settings("city.mp4", 2, 2, 3, 2),
                List.of(line(Device.CPU, aloneOne, aloneTwo), line(Device.CUDA, 10 * aloneOne, 10 * aloneTwo)),
                List.of(new ReferenceLine("PyTorch 1.13.0", SIZE, figure(2, 4), new Timings(8, 333.3, 400))),
                List.of("there is no OpenCV to compare with: there is no program 'python3'"));
    }

    private static ModelLine line(Device device, double aloneOne, double aloneTwo) {
        return new ModelLine(
                "great-wave",
                "Johnson transformer net, width 0.5",
                SIZE,
                device,
                new NetCost(9_790_000_000L, 0, true),
                run(aloneOne, aloneTwo, Map.of(Stage.INFER, new Timings(20, 100, 110))),
                run(
                        8,
                        10,
                        Map.of(
                                Stage.DECODE,
                                new Timings(19, 2, 3),
                                Stage.INFER,
                                new Timings(18, 105, 130),
                                Stage.HAND_OVER,
                                new Timings(18, 0.5, 0.75))),
                run(6, 8, Map.of(Stage.HAND_OVER, new Timings(14, 7, 9))),
                device == Device.CPU ? 0.4321 : null,
                figure(3, 4),
                figure(9, 11),
                device == Device.CPU ? figure(0.05, 0.07) : null,
                figure(250, 350),
                figure(900, 1100),
                device == Device.CPU ? figure(300 << 20, 300 << 20) : null);
    }

    private static Run run(double one, double two, Map<Stage, Timings> stages) {
        return new Run(figure(one, two), figure(180, 200), stages);
    }

    private static Figure figure(double... rounds) {
        return Figure.of(Arrays.stream(rounds).boxed().toList());
    }
}
