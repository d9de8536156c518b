package org.brushstream.trainer.loss;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.brushstream.runtime.model.ModelException;

/**
 * The plan of a VGG's convolutional part (Simonyan and Zisserman 2015, arXiv:1409.1556, table 1).
 *
 * <p>A layer is named after its block and its place there: {@code relu3_2} is the output of the second convolution of the
 * third block, after its ReLU. Blocks are separated by 2x2 max pooling.
 */
public enum Vgg {
    /** Column D. */
    VGG16("VGG-16", 2, 2, 3, 3, 3),
    /** Column E. */
    VGG19("VGG-19", 2, 2, 4, 4, 4);

    /**
     * A convolution, 3x3 with padding 1 and a ReLU.
     *
     * @param name as in {@code relu3_2}
     * @param index its number in torchvision's {@code features}, under which its weights are stored
     * @param pooledBefore whether 2x2 pooling comes before it
     */
    record Layer(String name, int index, boolean pooledBefore) {
        String weight() {
            return "features." + index + ".weight";
        }

        String bias() {
            return "features." + index + ".bias";
        }
    }

    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list of records
    private final List<Layer> layers;

    /** @param blocks convolutions in each block */
    Vgg(String title, int... blocks) {
        this.title = title;
        List<Layer> found = new ArrayList<>();
        int index = 0; // torchvision counts convolutions, ReLUs and poolings alike
        for (int block = 1; block <= blocks.length; block++) {
            for (int place = 1; place <= blocks[block - 1]; place++) {
                found.add(new Layer("relu" + block + "_" + place, index, block > 1 && place == 1));
                index += 2;
            }
            index += 1;
        }
        this.layers = List.copyOf(found);
    }

    /** The net of that title, as in {@code VGG-19}. */
    static Optional<Vgg> titled(String title) {
        return Arrays.stream(values()).filter(net -> net.title.equals(title)).findFirst();
    }

    /** The net of whose weights the largest share is among these names: where some are missing, the one that was meant. */
    static Vgg nearest(Set<String> tensors) {
        return VGG16.share(tensors) > VGG19.share(tensors) ? VGG16 : VGG19;
    }

    private double share(Set<String> tensors) {
        return layers.stream().filter(layer -> tensors.contains(layer.weight())).count() / (double) layers.size();
    }

    /** Names of all layers, shallowest first. */
    public List<String> layers() {
        return layers.stream().map(Layer::name).toList();
    }

    /**
     * Refuses names that are no layers, with the list of those that are.
     *
     * @throws ModelException if one is unknown, or there are none
     */
    public void requireKnown(List<String> names) {
        if (names.isEmpty()) {
            throw new ModelException("no layer was named; the layers of " + this + " are " + listed());
        }
        for (String name : names) {
            if (!layers().contains(name)) {
                throw new ModelException(this + " has no layer " + name + "; its layers are " + listed());
            }
        }
    }

    private String listed() {
        return String.join(", ", layers());
    }

    List<Layer> all() {
        return layers;
    }

    /** The layers that are needed to see the deepest of the names. */
    List<Layer> upTo(List<String> names) {
        int last = names.stream().mapToInt(layers()::indexOf).max().orElseThrow();
        return layers.subList(0, last + 1);
    }

    /** As commands and files write it: {@code vgg19}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As people and model cards write it: {@code VGG-19}. */
    @Override
    public String toString() {
        return title;
    }
}
