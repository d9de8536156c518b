package org.brushstream.trainer.finetune;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a VGG learns looks.
 *
 * @param freezeTo the deepest layer whose convolution, like all before it, stays as it is, as in {@code relu2_2}; absent if
 *     all learn
 * @param fromRandom whether the convolutions begin with random weights in place of the file's, for comparison
 * @param balance how looks with many frames are kept from outweighing those with few
 * @param epochs how often every frame is looked at, at most
 * @param patience epochs without a lower loss on the held-out frames after which it ends
 * @param batch pictures a step
 * @param learningRate of the convolutions (Adam), above 0 and at most 1
 * @param headRate of the dense layers, which begin with random weights and have far to go
 * @param size side of the pictures in pixels, a multiple of 32: VGG's pooling halves it five times
 * @param variants of every frame in an epoch, each cropped, mirrored and coloured in another way
 * @param heldOut share of each look's frames, in whole scenes, that is not learned from, above 0 and below 1
 * @param seed of the split, the order, the variants and the first weights
 */
public record FineTuningSettings(
        @Nullable String freezeTo,
        boolean fromRandom,
        Balance balance,
        int epochs,
        int patience,
        int batch,
        double learningRate,
        double headRate,
        int size,
        int variants,
        double heldOut,
        long seed) {
    /** What is done about looks with more frames than others. */
    public enum Balance {
        /** An epoch takes as many frames of each as the smallest has, other ones each time. */
        SAMPLING,
        /** An epoch takes all frames; those of small looks count more. */
        WEIGHTS
    }

    private static final Gson JSON = new GsonBuilder().serializeNulls().create();
    private static final int MULTIPLE = 32; // pixels
    private static final int MAX_BATCH_PIXELS = 1 << 22; // VGG's features take some 1.5 KB a pixel on the way back

    public FineTuningSettings {
        if (epochs < 1 || patience < 1 || batch < 1 || variants < 1) {
            throw new IllegalArgumentException(
                    "epochs, patience, pictures a step and variants of a frame are at least 1, not %d, %d, %d and %d"
                            .formatted(epochs, patience, batch, variants));
        }
        requireRate(learningRate);
        requireRate(headRate);
        if (size < MULTIPLE || size % MULTIPLE != 0) {
            throw new IllegalArgumentException(
                    "VGG halves pictures five times: their side is a multiple of " + MULTIPLE + " pixels, not " + size);
        }
        if ((long) batch * size * size > MAX_BATCH_PIXELS) {
            throw new IllegalArgumentException("%d pictures of %d px do not fit into memory; a step takes %d pixels"
                    .formatted(batch, size, MAX_BATCH_PIXELS));
        }
        if (!(heldOut > 0 && heldOut < 1)) {
            throw new IllegalArgumentException("the share that is held out is above 0 and below 1, not " + heldOut);
        }
    }

    /**
     * What another run was told differently.
     *
     * @return as the command line spells it, with the other's values: {@code --epochs 10}
     */
    List<String> differencesTo(FineTuningSettings other) {
        JsonObject own = JSON.toJsonTree(this).getAsJsonObject();
        List<String> differences = new ArrayList<>();
        JSON.toJsonTree(other).getAsJsonObject().asMap().forEach((name, value) -> {
            if (!value.equals(own.get(name))) {
                String option = "--" + name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
                differences.add(
                        value.isJsonNull()
                                ? "no " + option
                                : option + " " + value.getAsString().toLowerCase(Locale.ROOT));
            }
        });
        return differences;
    }

    /** For files. */
    String toJson() {
        return JSON.toJson(this);
    }

    private static void requireRate(double rate) {
        if (!(rate > 0 && rate <= 1)) {
            throw new IllegalArgumentException("a learning rate is above 0 and at most 1, not " + rate);
        }
    }
}
