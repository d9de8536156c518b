package org.brushstream.trainer.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.brushstream.trainer.script.Precision;
import org.brushstream.trainer.script.TorchScript;

/**
 * A net of one style whose inner maps can be looked at, in 32 bits: which values they take decides how they are kept in fewer
 * bits.
 */
public final class ObservedNet implements AutoCloseable {
    private final TorchScript script;
    private final List<String> tensors;
    private final List<String> names;

    public ObservedNet(TransformerNet net) {
        if (net.styles() != 1) {
            throw new IllegalArgumentException("a net of one style is observed, not of " + net.styles());
        }
        TorchOperators torch = new TorchOperators(Precision.FLOAT32, 1);
        Observer observer = new Observer(torch);
        net.paint("photo", observer);
        List<String> arguments = new ArrayList<>(List.of("photo", TorchOperators.STYLE_WEIGHTS));
        arguments.addAll(torch.arguments().values());
        this.script = TorchScript.compile(
                arguments, torch.lines(), List.copyOf(observer.observed().values()));
        this.tensors = List.copyOf(torch.arguments().keySet());
        this.names = List.copyOf(observer.observed().keySet());
    }

    /**
     * Paints a photo and gives what went through the net: what each convolution gives, by its name, as {@link
     * Operators#convolve} says, and each sum of two maps, by {@link #sum} of the convolution that gave the second.
     *
     * @param photo RGB, 0..255, float32 {1, 3, H, W}, H and W multiples of four
     * @return {1, C, H', W'} each, attached to the manager of {@code photo}
     */
    public Map<String, NDArray> observe(NDArray photo, Weights weights) {
        NDList arguments = new NDList(photo, photo.getManager().ones(new Shape(1, 1)));
        tensors.forEach(name -> arguments.add(weights.get(name)));
        NDList maps = script.run(arguments);
        Map<String, NDArray> observed = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            observed.put(names.get(i), maps.get(i));
        }
        return observed;
    }

    /** The name of a sum of two maps. */
    public static String sum(Convolution second) {
        return second.name() + ".sum";
    }

    @Override
    public void close() {
        script.close();
    }

    /** Notes what is observed, and leaves the work to another. */
    private record Observer(TorchOperators torch, Map<String, String> observed, Map<String, Convolution> makers)
            implements Operators<String> {
        Observer(TorchOperators torch) {
            this(torch, new LinkedHashMap<>(), new LinkedHashMap<>());
        }

        @Override
        public String affine(String x, float scale, float shift) {
            return torch.affine(x, scale, shift);
        }

        @Override
        public String spaceToDepth(String x, int block) {
            return torch.spaceToDepth(x, block);
        }

        @Override
        public String depthToSpace(String x, int block) {
            return torch.depthToSpace(x, block);
        }

        @Override
        public String convolve(String x, Convolution c) {
            String y = torch.convolve(x, c);
            observed.put(c.name(), y);
            makers.put(y, c);
            return y;
        }

        @Override
        public String instanceNorm(String x, Convolution after) {
            return torch.instanceNorm(x, after);
        }

        @Override
        public String addShare(String x, String y, String share, int block) {
            return torch.addShare(x, y, share, block);
        }

        @Override
        public String relu(String x) {
            return torch.relu(x);
        }

        @Override
        public String upsampleNearest(String x) {
            return torch.upsampleNearest(x);
        }

        @Override
        public String add(String x, String y) {
            String z = torch.add(x, y);
            Convolution second = makers.get(y);
            if (second != null) {
                observed.put(sum(second), z);
            }
            return z;
        }
    }
}
