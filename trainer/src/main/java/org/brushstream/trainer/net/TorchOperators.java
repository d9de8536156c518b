package org.brushstream.trainer.net;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.brushstream.trainer.script.Precision;

/**
 * Writes a net down as TorchScript: every operator becomes a statement, every learned tensor an argument.
 *
 * <p>Numbers go through {@code %s}, never {@code %d}, which writes other digits in some locales.
 */
final class TorchOperators implements Operators<String> {
    /** Added to the variance, as in torch and in ONNX exports of it. */
    static final String EPSILON = "1e-05";

    /** The argument that says what each picture has of each style, {N, styles}. */
    static final String STYLE_WEIGHTS = "style_weights";

    private final Precision precision;
    private final int styles;
    private final Map<String, String> arguments = new LinkedHashMap<>();
    private final List<String> lines = new ArrayList<>();

    TorchOperators(Precision precision, int styles) {
        this.precision = precision;
        this.styles = styles;
    }

    /** Statements so far. */
    List<String> lines() {
        return lines;
    }

    /** Names of learned tensors, in the order of use, each with its name in the script. */
    Map<String, String> arguments() {
        return arguments;
    }

    @Override
    public String affine(String x, float scale, float shift) {
        return let("torch.add(torch.mul(%s, %s), %s)".formatted(x, scale, shift));
    }

    @Override
    public String spaceToDepth(String x, int block) {
        return let("torch.pixel_unshuffle(%s, %s)".formatted(x, block));
    }

    @Override
    public String depthToSpace(String x, int block) {
        return let("torch.pixel_shuffle(%s, %s)".formatted(x, block));
    }

    @Override
    public String convolve(String x, Convolution c) {
        boolean folded = c.normalised() && c.norm() == Norm.STATIC && styles == 1;
        String kernel = argument(c.weight());
        if (c.gain() != 1) {
            kernel = let("torch.mul(%s, %s)".formatted(kernel, c.gain()));
        }
        if (folded) {
            String scale = argument(c.normScale());
            kernel = let("torch.mul(%s, torch.reshape(%s, [-1, 1, 1, 1]))".formatted(kernel, scale));
        }
        kernel = precision.cast(c.block() == 1 ? kernel : subpixel(kernel, c));
        String bias = folded
                ? precision.castVector(repeated("torch.reshape(" + argument(c.normShift()) + ", [-1])", c.places(), 0))
                : c.normalised() ? "None" : precision.castVector(bias(c));
        if (c.norm() == Norm.INSTANCE) {
            String mirrored = let("torch.reflection_pad2d(%1$s, [%2$s, %2$s, %2$s, %2$s])".formatted(x, c.padding()));
            return let("torch.conv2d(%s, %s, %s, [%4$s, %4$s])".formatted(mirrored, kernel, bias, c.stride()));
        }
        String y = let("torch.conv2d(%s, %s, %s, [%4$s, %4$s], [%5$s, %5$s])"
                .formatted(x, kernel, bias, c.stride(), c.padding()));
        if (!c.normalised() || folded) {
            return y;
        }
        String shift = repeated(mixed(argument(c.normShift())), c.places(), 1);
        String scale = repeated(mixed(argument(c.normScale())), c.places(), 1);
        return let("torch.addcmul(%s, %s, %s)".formatted(shift, y, scale));
    }

    private String bias(Convolution c) {
        String bias = argument(c.bias());
        if (c.gain() != 1) {
            bias = let("torch.mul(%s, %s)".formatted(bias, c.gain()));
        }
        return repeated(bias, c.places(), 0);
    }

    /** An expression of the tensor with every entry of a dimension as often as that, one beside the other. */
    private static String repeated(String tensor, int times, int dimension) {
        return times == 1 ? tensor : "torch.repeat_interleave(%s, %s, %s)".formatted(tensor, times, dimension);
    }

    /** {@link Convolution#subpixel}, for gradients to flow through: sums of windows of a block's size, put in order. */
    private String subpixel(String kernel, Convolution c) {
        String padded =
                let("torch.constant_pad_nd(%1$s, [%2$s, %2$s, %2$s, %2$s])".formatted(kernel, c.subpixelBorder()));
        // {O, I, 3 b, 3 b}: in each direction, of each of three taps its windows for the block's places, the last
        // first.
        String sums = let("torch.mul(torch.avg_pool2d(%1$s, [%2$s, %2$s], [1, 1]), %3$s)"
                .formatted(padded, c.block(), c.places()));
        String taps = let("torch.flip(torch.reshape(%1$s, [%2$s, %3$s, 3, %4$s, 3, %4$s]), [3, 5])"
                .formatted(sums, c.outputs(), c.inputs(), c.block()));
        return let("torch.reshape(torch.permute(%s, [0, 3, 5, 1, 2, 4]), [%s, %s, 3, 3])"
                .formatted(taps, c.outputs() * c.places(), c.inputs()));
    }

    @Override
    public String instanceNorm(String x, Convolution after) {
        // Group norm with a group for every channel: the same formula, and unlike torch's instance norm it keeps
        // channels-last memory.
        String scale = argument(after.normScale());
        String shift = argument(after.normShift());
        if (styles == 1) {
            return let("torch.group_norm(%s, %s, %s, %s, %s)"
                    .formatted(x, after.outputs(), vector(scale), vector(shift), EPSILON));
        }
        String norm = let("torch.group_norm(%s, %s, None, None, %s)".formatted(x, after.outputs(), EPSILON));
        return let("torch.addcmul(%s, %s, %s)".formatted(mixed(shift), norm, mixed(scale)));
    }

    /** The only row of a tensor {1, C}. */
    private String vector(String tensor) {
        return let(precision.castVector("torch.reshape(" + tensor + ", [-1])"));
    }

    /** What each picture has of the rows of {styles, C}: {N, C, 1, 1}. */
    private String mixed(String tensor) {
        String sum = "torch.matmul(" + STYLE_WEIGHTS + ", " + tensor + ")";
        return let("torch.unsqueeze(torch.unsqueeze(%s, -1), -1)".formatted(precision.castVector(sum)));
    }

    @Override
    public String addShare(String x, String y, String share, int block) {
        String shares = repeated(mixed(argument(share)), block * block, 1);
        return let("torch.addcmul(%s, %s, %s)".formatted(x, y, shares));
    }

    @Override
    public String relu(String x) {
        return let("torch.relu(" + x + ")");
    }

    @Override
    public String upsampleNearest(String x) {
        return let("torch.upsample_nearest2d(%s, None, [2., 2.])".formatted(x));
    }

    @Override
    public String add(String x, String y) {
        return let("torch.add(" + x + ", " + y + ")");
    }

    /** Assigns the expression to a new variable and gives back its name. */
    String let(String expression) {
        String name = "x" + lines.size();
        lines.add(name + " = " + expression);
        return name;
    }

    private String argument(String tensor) {
        return arguments.computeIfAbsent(tensor, name -> "w" + arguments.size());
    }
}
