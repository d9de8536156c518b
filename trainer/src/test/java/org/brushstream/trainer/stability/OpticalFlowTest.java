package org.brushstream.trainer.stability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_UNCHANGED;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imread;

import java.nio.ShortBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.runtime.media.FfmpegSource;
import org.brushstream.trainer.Shared;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OpticalFlowTest {
    /** What the pair's makers measured: flow in pixels, and where they could measure it. */
    private record Truth(Flow flow, BitSet valid) {
        /** u = (R - 32768) / 64, v = (G - 32768) / 64, B is 1 where valid; OpenCV has B, G, R. */
        static Truth read(Path png) {
            try (Mat stored = imread(png.toString(), IMREAD_UNCHANGED)) {
                FrameSize size = new FrameSize(stored.cols(), stored.rows());
                ShortBuffer bgr = stored.createBuffer();
                float[] vectors = new float[2 * size.pixels()];
                BitSet valid = new BitSet();
                for (int pixel = 0; pixel < size.pixels(); pixel++) {
                    valid.set(pixel, bgr.get(3 * pixel) != 0);
                    vectors[2 * pixel] = ((bgr.get(3 * pixel + 2) & 0xFFFF) - 32768) / 64f;
                    vectors[2 * pixel + 1] = ((bgr.get(3 * pixel + 1) & 0xFFFF) - 32768) / 64f;
                }
                return new Truth(new Flow(size, vectors), valid);
            }
        }

        /** How far a flow is from this one at these pixels, in pixels, sorted. */
        double[] distances(Flow found, BitSet pixels) {
            int width = flow.size().width();
            return pixels.stream()
                    .mapToDouble(pixel -> {
                        int x = pixel % width;
                        int y = pixel / width;
                        return Math.hypot(found.right(x, y) - flow.right(x, y), found.down(x, y) - flow.down(x, y));
                    })
                    .sorted()
                    .toArray();
        }
    }

    private static Frame picture(Path file) {
        try (FfmpegSource source = FfmpegSource.open(file)) {
            return Objects.requireNonNull(source.read());
        }
    }

    private static BitSet and(BitSet one, BitSet other) {
        BitSet both = (BitSet) one.clone();
        both.and(other);
        return both;
    }

    private static double within3(double[] distances) {
        return (double) DoubleStream.of(distances)
                        .filter(distance -> distance <= 3)
                        .count()
                / distances.length;
    }

    @Test
    void flowOfARealPairIsAsGoodAsInPythonAndTheMaskFindsWhatIsWrong() {
        Truth truth = Truth.read(Shared.require("flow/kitti_flow_gt.png"));
        Frame earlier = picture(Shared.require("flow/kitti_frame1.png"));
        Frame later = picture(Shared.require("flow/kitti_frame2.png"));
        Match match;
        try (OpticalFlow flow = new OpticalFlow()) {
            match = flow.match(earlier, later);
        }
        double[] all = truth.distances(match.flow(), truth.valid());
        BitSet visible = and(match.visible(), truth.valid());
        double[] seen = truth.distances(match.flow(), visible);
        BitSet hidden = (BitSet) truth.valid().clone();
        hidden.andNot(visible);
        double[] masked = truth.distances(match.flow(), hidden);

        // Beside each bound what golden/flow.py found with OpenCV 4.6, and what 4.13 gives here: its search is another.
        assertThat(all[all.length / 2]).as("median").isLessThan(4.3); // 4.17, 3.64
        assertThat(within3(all)).as("of all").isGreaterThan(0.46); // 0.478, 0.486
        assertThat((double) seen.length / all.length).as("visible").isGreaterThan(0.45); // 0.51, 0.56
        assertThat(seen[seen.length / 2]).as("median of the visible").isLessThan(0.7); // 0.53, 0.61
        assertThat(within3(seen)).as("of the visible").isGreaterThan(0.75); // 0.833, 0.772
        assertThat(1 - within3(masked)).as("masked pixels that are wrong").isGreaterThan(0.86); // 0.890, 0.881
    }

    @Test
    void warpingErrorOfARealPairIsSmallUnderTheTrueFlow() {
        Truth truth = Truth.read(Shared.require("flow/kitti_flow_gt.png"));
        Frame earlier = picture(Shared.require("flow/kitti_frame1.png"));
        Frame later = picture(Shared.require("flow/kitti_frame2.png"));
        BitSet valid = and(truth.valid(), truth.flow().inside());
        Flow none = Scenes.flow(earlier.size(), 0, 0);

        // Both of golden/flow.py, which rounds interpolated values to 64 bits in place of 32.
        assertThat(WarpingError.of(earlier, later, new Match(none, valid))).isCloseTo(0.08159, within(1e-5));
        assertThat(WarpingError.of(earlier, later, new Match(truth.flow(), valid)))
                .isCloseTo(0.02104, within(1e-5));

        try (OpticalFlow flow = new OpticalFlow()) {
            Match found = flow.match(earlier, later);
            BitSet visible = and(valid, found.visible());
            double estimated = WarpingError.of(earlier, later, new Match(found.flow(), visible));
            double trueFlow = WarpingError.of(earlier, later, new Match(truth.flow(), visible));
            double unmoved = WarpingError.of(earlier, later, new Match(none, visible));
            // 0.10478, 0.00544 and 0.00419 in the script, whose OpenCV leaves other pixels visible
            assertThat(unmoved).isGreaterThan(0.1);
            assertThat(trueFlow).as("without the pixels that are covered").isLessThan(0.022);
            assertThat(estimated).isLessThan(0.0055);
        }
    }

    @ParameterizedTest
    @CsvSource({"1.5, -0.75", "-3.25, 2", "0, 0"})
    void shiftOfASmoothPictureIsFound(double right, double down) {
        FrameSize size = new FrameSize(160, 96);
        Frame earlier = Scenes.frame(size, OpticalFlowTest::waves);
        Frame later = Scenes.frame(size, (x, y, channel) -> waves(x - right, y - down, channel));
        try (OpticalFlow flow = new OpticalFlow()) {
            Match match = flow.match(earlier, later);
            assertThat(match.visibleShare()).isGreaterThan(0.8);
            double[] off = match.visible().stream()
                    .mapToDouble(pixel -> Math.hypot(
                            match.flow().right(pixel % 160, pixel / 160) - right,
                            match.flow().down(pixel % 160, pixel / 160) - down))
                    .sorted()
                    .toArray();
            assertThat(off[off.length / 2]).isLessThan(0.1); // pixels; the search stops at about a tenth
        }
    }

    private static double waves(double x, double y, int channel) {
        return 128 + 50 * Math.sin(0.23 * x + 0.11 * y + channel) + 50 * Math.cos(0.29 * y - 0.07 * x);
    }

    @Test
    void cutHidesNearlyEverythingAndTheFramesAroundItDoNot() {
        List<Frame> frames = new ArrayList<>();
        // There is a cut in front of the 30th frame: its makers used it to show how cuts are found.
        try (FfmpegSource film = FfmpegSource.open(Shared.require("clips/bikes.mp4"))) {
            for (int i = 0; i < 32; i++) {
                frames.add(Objects.requireNonNull(film.read()));
            }
        }
        try (OpticalFlow flow = new OpticalFlow()) {
            assertThat(flow.match(frames.get(28), frames.get(29)).visibleShare())
                    .isGreaterThan(0.45);
            assertThat(flow.match(frames.get(29), frames.get(30)).visibleShare())
                    .isLessThan(0.06);
            assertThat(flow.match(frames.get(30), frames.get(31)).visibleShare())
                    .isGreaterThan(0.45);
        }
    }

    @ParameterizedTest
    @CsvSource({"32, 32", "33, 47", "400, 32", "32, 400"})
    void smallAndNarrowPicturesAreMatchedToo(int width, int height) {
        FrameSize size = new FrameSize(width, height);
        Frame frame = Scenes.frame(size, OpticalFlowTest::waves);
        try (OpticalFlow flow = new OpticalFlow()) {
            assertThat(flow.match(frame, frame).visibleShare()).isGreaterThan(0.9);
        }
    }
}
