package org.brushstream.trainer.finetune;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.brushstream.trainer.loss.VggFeatures;
import org.brushstream.trainer.script.TorchScript;

/**
 * VGG's convolutions with a new head: the deepest activations, averaged over the picture, go through three dense layers with
 * ReLU and dropout (Srivastava et al. 2014) in between. The average in place of VGG's own 7x7 grid, whose first dense layer
 * has 100 million weights: a look is the same wherever it is in a picture, and the convolutions have to find it, not the head.
 */
final class LookClassifier implements AutoCloseable {
    /** Begins the names of the head's weights. */
    static final String HEAD = "head.";

    /** Units of the two hidden layers. */
    static final int HIDDEN_1 = 512;

    static final int HIDDEN_2 = 256;

    private static final double DROPPED = 0.5; // share of the hidden units in each step

    private final VggFeatures eye;
    private final List<String> deepest;
    private final Map<String, NDArray> head = new LinkedHashMap<>();
    private final TorchScript scores = TorchScript.compile(
            List.of("features", "w1", "b1", "w2", "b2", "w3", "b3", "kept1", "kept2"),
            List.of(
                    "pooled = torch.mean(features, [2, 3])", // N x C
                    "h1 = torch.mul(torch.relu(torch.linear(pooled, w1, b1)), kept1)",
                    "h2 = torch.mul(torch.relu(torch.linear(h1, w2, b2)), kept2)",
                    "scores = torch.linear(h2, w3, b3)"),
            List.of("scores"));
    private final TorchScript loss = TorchScript.compile(
            List.of("scores", "labels", "weights"),
            List.of(
                    "each = torch.cross_entropy_loss(scores, labels, None, 0)", // of every picture
                    "of_label = torch.index_select(weights, 0, labels)",
                    "loss = torch.mean(torch.mul(each, of_label))"),
            List.of("loss"));

    /**
     * @param eye the convolutions; owned by the caller
     * @param looks how many there are to tell apart, at least 2
     * @param features channels of the deepest layer
     * @param manager owns the head's weights
     */
    LookClassifier(VggFeatures eye, int looks, int features, long seed, NDManager manager) {
        this.eye = eye;
        List<String> layers = eye.net().layers();
        this.deepest = List.of(layers.get(layers.size() - 1));
        SplittableRandom random = new SplittableRandom(seed);
        dense(HEAD + 1, features, HIDDEN_1, random, manager);
        dense(HEAD + 2, HIDDEN_1, HIDDEN_2, random, manager);
        dense(HEAD + 3, HIDDEN_2, looks, random, manager);
    }

    /** He et al. 2015: normal, deviation root of 2 over the inputs, for layers followed by a ReLU. */
    private void dense(String name, int inputs, int outputs, SplittableRandom random, NDManager manager) {
        float[] weights = new float[outputs * inputs];
        double deviation = Math.sqrt(2.0 / inputs);
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) (deviation * random.nextGaussian());
        }
        head.put(name + ".weight", manager.create(weights, new Shape(outputs, inputs)));
        head.put(name + ".bias", manager.zeros(new Shape(outputs)));
    }

    /** The head's weights by name, in order: {@code head.N.weight} {outputs, inputs} and {@code head.N.bias} {outputs}. */
    Map<String, NDArray> head() {
        return head;
    }

    /**
     * Scores of pictures while it learns.
     *
     * @param pictures RGB, 0..255, float32 {N, 3, H, W}
     * @param dropout decides which units are left out
     * @return float32 {N, looks}: logarithms of the odds, up to a constant for each picture
     */
    NDArray scores(NDArray pictures, SplittableRandom dropout) {
        NDManager manager = pictures.getManager();
        long pictureCount = pictures.getShape().get(0);
        return scores(
                pictures,
                mask(pictureCount, HIDDEN_1, dropout, manager),
                mask(pictureCount, HIDDEN_2, dropout, manager));
    }

    /** Scores of pictures by the whole net. */
    NDArray scores(NDArray pictures) {
        NDArray all = pictures.getManager().create(1f);
        return scores(pictures, all, all);
    }

    private NDArray scores(NDArray pictures, NDArray kept1, NDArray kept2) {
        NDArray features = eye.of(pictures, deepest).get(deepest.get(0));
        NDList arguments = new NDList(features);
        arguments.addAll(head.values());
        arguments.add(kept1);
        arguments.add(kept2);
        return scores.runSingle(arguments);
    }

    /** 0 for a unit that is left out; the others stand in for it. */
    private static NDArray mask(long pictures, int units, SplittableRandom random, NDManager manager) {
        float[] kept = new float[(int) pictures * units];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = random.nextDouble() < DROPPED ? 0 : (float) (1 / (1 - DROPPED));
        }
        return manager.create(kept, new Shape(pictures, units));
    }

    /**
     * Cross entropy, mean over the pictures.
     *
     * @param scores {N, looks}
     * @param labels N places among the looks
     * @param weights of the looks: how much a picture of each counts
     */
    NDArray loss(NDArray scores, int[] labels, float[] weights) {
        NDManager manager = scores.getManager();
        long[] places = new long[labels.length];
        for (int i = 0; i < places.length; i++) {
            places[i] = labels[i];
        }
        return loss.runSingle(
                new NDList(scores, manager.create(places, new Shape(places.length)), manager.create(weights)));
    }

    @Override
    public void close() {
        scores.close();
        loss.close();
    }
}
