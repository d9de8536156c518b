package org.brushstream.runtime.infer;

import java.util.Locale;
import org.brushstream.runtime.model.ModelException;

/** Where a model runs. */
public enum Device {
    /** The processor. */
    CPU,
    /** The first NVIDIA card; an error if it cannot be used. */
    CUDA,
    /** CUDA if it can be used, else the processor. */
    AUTO;

    /** Reads {@code cpu}, {@code cuda} or {@code auto}, in any case. */
    public static Device parse(String text) {
        for (Device device : values()) {
            if (device.toString().equals(text.strip().toLowerCase(Locale.ROOT))) {
                return device;
            }
        }
        throw new ModelException("there is no device '" + text + "'; give cpu, cuda or auto");
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
