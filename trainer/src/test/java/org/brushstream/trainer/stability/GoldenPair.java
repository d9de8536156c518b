package org.brushstream.trainer.stability;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.BitSet;
import java.util.Map;
import org.brushstream.runtime.frame.Frame;
import org.brushstream.runtime.frame.FrameSize;
import org.brushstream.trainer.Golden;

/** The pair of {@code golden/flow.py}. */
final class GoldenPair implements AutoCloseable {
    private final NDManager manager = NDManager.newBaseManager();
    private final Map<String, NDArray> arrays = Golden.arrays("flow.npz", manager);
    private final FrameSize size =
            new FrameSize((int) array("earlier").getShape().get(1), (int)
                    array("earlier").getShape().get(0));

    private NDArray array(String name) {
        return Golden.array(arrays, name);
    }

    Frame earlier() {
        return frame("earlier");
    }

    Frame later() {
        return frame("later");
    }

    private Frame frame(String name) {
        float[] hwc = array(name).toFloatArray();
        return Scenes.frame(size, (x, y, channel) -> hwc[(int) (3 * (y * size.width() + x)) + channel]);
    }

    Flow forward() {
        return new Flow(size, array("forward").toFloatArray());
    }

    Flow backward() {
        return new Flow(size, array("backward").toFloatArray());
    }

    BitSet visible() {
        float[] mask = array("visible").toFloatArray();
        BitSet visible = new BitSet();
        for (int pixel = 0; pixel < mask.length; pixel++) {
            visible.set(pixel, mask[pixel] == 1);
        }
        return visible;
    }

    double error() {
        return array("error").getFloat(0);
    }

    @Override
    public void close() {
        manager.close();
    }
}
