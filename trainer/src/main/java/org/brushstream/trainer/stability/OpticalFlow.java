package org.brushstream.trainer.stability;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGB2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import java.nio.FloatBuffer;
import org.brushstream.runtime.frame.Frame;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_video.DISOpticalFlow;

/**
 * Estimates where pixels have moved between two frames, by OpenCV's dense inverse search (Kroeger et al. 2016,
 * arXiv:1603.03590) on grey pictures. Gives the same flow for the same frames, however many threads calculate. Not
 * thread-safe.
 *
 * <p>Of the medium preset, at full resolution rather than at half. On a KITTI pair (1242x375, half of it moves by over 34
 * pixels) 77 % of what {@link Occlusion} leaves visible is within 3 pixels of the truth, half of it within 0.61, and 88 %
 * of what it masks is not; a flow takes 0.2 s on two cores. At half resolution it is 72 %, 0.88 and 0.05 s; the presets
 * below have 63 and 65 %. Of OpenCV's others, DeepFlow (58 %, 1.0 s), PCAFlow, TV-L1 and dense RLOF were worse.
 */
final class OpticalFlow implements AutoCloseable {
    private final DISOpticalFlow search = DISOpticalFlow.create(DISOpticalFlow.PRESET_MEDIUM);

    OpticalFlow() {
        search.setFinestScale(0);
    }

    /** Where the earlier frame's pixels went, and which of them can be told. */
    Match match(Frame earlier, Frame later) {
        if (!earlier.size().equals(later.size())) {
            throw new IllegalArgumentException("frames of " + earlier.size() + " and " + later.size());
        }
        try (Mat before = grey(earlier);
                Mat after = grey(later)) {
            Flow forward = between(before, after, earlier);
            return new Match(forward, Occlusion.visible(forward, between(after, before, earlier)));
        }
    }

    private Flow between(Mat from, Mat to, Frame sized) {
        try (Mat flow = new Mat()) { // an empty one: DIS would begin at what it holds
            search.calc(from, to, flow);
            float[] vectors = new float[2 * sized.size().pixels()];
            FloatBuffer found = flow.createBuffer();
            found.get(vectors);
            return new Flow(sized.size(), vectors);
        }
    }

    private static Mat grey(Frame frame) {
        byte[] rgb = new byte[frame.size().rgbBytes()];
        frame.rgb().get(rgb);
        Mat grey = new Mat();
        try (BytePointer pixels = new BytePointer(rgb);
                Mat colours = new Mat(frame.size().height(), frame.size().width(), CV_8UC3, pixels)) {
            cvtColor(colours, grey, COLOR_RGB2GRAY);
        }
        return grey;
    }

    @Override
    public void close() {
        search.close();
    }
}
