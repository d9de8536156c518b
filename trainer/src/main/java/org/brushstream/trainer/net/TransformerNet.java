package org.brushstream.trainer.net;

import java.util.ArrayList;
import java.util.List;

/**
 * The image transformation network of Johnson et al. 2016 (arXiv:1603.08155, supplementary material, table 1) with
 * instance norm (Ulyanov et al. 2016, arXiv:1607.08022), for one style or, with conditional instance norm (Dumoulin et al.
 * 2016, arXiv:1610.07629), for many: each style has its own scale and shift of every norm, and all else is shared.
 *
 * <p>Differences from the paper: reflection padding before every convolution, not only once around the picture, so that
 * residual blocks keep their size; nearest-neighbour upsampling and a convolution in place of the transposed convolution,
 * whose uneven overlap draws a checkerboard (Odena et al. 2016, distill.pub/2016/deconv-checkerboard); a linear output
 * instead of tanh; and the faster {@linkplain Stem stems}. The last layers work on pixels whatever the stem: channels laid
 * out as pixels there (Shi et al. 2016, arXiv:1609.05158) would draw the grid of their blocks onto flat ground.
 *
 * @param width multiplies every inner number of channels; 1 is the paper's net, at least 1/32
 * @param stem how it begins and ends
 * @param styles how many it knows, at least 1
 */
public record TransformerNet(double width, Stem stem, int styles) {
    /** Every stem paints at a quarter of the size inside: heights and widths are multiples of this. */
    public static final int SIZE_MULTIPLE = 4;

    /**
     * How much of the photo itself is added to a painting, {styles, 3}: by each style and to each channel. Instance norm
     * forgets how bright and colourful a photo was, and a style that is to give the photo back could not.
     */
    public static final String SHORTCUT = "shortcut";

    private static final int RESIDUAL_BLOCKS = 5;
    private static final int MAX_STYLES = 1024; // far more than were ever learned together

    public TransformerNet {
        if (!(width >= 1.0 / 32 && width <= 4)) {
            throw new IllegalArgumentException("the width multiplier must lie between 1/32 and 4, not " + width);
        }
        if (styles < 1 || styles > MAX_STYLES) {
            throw new IllegalArgumentException("a net knows 1 to " + MAX_STYLES + " styles, not " + styles);
        }
    }

    /** The paper's shape, for one style. */
    public TransformerNet(double width) {
        this(width, Stem.FULL, 1);
    }

    /**
     * Describes the net.
     *
     * @param photo RGB, values 0..255, {N, 3, H, W}, at least 16 pixels a side, multiples of {@link #SIZE_MULTIPLE}
     * @return RGB, around 0..255 but not clamped, {N, 3, H, W}
     */
    public <T> T paint(T photo, Operators<T> op) {
        T scaled = op.affine(photo, 1 / 127.5f, -1); // -1..1
        T x =
                switch (stem) {
                    case FULL -> {
                        T full = stage(scaled, "stem", 3, channels(32), 9, 1, op);
                        T half = stage(full, "down1", channels(32), channels(64), 3, 2, op);
                        yield stage(half, "down2", channels(64), channels(128), 3, 2, op);
                    }
                    case HALF -> {
                        T half = stage(op.spaceToDepth(scaled, 2), "stem", 12, channels(64), 5, 1, op);
                        yield stage(half, "down1", channels(64), channels(128), 3, 2, op);
                    }
                    case QUARTER -> stage(op.spaceToDepth(scaled, 4), "stem", 48, channels(128), 3, 1, op);
                }; // H/4
        for (int block = 1; block <= RESIDUAL_BLOCKS; block++) {
            T inner = stage(x, "residual" + block + ".a", channels(128), channels(128), 3, 1, op);
            inner = normalised(inner, "residual" + block + ".b", channels(128), channels(128), 3, 1, op);
            x = op.add(x, inner); // no ReLU after the sum: Gross and Wilber 2016, as in the paper
        }
        int last = channels(stem == Stem.FULL ? 32 : 16);
        x = stage(op.upsampleNearest(x), "up1", channels(128), channels(64), 3, 1, op); // H/2
        x = stage(op.upsampleNearest(x), "up2", channels(64), last, 3, 1, op); // H
        Convolution head = new Convolution("head", last, 3, stem == Stem.FULL ? 9 : 5, 1, false);
        x = op.convolve(op.reflectionPad(x, head.padding()), head);
        return op.affine(op.addShare(x, scaled, SHORTCUT), 127.5f, 127.5f); // back to 0..255
    }

    /** The same net for one style. */
    public TransformerNet ofOneStyle() {
        return new TransformerNet(width, stem, 1);
    }

    /** Every convolution, in the order of the data. */
    public List<Convolution> convolutions() {
        List<Convolution> found = new ArrayList<>();
        paint("", new Lister(found));
        return found;
    }

    /** As it stands in a model's card. */
    public String description() {
        return "Johnson transformer net, "
                + (styles == 1 ? "instance norm" : "conditional instance norm for " + styles + " styles")
                + ", nearest upsampling, "
                + (stem == Stem.FULL ? "" : stem + " stem, ")
                + "width " + width;
    }

    private int channels(int full) {
        return Math.max(1, (int) Math.round(full * width));
    }

    private static <T> T stage(T x, String name, int inputs, int outputs, int kernel, int stride, Operators<T> op) {
        return op.relu(normalised(x, name, inputs, outputs, kernel, stride, op));
    }

    private static <T> T normalised(
            T x, String name, int inputs, int outputs, int kernel, int stride, Operators<T> op) {
        Convolution c = new Convolution(name, inputs, outputs, kernel, stride, true);
        return op.instanceNorm(op.convolve(op.reflectionPad(x, c.padding()), c), c);
    }

    /** Follows the data and only writes down the convolutions. */
    private record Lister(List<Convolution> found) implements Operators<String> {
        @Override
        public String affine(String x, float scale, float shift) {
            return x;
        }

        @Override
        public String spaceToDepth(String x, int block) {
            return x;
        }

        @Override
        public String reflectionPad(String x, int pixels) {
            return x;
        }

        @Override
        public String convolve(String x, Convolution c) {
            found.add(c);
            return x;
        }

        @Override
        public String instanceNorm(String x, Convolution after) {
            return x;
        }

        @Override
        public String addShare(String x, String y, String share) {
            return x;
        }

        @Override
        public String relu(String x) {
            return x;
        }

        @Override
        public String upsampleNearest(String x) {
            return x;
        }

        @Override
        public String add(String x, String y) {
            return x;
        }
    }
}
