package org.brushstream.trainer.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.brushstream.runtime.model.ModelException;
import org.brushstream.trainer.script.Precision;
import org.brushstream.trainer.script.TorchScript;

/**
 * VGG-19 as an eye: the activations of some of its layers for a batch of pictures. Its weights never change here.
 *
 * <p>Input is normalised as torchvision's weights expect it: (x / 255 - mean) / deviation per channel.
 */
public final class VggFeatures implements AutoCloseable {
    private static final float[] MEAN = {0.485f, 0.456f, 0.406f};
    private static final float[] DEVIATION = {0.229f, 0.224f, 0.225f};

    private final NDManager manager;
    private final Pooling pooling;
    private final Precision precision;
    private final NDArray scale; // {1, 3, 1, 1}
    private final NDArray shift; // {1, 3, 1, 1}
    private final Map<String, NDArray> tensors = new HashMap<>();
    private final Map<List<String>, TorchScript> scripts = new HashMap<>();

    private VggFeatures(NDManager manager, Pooling pooling, Precision precision) {
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

    /** Opens weights, with pooling as VGG-19 was trained; see the other method. */
    public static VggFeatures open(Path safetensors, Precision precision, NDManager parent) {
        return open(safetensors, Pooling.MAX, precision, parent);
    }

    /**
     * Opens weights with torchvision's names, {@code features.N.weight} and {@code features.N.bias}.
     *
     * @param safetensors 16- or 32-bit floats
     * @param parent its child manager owns the weights
     * @throws ModelException if the file cannot be read or is not VGG-19
     */
    public static VggFeatures open(Path safetensors, Pooling pooling, Precision precision, NDManager parent) {
        requireSafetensors(safetensors);
        NDManager manager = parent.newSubManager();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(safetensors))) {
            VggFeatures vgg = new VggFeatures(manager, pooling, precision);
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
            vgg.requireComplete(safetensors);
            return vgg;
        } catch (IOException | RuntimeException e) {
            manager.close();
            throw e instanceof ModelException known ? known : unreadable(safetensors, e);
        }
    }

    /**
     * Looks at the beginning of a file only, which tells most that are no weights.
     *
     * @throws ModelException if it is absent or no {@code .safetensors}
     */
    public static void requireSafetensors(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new ModelException("no VGG-19 weights at " + file + "; give a .safetensors file with --vgg");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(Long.BYTES);
            long header = start.length < Long.BYTES
                    ? 0
                    : ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getLong();
            // The decoder would make room for any header, however long a damaged file says it is.
            if (header < 1 || header > Files.size(file) - Long.BYTES) {
                throw new IOException("a header of " + header + " bytes in a file of " + Files.size(file));
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static ModelException unreadable(Path file, Exception cause) {
        return new ModelException(file + " is not a readable .safetensors file (truncated?); fetch it again", cause);
    }

    private void requireComplete(Path file) {
        int inputs = 3;
        for (Vgg19.Layer layer : Vgg19.upTo(Vgg19.names())) {
            NDArray weight = tensors.get("features." + layer.index() + ".weight");
            NDArray bias = tensors.get("features." + layer.index() + ".bias");
            if (weight == null
                    || bias == null
                    || weight.getShape().dimension() != 4
                    || weight.getShape().get(1) != inputs
                    || weight.getShape().get(2) != 3
                    || weight.getShape().get(3) != 3
                    || !bias.getShape().equals(new Shape(weight.getShape().get(0)))) {
                throw new ModelException(file + " does not hold VGG-19: features." + layer.index()
                        + ".weight and .bias should be a 3x3 convolution of " + inputs
                        + " channels; give torchvision's vgg19 with --vgg");
            }
            inputs = (int) weight.getShape().get(0);
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
        requireKnown(layers);
        NDList arguments = new NDList(pictures, scale, shift);
        for (Vgg19.Layer layer : Vgg19.upTo(layers)) {
            arguments.add(tensor(layer, "weight"));
            arguments.add(tensor(layer, "bias"));
        }
        NDList found =
                scripts.computeIfAbsent(List.copyOf(layers), this::compile).run(arguments);
        Map<String, NDArray> byName = new LinkedHashMap<>();
        for (int i = 0; i < layers.size(); i++) {
            byName.put(layers.get(i), found.get(i));
        }
        return byName;
    }

    /** Every layer that {@link #of} knows, shallowest first. */
    public static List<String> layers() {
        return Vgg19.names();
    }

    /** Refuses names that are no layers, with the list of those that are. */
    public static void requireKnown(List<String> layers) {
        Set<String> unknown = new HashSet<>(layers);
        unknown.removeAll(Vgg19.names());
        if (layers.isEmpty() || !unknown.isEmpty()) {
            throw new ModelException((layers.isEmpty()
                            ? "no layer was named"
                            : "VGG-19 has no layer " + unknown.iterator().next())
                    + "; its layers are " + String.join(", ", Vgg19.names()));
        }
    }

    private NDArray tensor(Vgg19.Layer layer, String kind) {
        NDArray tensor = tensors.get("features." + layer.index() + "." + kind);
        if (tensor == null) {
            throw new IllegalStateException("checked when it was opened");
        }
        return tensor;
    }

    private TorchScript compile(List<String> layers) {
        List<String> arguments = new ArrayList<>(List.of("pictures", "scale", "shift"));
        List<String> lines = new ArrayList<>();
        lines.add("x = " + precision.cast("torch.add(torch.mul(pictures, scale), shift)"));
        for (Vgg19.Layer layer : Vgg19.upTo(layers)) {
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
