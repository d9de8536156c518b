package org.brushstream.trainer.export;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.HashMap;
import java.util.Map;
import org.brushstream.trainer.net.Convolution;
import org.brushstream.trainer.net.ObservedNet;
import org.brushstream.trainer.net.TransformerNet;
import org.brushstream.trainer.net.Weights;

/**
 * Which values the maps of a static net of one style take on photographs, and so what their bytes should stand for. Not
 * thread-safe.
 */
public final class Calibration implements AutoCloseable {
    private final ObservedNet net;
    private final Weights weights;
    private final Map<String, Histogram> histograms = new HashMap<>();
    private int photos;

    /** @throws IllegalArgumentException if the net knows several styles */
    public Calibration(TransformerNet net, Weights weights) {
        this.net = new ObservedNet(net);
        this.weights = weights;
    }

    /**
     * Looks at what a photograph becomes.
     *
     * @param photo RGB, 0..255, float32 {1, 3, H, W}, H and W multiples of four
     */
    public void add(NDArray photo) {
        try (NDManager scope = photo.getManager().newSubManager()) {
            NDArray picture = photo.duplicate();
            picture.attach(scope);
            net.observe(picture, weights).forEach((name, map) -> histograms
                    .computeIfAbsent(name, key -> new Histogram())
                    .add(map.toFloatArray()));
        }
        photos++;
    }

    /** How many photographs were looked at. */
    public int photos() {
        return photos;
    }

    /** Of what a convolution gives. */
    ByteRange of(Convolution c) {
        return histogram(c.name()).range();
    }

    /** Of what ReLU leaves of that. */
    ByteRange ofRelu(Convolution c) {
        return histogram(c.name()).rangeAboveZero();
    }

    /**
     * Of what a convolution gives and a shift, cut off where it needs no more.
     *
     * @param low real value, below 0
     * @param high real value, above 0
     */
    ByteRange within(Convolution c, float shift, float low, float high) {
        Histogram histogram = histogram(c.name());
        return ByteRange.of(Math.max(low, histogram.lowest() + shift), Math.min(high, histogram.highest() + shift));
    }

    /** Of the sum of another map and what a convolution gives. */
    ByteRange ofSum(Convolution second) {
        return histogram(ObservedNet.sum(second)).range();
    }

    private Histogram histogram(String map) {
        Histogram histogram = histograms.get(map);
        if (histogram == null) {
            throw new IllegalArgumentException("nothing was seen of " + map + " on " + photos + " photographs");
        }
        return histogram;
    }

    @Override
    public void close() {
        net.close();
    }
}
