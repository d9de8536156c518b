package org.brushstream.trainer.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.trainer.script.Precision;
import org.brushstream.trainer.script.TorchScript;

/**
 * VGG-19 or VGG-16 as an eye: the activations of some of its layers for a batch of pictures.
 *
 * <p>Input is normalised as torchvision's weights expect it: (x / 255 - mean) / deviation per channel.
 */
public final class VggFeatures implements AutoCloseable {
    private static final float[] MEAN = {0.485f, 0.456f, 0.406f};
    private static final float[] DEVIATION = {0.229f, 0.224f, 0.225f};

    private final Vgg net;
    private final NDManager manager;
    private final Pooling pooling;
    private final Precision precision;
    private final NDArray scale; // {1, 3, 1, 1}
    private final NDArray shift; // {1, 3, 1, 1}
    private final Map<String, NDArray> tensors = new HashMap<>();
    private final Map<List<String>, TorchScript> scripts = new HashMap<>();

    private VggFeatures(Vgg net, NDManager manager, Pooling pooling, Precision precision) {
        this.net = net;
        this.manager = manager;
        this.pooling = pooling;
        this.precision = precision;
        this.scale = manager.create(
                new float[] {1 / (255 * DEVIATION[0]), 1 / (255 * DEVIATION[1]), 1 / (255 * DEVIATION[2])},
                new Shape(1, 3, 1, 1));
        this.shift = manager.create(
                new float[] {-MEAN[0] / DEVIATION[0], -MEAN[1] / DEVIATION[1], -MEAN[2] / DEVIATION[2]},
                new Shape(1, 3, 1, 1));
    }

    /** Opens weights, with pooling as the net was trained; see the other method. */
    public static VggFeatures open(Path safetensors, Precision precision, NDManager parent) {
        return open(safetensors, Pooling.MAX, precision, parent);
    }

    /**
     * Opens weights with torchvision's names, {@code features.N.weight} and {@code features.N.bias}, which tell VGG-19 from
     * VGG-16. How many channels a layer has is the file's affair.
     *
     * @param safetensors 16- or 32-bit floats
     * @param parent its child manager owns the weights
     * @throws ModelException if the file cannot be read or is no VGG
     */
    public static VggFeatures open(Path safetensors, Pooling pooling, Precision precision, NDManager parent) {
        Vgg net = VggHeader.read(safetensors).net();
        NDManager manager = parent.newSubManager();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(safetensors))) {
            VggFeatures vgg = new VggFeatures(net, manager, pooling, precision);
            for (NDArray stored : NDList.decode(manager, in)) {
                // torchvision's whole net has half a gigabyte of other layers: they need not stay in memory
                if (stored.getName() == null || !stored.getName().startsWith("features.")) {
                    stored.close();
                } else if (stored.getDataType() == DataType.FLOAT32) {
                    vgg.tensors.put(stored.getName(), stored);
                } else {
                    vgg.tensors.put(stored.getName(), stored.toType(DataType.FLOAT32, true));
                    stored.close();
                }
            }
            return vgg;
        } catch (IOException | RuntimeException e) {
            manager.close();
            throw VggHeader.unreadable(safetensors, e);
        }
    }

    /**
     * Looks at the beginning of a file only, which tells most that are no weights, or are those of the other net.
     *
     * @param net that an objective's layers belong to
     * @throws ModelException if the file is absent, no {@code .safetensors}, or does not hold this net
     */
    public static void requireWeights(Path file, Vgg net) {
        Vgg held = VggHeader.read(file).net();
        if (held != net) {
            throw new ModelException(
                    "%s holds %s, but what is to be judged was learned by %s, whose losses are others; give weights of %s with --vgg"
                            .formatted(file, held, net, net));
        }
    }

    /**
     * Looks at pictures.
     *
     * @param pictures RGB, 0..255, float32 {N, 3, H, W}
     * @param layers names such as {@code relu3_3}
     * @return activations after the ReLU, float32 {N, C, H / 2^b, W / 2^b}, by layer name, attached to the manager of
     *     {@code pictures}
     */
    public Map<String, NDArray> of(NDArray pictures, List<String> layers) {
        net.requireKnown(layers);
        NDList arguments = new NDList(pictures, scale, shift);
        for (Vgg.Layer layer : net.upTo(layers)) {
            arguments.add(tensor(layer.weight()));
            arguments.add(tensor(layer.bias()));
        }
        NDList found =
                scripts.computeIfAbsent(List.copyOf(layers), this::compile).run(arguments);
        Map<String, NDArray> byName = new LinkedHashMap<>();
        for (int i = 0; i < layers.size(); i++) {
            byName.put(layers.get(i), found.get(i));
        }
        return byName;
    }

    /** Which net this is: {@link #of} knows its layers. */
    public Vgg net() {
        return net;
    }

    /** All weights and biases by name, shallowest first: {outputs, inputs, 3, 3} and {outputs}. Who learns them moves them. */
    public Map<String, NDArray> weights() {
        return weights(net.all());
    }

    /**
     * Those of the convolutions that are deeper than a layer.
     *
     * @param layer as in {@code relu3_3}
     * @throws ModelException if it is unknown
     */
    public Map<String, NDArray> weightsBehind(String layer) {
        net.requireKnown(List.of(layer));
        int first = net.upTo(List.of(layer)).size();
        return weights(net.all().subList(first, net.all().size()));
    }

    private Map<String, NDArray> weights(List<Vgg.Layer> layers) {
        Map<String, NDArray> weights = new LinkedHashMap<>();
        for (Vgg.Layer layer : layers) {
            weights.put(layer.weight(), tensor(layer.weight()));
            weights.put(layer.bias(), tensor(layer.bias()));
        }
        return weights;
    }

    /** Forgets what was learned: normal with deviation root of 2 over the inputs (He et al. 2015), biases 0. */
    public void randomise(SplittableRandom random) {
        for (NDArray weight : weights().values()) {
            float[] values = new float[(int) weight.size()];
            if (weight.getShape().dimension() == 4) {
                double deviation = Math.sqrt(2.0 / weight.getShape().slice(1).size());
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) (deviation * random.nextGaussian());
                }
            }
            weight.set(values);
        }
    }

    private NDArray tensor(String name) {
        NDArray tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalStateException("checked when it was opened");
        }
        return tensor;
    }

    private TorchScript compile(List<String> layers) {
        List<String> arguments = new ArrayList<>(List.of("pictures", "scale", "shift"));
        List<String> lines = new ArrayList<>();
        lines.add("x = " + precision.cast("torch.add(torch.mul(pictures, scale), shift)"));
        for (Vgg.Layer layer : net.upTo(layers)) {
            String weight = "w" + layer.index();
            String bias = "b" + layer.index();
            arguments.add(weight);
            arguments.add(bias);
            if (layer.pooledBefore()) {
                lines.add("x = " + pooling.of("x"));
            }
            lines.add("x = torch.relu_(torch.conv2d(x, %s, %s, [1, 1], [1, 1]))"
                    .formatted(precision.cast(weight), precision.castVector(bias)));
            if (layers.contains(layer.name())) {
                lines.add(layer.name() + " = " + precision.uncast("x"));
            }
        }
        return TorchScript.compile(arguments, lines, layers);
    }

    @Override
    public void close() {
        scripts.values().forEach(TorchScript::close);
        manager.close();
    }
}
