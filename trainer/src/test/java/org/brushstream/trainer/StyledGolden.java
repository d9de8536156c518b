package org.brushstream.trainer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Map;
import org.brushstream.trainer.net.Stem;
import org.brushstream.trainer.net.TransformerNet;
import org.brushstream.trainer.net.Weights;

/**
 * A net of three styles with random weights, and two photos painted in mixes of them: {@code transformer_styles.npz}.
 *
 * @param arrays what the file holds of this net
 * @param photos float32 {2, 3, 24, 32}
 * @param styleWeights {2, 3}: a mix of all three, and one of the first two
 */
public record StyledGolden(TransformerNet net, Map<String, NDArray> arrays, NDArray photos, NDArray styleWeights) {
    public StyledGolden(Stem stem, NDManager manager) {
        this(stem, Golden.arrays("transformer_styles.npz", manager));
    }

    private StyledGolden(Stem stem, Map<String, NDArray> all) {
        this(
                new TransformerNet(1.0 / 16, stem, 3),
                Golden.startingWith(stem + ".", all),
                Golden.array(all, "photos"),
                Golden.array(all, "style_weights"));
    }

    public Weights weights() {
        return Weights.of(net, arrays);
    }

    public NDArray array(String name) {
        return Golden.array(arrays, name);
    }
}
