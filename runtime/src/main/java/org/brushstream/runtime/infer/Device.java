package org.brushstream.runtime.infer;

import java.util.Locale;

/** Where a model runs. */
public enum Device {
    /** The processor. */
    CPU,
    /** The first NVIDIA card; an error if it cannot be used. */
    CUDA,
    /** CUDA if it can be used, else the processor. */
    AUTO;

    /** As it is written on the command line: {@code cpu}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
