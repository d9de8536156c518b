package org.brushstream.runtime.bench;

import org.brushstream.runtime.bench.OnnxMessage.ElementType;
import org.brushstream.runtime.model.StyleModel;

/**
 * Nets that give the picture back as it is: what the whole path costs with one of them is what it costs outside of ONNX
 * Runtime, copies in and out of the tensors included.
 */
public final class IdleNet {
    private IdleNet() {}

    /**
     * A net that does nothing.
     *
     * @param bytes whether it takes and gives bytes, {1, height, width, 3}; else float planes, {1, 3, height, width}
     */
    public static StyleModel model(boolean bytes) {
        ElementType type = bytes ? ElementType.UINT8 : ElementType.FLOAT;
        long[] shape = bytes ? new long[] {1, -1, -1, 3} : new long[] {1, 3, -1, -1};
        OnnxMessage graph = new OnnxMessage()
                .node("Identity", "painted", "rgb")
                .input("rgb", type, shape)
                .output("painted", type, shape);
        return StyleModel.of("idle", "in memory", OnnxMessage.model(graph));
    }
}
