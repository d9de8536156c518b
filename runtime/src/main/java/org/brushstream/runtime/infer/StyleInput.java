package org.brushstream.runtime.infer;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import org.brushstream.runtime.model.StyleWeights;

/** The second input of a net that holds several styles: float32, {styles}. Other weights need no other tensor. */
final class StyleInput implements AutoCloseable {
    private final FloatBuffer memory; // direct: the tensor is this memory
    private final OnnxTensor tensor;
    private final boolean fades;
    private StyleWeights mix;
    private Strength strength = Strength.FULL;

    /**
     * An input of full strength.
     *
     * @param fades whether the first style gives the source back
     */
    StyleInput(StyleWeights mix, boolean fades) throws OrtException {
        memory = ByteBuffer.allocateDirect(mix.count() * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        tensor = OnnxTensor.createTensor(DeviceSession.ENVIRONMENT, memory, new long[] {mix.count()});
        this.fades = fades;
        this.mix = mix;
        write();
    }

    /** Other weights, as many as there are, from the next inference on. */
    void mix(StyleWeights wanted) {
        mix = wanted;
        write();
    }

    /** Another strength from the next inference on, if the net fades. */
    void strength(Strength wanted) {
        strength = wanted;
        write();
    }

    private void write() {
        List<Double> weights = (fades ? strength.fromFirst(mix) : mix).values();
        for (int style = 0; style < weights.size(); style++) {
            memory.put(style, weights.get(style).floatValue());
        }
    }

    /** The same for every inference; closed with this. */
    OnnxTensor tensor() {
        return tensor;
    }

    @Override
    public void close() {
        tensor.close();
    }
}
