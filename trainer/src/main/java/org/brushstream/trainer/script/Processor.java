package org.brushstream.trainer.script;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import org.brushstream.runtime.model.ModelException;

/** What calculates. */
public enum Processor {
    /** The machine's own processor. */
    CPU,
    /** The first NVIDIA card; libtorch's CUDA libraries must be on the class path. */
    CUDA;

    /**
     * A manager whose arrays lie in this processor's memory, as do those made from them.
     *
     * @throws ModelException if it is not there
     */
    public NDManager newManager() {
        return NDManager.newBaseManager(device());
    }

    Device device() {
        if (this == CPU) {
            return Device.cpu();
        }
        if (Engine.getInstance().getGpuCount() == 0) {
            throw new ModelException("libtorch finds no CUDA here: it needs an NVIDIA card, its driver, and"
                    + " ai.djl.pytorch:pytorch-native-cu128 on the class path; or take --device cpu");
        }
        return Device.gpu();
    }
}
