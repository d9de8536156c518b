package org.brushstream.trainer.net;

import java.util.ArrayList;
import java.util.List;

/**
 * The image transformation network of Johnson et al. 2016 (arXiv:1603.08155, supplementary material, table 1) with
 * instance norm (Ulyanov et al. 2016, arXiv:1607.08022) or a {@linkplain Norm static} one, for one style or, with conditional
 * norms (Dumoulin et al. 2016, arXiv:1610.07629), for many: each style has its own scale and shift of every norm, and all else
 * is shared.
 *
 * <p>Differences from the paper: padding before every convolution, not only once around the picture, so that residual blocks
 * keep their size; nearest-neighbour upsampling and a convolution in place of the transposed convolution, whose uneven overlap
 * draws a checkerboard (Odena et al. 2016, distill.pub/2016/deconv-checkerboard); a linear output instead of tanh; and the
 * faster {@linkplain Stem stems}. Where those end in blocks of pixels, these come from one kernel over an enlarged map
 * ({@link Convolution}): blocks with weights of their own would draw their grid onto flat ground.
 *
 * @param width multiplies every inner number of channels; 1 is the paper's net, at least 1/32
 * @param stem how it begins and ends
 * @param norm what keeps its feature maps in range
 * @param styles how many it knows, at least 1
 */
public record TransformerNet(double width, Stem stem, Norm norm, int styles) {
    /** Every stem paints at a quarter of the size inside: heights and widths are multiples of this. */
    public static final int SIZE_MULTIPLE = 4;

    /**
     * How much of the photo itself is added to a painting, {styles, 3}: by each style and to each channel. Instance norm
     * forgets how bright and colourful a photo was, and a style that is to give the photo back could not.
     */
    public static final String SHORTCUT = "shortcut";

    private static final int RESIDUAL_BLOCKS = 5;
    private static final float GREY = 127.5f; // in the middle of 0..255; what padding with zeros stands for
    private static final int MAX_STYLES = 1024; // far more than were ever learned together

    public TransformerNet {
        if (!(width >= 1.0 / 32 && width <= 4)) {
            throw new IllegalArgumentException("the width multiplier must lie between 1/32 and 4, not " + width);
        }
        if (styles < 1 || styles > MAX_STYLES) {
            throw new IllegalArgumentException("a net knows 1 to " + MAX_STYLES + " styles, not " + styles);
        }
    }

    /** With instance norm. */
    public TransformerNet(double width, Stem stem, int styles) {
        this(width, stem, Norm.INSTANCE, styles);
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
        return stem == Stem.FULL ? paintPixels(photo, op) : paintBlocks(photo, op);
    }

    private <T> T paintPixels(T photo, Operators<T> op) {
        T scaled = op.affine(photo, 1 / GREY, -1); // -1..1
        T x = stage(scaled, stage("stem", 3, channels(32), 9, 1), op);
        x = stage(x, stage("down1", channels(32), channels(64), 3, 2), op); // H/2
        x = stage(x, stage("down2", channels(64), channels(128), 3, 2), op); // H/4
        x = residuals(x, op);
        x = stage(op.upsampleNearest(x), stage("up1", channels(128), channels(64), 3, 1), op); // H/2
        x = stage(op.upsampleNearest(x), stage("up2", channels(64), channels(32), 3, 1), op); // H
        x = op.convolve(x, new Convolution("head", channels(32), 3, 9, 1, 1, 1, norm, false));
        return op.affine(op.addShare(x, scaled, SHORTCUT, 1), GREY, GREY); // back to 0..255
    }

    /** Here numbers are levels around grey, never -1..1: bytes need no conversion then. */
    private <T> T paintBlocks(T photo, Operators<T> op) {
        T levels = op.affine(photo, 1, -GREY);
        T blocks = op.spaceToDepth(levels, stem.block());
        T x;
        if (stem == Stem.HALF) {
            x = stage(blocks, new Convolution("stem", 12, channels(64), 5, 1, 1, 1 / GREY, norm, true), op); // H/2
            x = stage(x, stage("down1", channels(64), channels(128), 3, 2), op); // H/4
        } else {
            x = stage(blocks, new Convolution("stem", 48, channels(128), 3, 1, 1, 1 / GREY, norm, true), op); // H/4
        }
        x = residuals(x, op);
        int last = channels(128);
        int block = stem.headBlock();
        if (block == 2) {
            last = channels(64);
            x = stage(x, new Convolution("up1", channels(128), last, 3, 1, 2, 1, norm, true), op); // H/2
        }
        x = op.convolve(x, new Convolution("head", last, 3, 2 * block + 1, 1, block, GREY, norm, false));
        T photoBlocks = block == stem.block() ? blocks : op.spaceToDepth(levels, block);
        x = op.addShare(op.affine(x, 1, GREY), photoBlocks, SHORTCUT, block);
        return op.depthToSpace(x, block);
    }

    private <T> T residuals(T x, Operators<T> op) {
        T sum = x;
        for (int block = 1; block <= RESIDUAL_BLOCKS; block++) {
            String name = "residual" + block;
            T inner = stage(sum, stage(name + ".a", channels(128), channels(128), 3, 1), op);
            inner = normalised(inner, stage(name + ".b", channels(128), channels(128), 3, 1), op);
            sum = op.add(sum, inner); // no ReLU after the sum: Gross and Wilber 2016, as in the paper
        }
        return sum;
    }

    /** The same net for one style. */
    public TransformerNet ofOneStyle() {
        return new TransformerNet(width, stem, norm, 1);
    }

    /** Every convolution, in the order of the data. */
    public List<Convolution> convolutions() {
        List<Convolution> found = new ArrayList<>();
        paint("", new Lister(found));
        return found;
    }

    /** As it stands in a model's card. */
    public String description() {
        String norms = norm == Norm.STATIC ? "static norm" : "instance norm";
        return "Johnson transformer net, "
                + (styles == 1 ? norms : "conditional " + norms + " for " + styles + " styles")
                + ", nearest upsampling, "
                + (stem == Stem.FULL ? "" : stem + " stem, ")
                + "width " + width;
    }

    private int channels(int full) {
        return Math.max(1, (int) Math.round(full * width));
    }

    private Convolution stage(String name, int inputs, int outputs, int kernel, int stride) {
        return new Convolution(name, inputs, outputs, kernel, stride, 1, 1, norm, true);
    }

    private static <T> T stage(T x, Convolution c, Operators<T> op) {
        if (c.norm() == Norm.STATIC && c.block() > 1) {
            return op.depthToSpace(op.relu(op.convolve(x, c)), c.block()); // the same, in the order that folds
        }
        return op.relu(normalised(x, c, op));
    }

    private static <T> T normalised(T x, Convolution c, Operators<T> op) {
        T y = op.convolve(x, c);
        if (c.block() > 1) {
            y = op.depthToSpace(y, c.block());
        }
        return c.norm() == Norm.STATIC ? y : op.instanceNorm(y, c);
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
        public String depthToSpace(String x, int block) {
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
        public String addShare(String x, String y, String share, int block) {
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
