package org.brushstream.trainer.loss;

/** How VGG-19 halves its maps between blocks. */
public enum Pooling {
    /** The largest of four neighbours, as the net was trained. */
    MAX("max_pool2d"),
    /** Their mean: smoother pictures when pixels are optimised (Gatys et al. 2015, section "Methods"). */
    AVERAGE("avg_pool2d");

    private final String operator;

    Pooling(String operator) {
        this.operator = operator;
    }

    /** A TorchScript expression that pools a feature map by 2x2. */
    String of(String tensor) {
        return "torch." + operator + "(" + tensor + ", [2, 2], [2, 2])";
    }
}
