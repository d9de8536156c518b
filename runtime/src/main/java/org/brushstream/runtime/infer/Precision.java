package org.brushstream.runtime.infer;

import java.util.Locale;

/** What a net calculates in, where there are two files of it. */
public enum Precision {
    /** Whatever is faster on this machine. */
    AUTO,
    /** Bytes: several times as fast on processors with instructions for them (AVX-512 VNNI, AMX, Arm's dot product). */
    INT8,
    /** Floats, as the net was trained. */
    FLOAT32;

    /** As on the command line: {@code auto}, {@code int8}, {@code float32}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
