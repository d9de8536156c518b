package org.brushstream.trainer.script;

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
}
