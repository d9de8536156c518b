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
    public String reflectionPad(String x, int pixels) {
        return let("torch.reflection_pad2d(%1$s, [%2$s, %2$s, %2$s, %2$s])".formatted(x, pixels));
    }

    @Override
    public String convolve(String x, Convolution c) {
        String bias = c.normalised() ? "None" : precision.castVector(argument(c.bias()));
        return let("torch.conv2d(%s, %s, %s, [%4$s, %4$s])"
                .formatted(x, precision.cast(argument(c.weight())), bias, c.stride()));
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
    public String addShare(String x, String y, String share) {
        return let("torch.addcmul(%s, %s, %s)".formatted(x, y, mixed(argument(share))));
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
