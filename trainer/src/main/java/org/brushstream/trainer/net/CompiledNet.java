package org.brushstream.trainer.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.brushstream.trainer.script.Precision;
import org.brushstream.trainer.script.TorchScript;

/** A net ready to run in libtorch. The weights are handed in with every call, so that they can be learned. */
public final class CompiledNet implements AutoCloseable {
    private final TransformerNet net;
    private final TorchScript script;
    private final List<String> tensors;

    public CompiledNet(TransformerNet net, Precision precision) {
        this.net = net;
        TorchOperators operators = new TorchOperators(precision, net.styles());
        String photo = operators.let(precision.cast("photo"));
        String painted = operators.let(precision.uncast(net.paint(photo, operators)));
        List<String> arguments = new ArrayList<>(List.of("photo", TorchOperators.STYLE_WEIGHTS));
        arguments.addAll(operators.arguments().values());
        this.script = TorchScript.compile(arguments, operators.lines(), List.of(painted));
        this.tensors = List.copyOf(operators.arguments().keySet());
    }

    /**
     * Paints a batch.
     *
     * @param photos RGB, 0..255, float32 {N, 3, H, W}, H and W multiples of four
     * @param styleWeights what each picture has of each style, float32 {N, styles}, each row of sum 1; a net of one style
     *     has nothing to choose and paints with that
     * @return float32 {N, 3, H, W}, attached to the manager of {@code photos}
     * @throws IllegalArgumentException if the sizes do not fit
     */
    public NDArray paint(NDArray photos, NDArray styleWeights, Weights weights) {
        Shape size = photos.getShape();
        int multiple = TransformerNet.SIZE_MULTIPLE;
        if (size.get(2) % multiple != 0 || size.get(3) % multiple != 0) {
            throw new IllegalArgumentException("nets take multiples of " + multiple + " pixels, not " + size);
        }
        if (!styleWeights.getShape().equals(new Shape(size.get(0), net.styles()))) {
            throw new IllegalArgumentException("photos " + size + " painted in " + net.styles()
                    + " styles need a weight for each, not " + styleWeights.getShape());
        }
        NDList arguments = new NDList(photos, styleWeights);
        tensors.forEach(name -> arguments.add(weights.get(name)));
        return script.runSingle(arguments);
    }

    @Override
    public void close() {
        script.close();
    }
}
