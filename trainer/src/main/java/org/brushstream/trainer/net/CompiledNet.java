package org.brushstream.trainer.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.ArrayList;
import java.util.List;
import org.brushstream.trainer.script.Precision;
import org.brushstream.trainer.script.TorchScript;

/** A net ready to run in libtorch. The weights are handed in with every call, so that they can be learned. */
public final class CompiledNet implements AutoCloseable {
    private final TorchScript script;
    private final List<String> tensors;

    public CompiledNet(TransformerNet net, Precision precision) {
        TorchOperators operators = new TorchOperators(precision);
        String photo = operators.let(precision.cast("photo"));
        String painted = operators.let(precision.uncast(net.paint(photo, operators)));
        List<String> arguments = new ArrayList<>(List.of("photo"));
        arguments.addAll(operators.arguments().values());
        this.script = TorchScript.compile(arguments, operators.lines(), List.of(painted));
        this.tensors = List.copyOf(operators.arguments().keySet());
    }

    /**
     * Paints a batch.
     *
     * @param photos RGB, 0..255, float32 {N, 3, H, W}
     * @return float32 {N, 3, H', W'} as {@link TransformerNet#paint} says, attached to the manager of {@code photos}
     */
    public NDArray paint(NDArray photos, Weights weights) {
        NDList arguments = new NDList(photos);
        tensors.forEach(name -> arguments.add(weights.get(name)));
        return script.runSingle(arguments);
    }

    @Override
    public void close() {
        script.close();
    }
}
