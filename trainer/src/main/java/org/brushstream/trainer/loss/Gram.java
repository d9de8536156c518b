package org.brushstream.trainer.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.brushstream.trainer.script.Scalar;

/** Which features occur together, wherever they are: what a style is here. */
public final class Gram {
    private Gram() {}

    /**
     * Gram matrix of each picture in a batch: G = F F^T / (C H W), where F is the features as a C x (H W) matrix.
     *
     * <p>Johnson et al. 2016, section 3.2 (arXiv:1603.08155). Gatys et al. 2015 scale the loss instead of G.
     *
     * <p>Gradients flow through one of the two F only and are doubled, which is the same for every loss whose derivative by
     * G is symmetric, as those by a distance to another Gram matrix are: half the work on the way back, and on a large
     * picture gigabytes less.
     *
     * @param features float32 NCHW, one VGG layer after its ReLU
     * @return float32 {N, C, C}, attached to the manager of {@code features}
     */
    public static NDArray matrix(NDArray features) {
        Shape shape = features.getShape();
        long n = shape.get(0);
        long c = shape.get(1);
        long hw = shape.get(2) * shape.get(3);
        NDArray f = features.reshape(n, c, hw); // N x C x HW
        NDArray products = f.matMul(f.stopGradient().transpose(0, 2, 1));
        NDArray gram = Scalar.times(products, 1.0 / (c * hw)); // N x C x C
        return gram.add(gram).sub(gram.stopGradient()); // the value of gram, twice its gradient
    }
}
