package org.brushstream.trainer.script;

import ai.djl.ndarray.NDArray;

/**
 * Numbers in functions that gradients flow through.
 *
 * <p>{@code NDArray.mul(Number)} and {@code div(Number)} put the number into memory that Java owns, and give it up when they
 * return. libtorch still needs it on the way back: should garbage be collected in between, gradients are multiplied by
 * whatever lies there by then. A number kept as an array lives as long as the product.
 */
public final class Scalar {
    private Scalar() {}

    /** The product, attached to the manager of {@code array}. */
    public static NDArray times(NDArray array, double factor) {
        return array.mul(array.getManager().create((float) factor));
    }
}
