package org.brushstream.trainer.gatys;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.trainer.picture.Pictures;

/**
 * How pixels are moved.
 *
 * @param method what moves them
 * @param history pairs of steps and gradients that L-BFGS remembers, at least 1; each takes two pictures of memory
 * @param learningRate of Adam: about the grey levels, of 255, that a pixel moves in an iteration; above 0
 * @param iterations at every size, at least 1
 * @param start what the pixels are in the beginning
 * @param seed of the noise to start from
 * @param size shorter side of the painting in pixels, 32 to 4096
 * @param coarsest the smallest size to paint at first: half the size, half of that and so on down to this one, 32 or more;
 *     the painting's own size for no other
 */
public record GatysPlan(
        Method method,
        int history,
        double learningRate,
        int iterations,
        Start start,
        long seed,
        int size,
        int coarsest) {
    /** What moves the pixels. */
    public enum Method {
        /** Few, well-chosen steps: the usual choice, and the yardstick's. */
        LBFGS,
        /** Small steps of even length; needs less memory. */
        ADAM
    }

    /** What the pixels are in the beginning. */
    public enum Start {
        /** The photo, which keeps its shapes. */
        CONTENT,
        /** Normal noise around middle grey, which follows the style more freely. */
        NOISE
    }

    private static final int MAX_SIZE = 4096; // pixels
    private static final long VGG_BYTES = 2400; // for each pixel of the painting, in either precision
    private static final long BASE_BYTES = 1_000_000_000;

    public GatysPlan {
        if (size < Pictures.MIN_SIDE || size > MAX_SIZE) {
            throw new IllegalArgumentException("the shorter side of a painting is " + Pictures.MIN_SIDE + " to "
                    + MAX_SIZE + " pixels, not " + size);
        }
        if (coarsest < Pictures.MIN_SIDE) {
            throw new IllegalArgumentException(
                    "the smallest size to begin with is " + Pictures.MIN_SIDE + " pixels or more, not " + coarsest);
        }
        if (iterations < 1 || history < 1) {
            throw new IllegalArgumentException(
                    "there is at least 1 iteration and 1 pair to remember, not " + iterations + " and " + history);
        }
        if (!(learningRate > 0 && learningRate <= 255)) {
            throw new IllegalArgumentException("the learning rate is above 0 and at most 255, not " + learningRate);
        }
    }

    /**
     * What painting takes at most, libtorch's and VGG-19's own memory included.
     *
     * <p>VGG-19's maps that wait for the way back make the most of it; the figure a pixel is that of the default layers,
     * measured as the peak of whole runs: 4.7 GB for 1536x1024 and Adam.
     *
     * @param full of the painting
     */
    public long memoryBytes(FrameSize full) {
        long vectors = method == Method.LBFGS ? 2L * history + 12 : 8; // pictures of three 32-bit floats a pixel
        return BASE_BYTES + full.pixels() * (VGG_BYTES + 12 * vectors);
    }

    /** Shorter sides to paint at, coarsest first; the last is {@link #size}. */
    public List<Integer> sizes() {
        List<Integer> sizes = new ArrayList<>(List.of(size));
        for (int smaller = size / 2; smaller >= coarsest; smaller /= 2) {
            sizes.add(smaller);
        }
        Collections.reverse(sizes);
        return sizes;
    }
}
