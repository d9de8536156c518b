package org.brushstream.trainer.script;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/** In which numbers convolutions calculate. Weights, sums and losses stay in 32 bits either way. */
public enum Precision {
    /** 32-bit floats, rows of pixels one after another (NCHW in memory): the plain way, and the reference. */
    FLOAT32,
    /**
     * 16-bit floats with the exponent of a 32-bit one, the channels of a pixel side by side (NHWC in memory): what the
     * matrix units of recent processors take. About twice as fast there, and far slower on processors without them.
     */
    BFLOAT16;

    /** Codes of torch's ScalarType and MemoryFormat, as TorchScript spells them. */
    private static final int TORCH_FLOAT32 = 6;

    private static final int TORCH_BFLOAT16 = 15;
    private static final int TORCH_CHANNELS_LAST = 2;

    private static final int RUNS = 10; // the first ones compile and allocate

    /** An expression that brings a picture, feature map or convolution weight into this format. */
    public String cast(String tensor) {
        return this == FLOAT32
                ? tensor
                : "torch.to(" + tensor + ", " + TORCH_BFLOAT16 + ", False, False, " + TORCH_CHANNELS_LAST + ")";
    }

    /** An expression that brings a vector of channels into this format. */
    public String castVector(String tensor) {
        return this == FLOAT32 ? tensor : "torch.to(" + tensor + ", " + TORCH_BFLOAT16 + ")";
    }

    /** An expression that brings a result back to 32 bits. */
    public String uncast(String tensor) {
        return this == FLOAT32 ? tensor : "torch.to(" + tensor + ", " + TORCH_FLOAT32 + ", False, False, 0)";
    }

    /**
     * The faster of the two on this machine, found by timing a convolution of VGG's kind for a fraction of a second:
     * processors that accept bfloat16 and those that are fast at it are not the same.
     */
    public static Precision fastest() {
        return fastest(Processor.CPU);
    }

    /** The same of another processor. */
    public static Precision fastest(Processor processor) {
        try (NDManager manager = processor.newManager();
                TorchScript wide = convolution(FLOAT32);
                TorchScript narrow = convolution(BFLOAT16)) {
            NDList pictures =
                    new NDList(manager.ones(new Shape(1, 128, 96, 96)), manager.ones(new Shape(128, 128, 3, 3)));
            long wideNanos = Long.MAX_VALUE;
            long narrowNanos = Long.MAX_VALUE;
            for (int run = 0; run < RUNS; run++) { // in turns: what else the machine does then slows both down
                wideNanos = Math.min(wideNanos, nanos(wide, pictures));
                narrowNanos = Math.min(narrowNanos, nanos(narrow, pictures));
            }
            return narrowNanos < wideNanos ? BFLOAT16 : FLOAT32;
        }
    }

    private static TorchScript convolution(Precision precision) {
        String call =
                "y = torch.conv2d(%s, %s, None, [1, 1], [1, 1])".formatted(precision.cast("x"), precision.cast("w"));
        return TorchScript.compile(List.of("x", "w"), List.of(call), List.of("y"));
    }

    private static long nanos(TorchScript convolution, NDList pictures) {
        long start = System.nanoTime();
        try (NDArray result = convolution.runSingle(new NDList(pictures));
                NDArray sum = result.sum()) {
            sum.toByteBuffer(); // waits for a card
        }
        return System.nanoTime() - start;
    }
}
