package org.brushstream.trainer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.brushstream.trainer.net.Norm;
import org.brushstream.trainer.net.Stem;
import org.brushstream.trainer.net.TransformerNet;
import org.brushstream.trainer.net.Weights;
import org.junit.jupiter.params.provider.Arguments;

/**
 * A net of three styles with random weights, and two photos painted in mixes of them: {@code transformer_styles.npz}.
 *
 * @param arrays what the file holds of this net
 * @param photos float32 {2, 3, 24, 32}
 * @param styleWeights {2, 3}: a mix of all three, and one of the first two
 */
public record StyledGolden(TransformerNet net, Map<String, NDArray> arrays, NDArray photos, NDArray styleWeights) {
    public StyledGolden(Stem stem, Norm norm, NDManager manager) {
        this(stem, norm, Golden.arrays("transformer_styles.npz", manager));
    }

    private StyledGolden(Stem stem, Norm norm, Map<String, NDArray> all) {
        this(
                new TransformerNet(1.0 / 16, stem, norm, 3),
                Golden.startingWith(stem + "." + norm + ".", all),
                Golden.array(all, "photos"),
                Golden.array(all, "style_weights"));
    }

    /** Every stem with every norm, as arguments of a test. */
    public static Stream<Arguments> kinds() {
        return Arrays.stream(Stem.values())
                .flatMap(stem -> Arrays.stream(Norm.values()).map(norm -> Arguments.of(stem, norm)));
    }

    /**
     * How far a painting may be from PyTorch's: libraries add up floats in different orders, and on a larger scale by as much
     * more.
     */
    public float tolerance() {
        return Math.max(4e-3f, 8e-6f * array("painted").abs().max().getFloat());
    }

    public Weights weights() {
        return Weights.of(net, arrays);
    }

    public NDArray array(String name) {
        return Golden.array(arrays, name);
    }
}
