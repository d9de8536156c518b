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

    private final Precision precision;
    private final Map<String, String> arguments = new LinkedHashMap<>();
    private final List<String> lines = new ArrayList<>();

    TorchOperators(Precision precision) {
        this.precision = precision;
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
        return let("torch.group_norm(%s, %s, %s, %s, %s)"
                .formatted(
                        x,
                        after.outputs(),
                        precision.castVector(argument(after.normScale())),
                        precision.castVector(argument(after.normShift())),
                        EPSILON));
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
